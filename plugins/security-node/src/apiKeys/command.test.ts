import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { isWellFormedApiKey } from './apiKeyFormat';

const COMMAND = resolve(
  __dirname,
  '../../bin/backstage-plugin-security-node.js',
);

it('the command prints a fresh key, and nothing else', () => {
  const print = () =>
    execFileSync(process.execPath, [COMMAND], { encoding: 'utf8' });
  const outputs = [print(), print()];
  for (const output of outputs) {
    expect(output).toMatch(/^bsak_[0-9A-Za-z]{38}\n$/);
    expect(isWellFormedApiKey(output.trimEnd())).toBe(true);
  }
  expect(outputs[0]).not.toBe(outputs[1]);
});
