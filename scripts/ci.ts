// All that has to pass, in one command: `yarn test:ci`. The cheap checks run
// first, and nothing else runs when one of them fails; the tests run all,
// whichever fails. Leaves its results in .ci, for .ci/run to count.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

interface Step {
  name: string;
  command: string;
  env?: Record<string, string>;
}

const PRODUCTION = {
  PORTAL_BASE_URL: 'https://portal.example.com',
  POSTGRES_HOST: 'localhost',
  POSTGRES_PORT: '5432',
  POSTGRES_USER: 'backstage',
  POSTGRES_PASSWORD: 'not-a-password',
  SECURITY_KEYRING_SECRET: 'bm90IGEgc2VjcmV0LCBvbmx5IGEgcGxhY2Vob2xkZXI=',
};

const CHECKS: Step[] = [
  {
    name: 'package files',
    command: 'backstage-cli repo fix --check --publish',
  },
  { name: 'formatting', command: 'yarn prettier:check' },
  { name: 'API documents', command: 'yarn build:openapi --check' },
  {
    name: 'API linter',
    command: 'redocly lint --extends recommended-strict docs/openapi.yaml',
    env: { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  },
  {
    name: 'API clients',
    command: 'tsc -p plugins/security-backend/dev/apiClient',
  },
  { name: 'configuration', command: 'backstage-cli config:check --lax' },
  {
    name: 'configuration for production',
    command: 'backstage-cli config:check --config app-config.production.yaml',
    env: PRODUCTION,
  },
  { name: 'types', command: 'yarn tsc:full' },
  { name: 'API reports', command: 'yarn build:api-reports:only --ci' },
  { name: 'lint', command: 'yarn lint:all' },
];

const TESTS: Step[] = [
  {
    name: 'unit and integration tests',
    command:
      'yarn test --watch=false --maxWorkers=2 --json --outputFile=.ci/jest.json',
  },
  { name: 'production build', command: 'yarn build:all' },
  {
    name: 'packages as published',
    command: 'node --import tsx scripts/packages.ts',
  },
  { name: 'end-to-end tests', command: 'yarn test:e2e' },
];

process.chdir(resolve(__dirname, '..'));
process.env.CI = 'true';
mkdirSync('.ci', { recursive: true });
['checks', 'jest', 'e2e'].forEach(name =>
  rmSync(`.ci/${name}.json`, { force: true }),
);

const results: Array<{ name: string; passed: boolean; seconds: number }> = [];
run(CHECKS);
if (results.every(({ passed }) => passed)) {
  run(TESTS);
}
summarize();

function run(steps: Step[]): void {
  for (const { name, command, env } of steps) {
    console.log(`\n=== ${name}: ${command}`);
    const start = Date.now();
    const { status } = spawnSync(command, {
      shell: true,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    const seconds = Math.round((Date.now() - start) / 1000);
    results.push({ name, passed: status === 0, seconds });
    console.log(
      `=== ${name}: ${status === 0 ? 'passed' : 'FAILED'}, ${seconds} s`,
    );
    writeFileSync('.ci/checks.json', JSON.stringify(results, undefined, 2));
  }
}

function summarize(): void {
  console.log('');
  for (const { name } of [...CHECKS, ...TESTS]) {
    const result = results.find(one => one.name === name);
    const verdict = result?.passed ? 'passed' : 'FAILED';
    console.log(
      result
        ? `${verdict}  ${String(result.seconds).padStart(4)} s  ${name}`
        : `not run        ${name}`,
    );
  }
  process.exitCode =
    results.length === CHECKS.length + TESTS.length &&
    results.every(({ passed }) => passed)
      ? 0
      : 1;
}
