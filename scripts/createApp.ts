// Packs all packages, makes an app with `create-app` of the release that we
// build on, installs the packages in it as the README says, and calls a route
// with a key: `yarn check:create-app`. Apart from the tests, because it
// installs a whole portal. Options:
//
//   --backend-defaults <range>   another one than the release brings
//   --packed                     takes the archives of the last `yarn pack:all`
//   --keep                       leaves the app where it is
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { installPackages } from './createApp/installPackages';
import { Portal } from './createApp/Portal';
import { useAKey } from './createApp/useAKey';

// Of release 1.55.0.
const CREATE_APP = '@backstage/create-app@0.9.2';

const root = resolve(__dirname, '..');
const { values: options } = parseArgs({
  options: {
    'backend-defaults': { type: 'string' },
    packed: { type: 'boolean' },
    keep: { type: 'boolean' },
  },
});
const times: Array<[string, number]> = [];

async function main() {
  const workDir = mkdtempSync(join(tmpdir(), 'create-app-'));
  const app = join(workDir, 'portal');
  const port = await freePort();
  const portal = new Portal(app, port);
  try {
    if (!options.packed) {
      await step('pack', () =>
        run('node --import tsx scripts/packages.ts', root),
      );
    }
    await step('create the app', () =>
      run(`npx -y ${CREATE_APP} --skip-install --path ${app}`, workDir, {
        input: 'portal\n',
      }),
    );
    installPackages({
      root,
      app,
      port,
      backendDefaults: options['backend-defaults'],
    });
    await step('install', () => run('yarn install', app));
    assertOneCopy(app, '@backstage/backend-defaults');
    await step('start', () => portal.start());
    await step('wait for the owner', () =>
      portal.waitFor('/api/catalog/entities/by-name/group/default/guests'),
    );
    await step('create an account, show its key, call with it', () =>
      useAKey(portal),
    );
    await step('wait for the account in the catalog', () =>
      portal.waitFor(
        '/api/catalog/entities/by-name/user/service-account/nightly-build',
      ),
    );
    await portal.stop();
    await step('types', () => run('yarn tsc', app));
    await step('build the frontend', () =>
      run('yarn workspace app build', app),
    );
    assertPageIsThere(app);
  } finally {
    await portal.stop();
    times.forEach(([name, seconds]) =>
      console.log(`${seconds.toFixed(1).padStart(6)} s  ${name}`),
    );
    if (options.keep) {
      console.log(`The app is in ${app}`);
    } else {
      rmSync(workDir, { recursive: true, force: true });
    }
  }
}

async function step(name: string, action: () => Promise<void> | void) {
  console.log(`=== ${name}`);
  const start = Date.now();
  try {
    await action();
  } finally {
    times.push([name, (Date.now() - start) / 1000]);
  }
}

function run(command: string, cwd: string, { input }: { input?: string } = {}) {
  execFileSync(command, {
    cwd,
    shell: true,
    input,
    stdio: [input ? 'pipe' : 'ignore', 'inherit', 'inherit'],
    // In CI yarn would insist on the lockfile there, which is of our portal.
    env: { ...process.env, YARN_ENABLE_IMMUTABLE_INSTALLS: 'false' },
  });
}

/** The packages use the very copy that the backend does. */
function assertOneCopy(app: string, name: string) {
  const pathFrom = (dir: string) =>
    createRequire(join(dir, 'package.json')).resolve(`${name}/package.json`);
  const [own, ...others] = [
    'packages/backend',
    'node_modules/backstage-plugin-security-backend',
    'node_modules/backstage-plugin-security-node',
  ].map(dir => pathFrom(join(app, dir)));
  if (others.some(path => path !== own)) {
    throw new Error(`${name} is there twice: ${[own, ...others].join(', ')}`);
  }
  console.log(`${name} ${createRequire(own)(own).version}, once`);
}

/** Feature discovery has found the page. */
function assertPageIsThere(app: string) {
  execFileSync('grep', ['-rqF', 'Show API Key', 'packages/app/dist/static'], {
    cwd: app,
  });
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer().once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
