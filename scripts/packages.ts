// Packs what would be published, as after `yarn build:all`, and looks at it
// with the eyes of an adopter: all files are there and no others, Node can
// load what is meant for it, and the README reads well where it is shown.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..');
// Below node_modules, so that the dependencies are found from there.
const target = join(root, 'node_modules/.cache/packed');
// What the packages are tried with as long as the real one is not known.
const MADE_UP_ADDRESS = 'https://example.com/somebody/repository';

const EXPECTED: Record<string, string[]> = {
  'backstage-plugin-catalog-backend-module-security': [],
  'backstage-plugin-security': [],
  'backstage-plugin-security-backend': ['config.schema.json', 'migrations/'],
  'backstage-plugin-security-common': [],
  'backstage-plugin-security-node': [],
};
const USUAL = ['README.md', 'LICENSE', 'package.json', 'dist/'];
// Written by changesets when a version is made, so not there before the first.
const CHANGELOG = 'CHANGELOG.md';

interface Manifest {
  name: string;
  private?: boolean;
  main: string;
  types: string;
  exports?: Record<string, string | Record<string, string>>;
  dependencies?: Record<string, string>;
  files?: string[];
  jest?: object;
  repository?: { url: string; directory?: string };
  homepage?: string;
  bugs?: { url: string };
  backstage: { role: string };
}

interface Packed {
  folder: string;
  dir: string;
  files: string[];
}

const { repository } = readManifest(root);
const hasAddress = Boolean(repository || process.env.REPOSITORY_URL);
const folders = readdirSync(join(root, 'plugins'));

rmSync(target, { recursive: true, force: true });
const packages = folders.map(folder => pack(folder, target));
const problems = packages.flatMap(inspect);
if (hasAddress) {
  problems.push(...packages.flatMap(inspectAddress));
} else {
  process.env.REPOSITORY_URL = MADE_UP_ADDRESS;
  problems.push(
    ...folders
      .map(folder => pack(folder, join(target, 'with-address')))
      .flatMap(inspectAddress),
  );
}

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
  return { folder, dir, files };
}

/** What a registry shows: every link leads to a file of the repository. */
function inspectAddress({ folder, dir }: Packed): string[] {
  const { name, repository: stated, homepage, bugs } = readManifest(dir);
  const readme = readFileSync(join(dir, 'README.md'), 'utf8');
  const links = [
    ...readme.matchAll(
      /\]\(([^)\s]+)|^\[[^\]]+\]: (\S+)|(?:src|href)="([^"]+)/gm,
    ),
  ].map(([, ...urls]) => urls.find(Boolean)!);
  const address = homepage?.split('/tree/')[0] ?? '';
  return [
    ...(stated?.directory === `plugins/${folder}` && /^https:/.test(address)
      ? []
      : [`${name}: does not say where it comes from`]),
    ...(bugs?.url === `${address}/issues` && stated?.url.includes(address)
      ? []
      : [`${name}: repository, homepage and bugs do not fit together`]),
    ...links
      .filter(link => !/^(https:|#)/.test(link))
      .map(link => `${name}: README.md links to ${link}`),
    ...links
      .filter(link => link.startsWith(`${address}/`))
      .map(link => link.slice(address.length).replace(/#.*/, ''))
      .filter(path => !existsSync(join(root, path.split('/HEAD/')[1] ?? '-')))
      .map(path => `${name}: README.md links to ${path}, which is not there`),
  ];
}

function inspect({ folder, dir, files }: Packed): string[] {
  const manifest = readManifest(dir);
  const { name, dependencies = {}, backstage } = manifest;
  const expected = [
    ...USUAL,
    ...(EXPECTED[name] ?? []),
    ...(existsSync(join(root, 'plugins', folder, CHANGELOG))
      ? [CHANGELOG]
      : []),
  ];
  return [
    ...(manifest.files?.includes(CHANGELOG)
      ? []
      : [`${name}: ${CHANGELOG} would be left out`]),
    ...(manifest.jest ? [`${name}: says how it is tested`] : []),
    ...expected
      .filter(path => !files.some(file => file.startsWith(path)))
      .map(path => `${name}: ${path} is missing`),
    ...files
      .filter(
        file =>
          !expected.some(path => file.startsWith(path)) ||
          /\.test\.|__testUtils__|\.tsbuildinfo/.test(file),
      )
      .map(file => `${name}: ${file} does not belong there`),
    ...entryPoints(manifest)
      .filter(path => !files.includes(path))
      .map(path => `${name}: the entry point ${path} is missing`),
    ...Object.entries(dependencies)
      .filter(([, range]) => !/^[\^~]?\d/.test(range))
      .map(([dependency, range]) => `${name}: ${dependency} is "${range}"`),
    ...(manifest.private ? [`${name}: is private`] : []),
    ...(backstage.role.startsWith('frontend')
      ? []
      : namesToLoad(manifest).flatMap(load)),
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

function load(name: string): string[] {
  try {
    const script = `const { default: feature, ...rest } = require('${name}');
      if (!feature && !Object.keys(rest).length) throw new Error('exports nothing')`;
    execFileSync(process.execPath, ['-e', script], {
      cwd: target,
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    return [];
  } catch (error) {
    return [
      `${name}: cannot be loaded\n${(error as { stderr: Buffer }).stderr}`,
    ];
  }
}

function readManifest(dir: string): Manifest {
  return JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
}
