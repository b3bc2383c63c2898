// Runs around every pack of a package, from its scripts `prepack` and
// `postpack` and after those of Backstage. What a registry shows has to stand
// on its own: the licence, the address of the repository, and links and
// pictures that do not lead into a folder that only the repository has.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';

const root = resolve(__dirname, '..');

if (process.argv[2] === 'before') {
  before(process.cwd());
} else {
  after(process.cwd());
}

function before(dir: string): void {
  const folder = relative(root, dir).split(sep).join('/');
  const address = repositoryAddress();
  // Backstage's own postpack puts the former manifest back.
  const { jest: _, ...manifest } = readJson(join(dir, 'package.json'));
  writeFileSync(
    join(dir, 'package.json'),
    JSON.stringify(
      address ? { ...manifest, ...whereabouts(address, folder) } : manifest,
      undefined,
      2,
    ),
  );
  copyFileSync(join(root, 'LICENSE'), join(dir, 'LICENSE'));

  const readme = join(dir, 'README.md');
  rmSync(backupOf(dir), { force: true });
  if (!address) {
    // `scripts/packages.ts` says so, because yarn does not show what is
    // written here.
    return;
  }
  const original = readFileSync(readme, 'utf8');
  const absolute = withAbsoluteLinks(original, address, folder);
  if (absolute !== original) {
    mkdirSync(dirname(backupOf(dir)), { recursive: true });
    copyFileSync(readme, backupOf(dir));
    writeFileSync(readme, absolute);
  }
}

function after(dir: string): void {
  rmSync(join(dir, 'LICENSE'), { force: true });
  if (existsSync(backupOf(dir))) {
    renameSync(backupOf(dir), join(dir, 'README.md'));
  }
}

/** Where a browser finds the repository, if that is known. */
function repositoryAddress(): string | undefined {
  const { repository } = readJson(join(root, 'package.json'));
  const url: string | undefined =
    process.env.REPOSITORY_URL || (repository?.url ?? repository);
  return url
    ?.replace(/^git\+/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
}

function whereabouts(address: string, folder: string) {
  return {
    repository: {
      type: 'git',
      url: `git+${address}.git`,
      directory: folder,
    },
    homepage: `${address}/tree/HEAD/${folder}#readme`,
    bugs: { url: `${address}/issues` },
  };
}

function withAbsoluteLinks(
  markdown: string,
  address: string,
  folder: string,
): string {
  return markdown.replace(
    /(!?)(\[[^\]]*\])\((?![a-z]+:|#)([^)\s]+)\)/g,
    (_, picture, text, path) =>
      `${picture}${text}(${address}/${
        picture ? 'raw' : 'blob'
      }/HEAD/${posix.join(folder, path)})`,
  );
}

/** Not beside the README: whatever is called README* is packed. */
function backupOf(dir: string): string {
  return join(
    root,
    'node_modules/.cache/pack',
    relative(root, dir),
    'README.md',
  );
}

function readJson(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
