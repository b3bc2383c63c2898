// Packs what would be published, as after `yarn build:all`, and looks at it
// with the eyes of an adopter: all files are there and no others, Node can
// load what is meant for it, the versions of Backstage are left to the app,
// and the README reads well where it is shown. With --release it also insists
// on what the first version and the address of the repository bring.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inspectFiles } from './packages/inspectFiles';
import {
  inspectAddress,
  inspectManifest,
  inspectRelease,
} from './packages/inspectManifest';
import { inspectReadme } from './packages/inspectReadme';
import { Packed, readManifest } from './packages/Packed';

const root = resolve(__dirname, '..');
// Below node_modules, so that the dependencies are found from there.
const target = join(root, 'node_modules/.cache/packed');
// What the packages are tried with as long as the real one is not known.
const MADE_UP_ADDRESS = 'https://example.com/somebody/repository';

const hasAddress = Boolean(
  readManifest(root).repository || process.env.REPOSITORY_URL,
);
const folders = readdirSync(join(root, 'plugins'));

rmSync(target, { recursive: true, force: true });
const packages = folders.map(folder => pack(folder, target));
if (!hasAddress) {
  process.env.REPOSITORY_URL = MADE_UP_ADDRESS;
}
const withAddress = hasAddress
  ? packages
  : folders.map(folder => pack(folder, join(target, 'with-address')));

const problems = [
  ...packages.flatMap(packed => named(packed, inspect(packed))),
  ...withAddress.flatMap(packed =>
    named(packed, [...inspectAddress(packed), ...inspectReadme(packed, root)]),
  ),
];

packages.forEach(({ folder, files }) =>
  console.log(`${join(target, folder)}.tgz: ${files.length} files`),
);
if (!hasAddress) {
  console.warn(
    'NOTICE: the address of the repository is not known: package.json has no field "repository". The packages ' +
      'have no repository, homepage and bugs, and links and pictures of their READMEs are dead on a registry.',
  );
}
problems.forEach(problem => console.error(problem));
process.exitCode = problems.length ? 1 : 0;

function pack(folder: string, into: string): Packed {
  const { name } = readManifest(join(root, 'plugins', folder));
  const dir = join(into, 'node_modules', name);
  const tarball = join(into, `${folder}.tgz`);
  mkdirSync(dir, { recursive: true });
  execFileSync('yarn', ['workspace', name, 'pack', '--out', tarball], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  execFileSync('tar', ['-xzf', tarball, '-C', dir, '--strip-components=1']);
  const files = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(dir.length + 1));
  return { folder, dir, files, manifest: readManifest(dir) };
}

function inspect(packed: Packed): string[] {
  // Written by changesets when a version is made, so not there before.
  const changelog = existsSync(
    join(root, 'plugins', packed.folder, 'CHANGELOG.md'),
  );
  return [
    ...inspectFiles(packed, changelog),
    ...inspectManifest(packed),
    ...(process.argv.includes('--release')
      ? inspectRelease(packed, { changelog, address: hasAddress })
      : []),
  ];
}

function named({ manifest }: Packed, found: string[]): string[] {
  return found.map(problem => `${manifest.name}: ${problem}`);
}
