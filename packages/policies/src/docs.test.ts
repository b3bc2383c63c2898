import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBlocks, readFile } from './__testUtils__/docs';

const COPIES = /^packages\/backend\/src\/permissionPolicy\/([\w.]+)$/;

const files = Object.fromEntries(
  readdirSync(__dirname)
    .filter(name => name.endsWith('.ts'))
    .map(name => [name, readFileSync(join(__dirname, name), 'utf8')]),
);

/** Without how far it is indented. */
const linesOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map(line => line.trim())
    .join('\n');

const code = readBlocks().filter(({ language }) => language === 'ts');
const whole = code.filter(({ file }) => file && COPIES.test(file));
const parts = code.filter(({ file }) => !file);

it.each(whole)('shows $file as it is tested', ({ file, text }) => {
  expect(text).toBe(files[COPIES.exec(file!)![1]]);
});

it.each(parts.map(({ text }) => [text.slice(0, 60), text]))(
  'shows a part of what is tested: %j',
  (_, text) => {
    expect(
      Object.keys(files).filter(name =>
        linesOf(files[name]).includes(linesOf(text)),
      ),
    ).toHaveLength(1);
  },
);

it('shows each policy, and nothing that is not tested', () => {
  expect(code.map(({ file }) => file)).toContain(
    'packages/backend/src/index.ts',
  );
  expect(whole.length + parts.length).toBe(code.length - 1);
  const shown = code.map(({ text }) => linesOf(text)).join('\n');
  // The first that each file with a policy exports is its part.
  const exports = Object.values(files)
    .filter(text => /policyModule\(policy\)/.test(text))
    .map(text => text.match(/^export (?:const|function) \w+/m)![0]);
  expect(exports).toHaveLength(8);
  expect(exports.filter(line => !shown.includes(line))).toEqual([]);
});

it('has the packages added that they are made of', () => {
  const OF_CREATE_APP = [
    '@backstage/plugin-catalog-backend',
    '@backstage/plugin-permission-common',
    '@backstage/plugin-permission-node',
  ];
  const added = readBlocks()
    .filter(({ language }) => language === 'bash')
    .flatMap(({ text }) => [...text.matchAll(/ add (.*?)(?: #.*)?$/gm)])
    .flatMap(([, packages]) => packages.split(' '))
    .map(name => name.replace(/(.)@.*/, '$1'));
  const imported = Object.entries(files)
    .filter(([name]) => !name.endsWith('.test.ts'))
    .flatMap(([, text]) => [...text.matchAll(/from '([^.'][^']*)'/g)])
    .map(([, name]) => name.match(/^(@[^/]+\/)?[^/]+/)![0]);
  expect([...added, ...OF_CREATE_APP].sort()).toEqual(
    [...new Set(imported)].sort(),
  );
});

it('puts the policy where that of create-app was', () => {
  const template = readFileSync(
    join(__dirname, '__testUtils__/createAppIndex.txt'),
    'utf8',
  );
  expect(readFile('packages/backend/src/index.ts')).toBe(
    template
      .replace(
        `backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);`,
        `backend.add(import('./permissionPolicy/securityTeam'));`,
      )
      .replace(
        'backend.start();',
        `// security plugin
backend.add(import('backstage-plugin-security-backend'));

backend.start();`,
      ),
  );
});
