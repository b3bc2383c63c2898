// Adds up what `yarn test:ci` left in .ci: the tests of Jest and Playwright, and
// one for every other step. Fails when something failed, or no test ran. Runs
// with any version of Node.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const TEST_STEPS = ['unit and integration tests', 'end-to-end tests'];

const steps = read('checks') || [];
const jest = read('jest');
const e2e = read('e2e');
const others = steps.filter(({ name }) => !TEST_STEPS.includes(name));

const counts = [
  {
    passed: others.filter(({ passed }) => passed).length,
    failed: others.filter(({ passed }) => !passed).length,
    skipped: 0,
  },
  jest && {
    passed: jest.numPassedTests,
    failed: jest.numFailedTests + jest.numRuntimeErrorTestSuites,
    skipped: jest.numPendingTests + jest.numTodoTests,
  },
  e2e && {
    passed: e2e.stats.expected + e2e.stats.flaky,
    failed: e2e.stats.unexpected + e2e.errors.length,
    skipped: e2e.stats.skipped,
  },
].filter(Boolean);

const passed = sum('passed');
const skipped = sum('skipped');
let failed = sum('failed');

// A step can fail although none of its tests did, or before it has any.
const complete =
  steps.length > 0 &&
  steps.every(step => step.passed) &&
  Boolean(jest && jest.numPassedTests) &&
  Boolean(e2e && e2e.stats.expected);
if (!complete && failed === 0) {
  failed = 1;
}

console.log(
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`,
);
process.exitCode = failed ? 1 : 0;

function sum(kind) {
  return counts.reduce((total, count) => total + count[kind], 0);
}

function read(name) {
  try {
    return JSON.parse(
      readFileSync(join(__dirname, '..', '.ci', `${name}.json`), 'utf8'),
    );
  } catch {
    return undefined;
  }
}
