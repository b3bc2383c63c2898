// Packs what would be published, as after `yarn build:all`, and looks at it
// with the eyes of an adopter: all files are there and no others, and Node can
// load what is meant for it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..');
// Below node_modules, so that the dependencies are found from there.
const target = join(root, 'node_modules/.cache/packed');

const EXPECTED: Record<string, string[]> = {
  'backstage-plugin-security': [],
  'backstage-plugin-security-backend': ['config.schema.json', 'migrations/'],
  'backstage-plugin-security-common': [],
  'backstage-plugin-security-node': [],
};
const USUAL = ['README.md', 'package.json', 'dist/'];

interface Manifest {
  name: string;
  private?: boolean;
  main: string;
  types: string;
  exports?: Record<string, string | Record<string, string>>;
  dependencies?: Record<string, string>;
  backstage: { role: string };
}

rmSync(target, { recursive: true, force: true });
const packages = readdirSync(join(root, 'plugins')).map(pack);
const problems = packages.flatMap(inspect);
problems.forEach(problem => console.error(problem));
process.exitCode = problems.length ? 1 : 0;

function pack(folder: string): { dir: string; files: string[] } {
  const { name } = readManifest(join(root, 'plugins', folder));
  const dir = join(target, 'node_modules', name);
  const tarball = join(target, `${folder}.tgz`);
  mkdirSync(dir, { recursive: true });
  execFileSync('yarn', ['workspace', name, 'pack', '--out', tarball], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  execFileSync('tar', ['-xzf', tarball, '-C', dir, '--strip-components=1']);
  const files = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(dir.length + 1));
  console.log(`${name}: ${files.length} files`);
  return { dir, files };
}

function inspect({ dir, files }: { dir: string; files: string[] }): string[] {
  const manifest = readManifest(dir);
  const { name, dependencies = {}, backstage } = manifest;
  const expected = [...USUAL, ...(EXPECTED[name] ?? [])];
  return [
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
    ...(backstage.role.startsWith('frontend') ? [] : load(name)),
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
