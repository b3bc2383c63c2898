import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Manifest, Packed } from './Packed';

const EXPECTED: Record<string, string[]> = {
  'backstage-plugin-catalog-backend-module-security': [],
  'backstage-plugin-security': [],
  'backstage-plugin-security-backend': ['config.schema.json', 'migrations/'],
  'backstage-plugin-security-common': [],
  'backstage-plugin-security-node': ['bin/'],
};
const USUAL = ['README.md', 'LICENSE', 'package.json', 'dist/'];

/**
 * What is wrong with the files of a package: some are missing, some do not
 * belong there, or Node cannot load or run what is meant for it.
 *
 * @param withChangelog - whether a version was made, which writes CHANGELOG.md
 */
export function inspectFiles(
  { manifest, files, dir }: Packed,
  withChangelog: boolean,
): string[] {
  const expected = [
    ...USUAL,
    ...(EXPECTED[manifest.name] ?? []),
    ...(withChangelog ? ['CHANGELOG.md'] : []),
  ];
  return [
    ...expected
      .filter(path => !files.some(file => file.startsWith(path)))
      .map(path => `${path} is missing`),
    ...files
      .filter(
        file =>
          !expected.some(path => file.startsWith(path)) ||
          /\.test\.|__testUtils__|\.tsbuildinfo/.test(file),
      )
      .map(file => `${file} does not belong there`),
    ...entryPoints(manifest)
      .filter(path => !files.includes(path))
      .map(path => `the entry point ${path} is missing`),
    ...(manifest.backstage.role.startsWith('frontend')
      ? []
      : namesToLoad(manifest).flatMap(name => load(name, dir))),
    ...(manifest.bin ? runKeyCommand(join(dir, manifest.bin)) : []),
  ];
}

function entryPoints({ main, types, exports = {} }: Manifest): string[] {
  return [main, types, ...Object.values(exports)]
    .flatMap(entry =>
      typeof entry === 'string' ? entry : Object.values(entry),
    )
    .filter(path => path.startsWith('./') || path.startsWith('dist/'))
    .map(path => path.replace(/^\.\//, ''));
}

function namesToLoad({ name, exports = { '.': '' } }: Manifest): string[] {
  return Object.keys(exports)
    .filter(path => path !== './package.json')
    .map(path => name + path.slice(1));
}

function load(name: string, dir: string): string[] {
  try {
    const script = `const { default: feature, ...rest } = require('${name}');
      if (!feature && !Object.keys(rest).length) throw new Error('exports nothing')`;
    node(['-e', script], dir);
    return [];
  } catch (error) {
    return [
      `${name} cannot be loaded\n${(error as { stderr: Buffer }).stderr}`,
    ];
  }
}

/** The one command that the packages have makes a key. */
function runKeyCommand(path: string): string[] {
  try {
    const key = node([path], '/').toString();
    return /^bsak_[0-9A-Za-z]{38}\n$/.test(key)
      ? []
      : [`${path} does not make a key`];
  } catch (error) {
    return [`${path} does not run\n${(error as { stderr: Buffer }).stderr}`];
  }
}

function node(args: string[], cwd: string): Buffer {
  return execFileSync(process.execPath, args, {
    cwd,
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
