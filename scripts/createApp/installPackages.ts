import {
  copyFileSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/* eslint-disable-next-line @typescript-eslint/no-explicit-any */
type Json = Record<string, any>;

/** Where the accounts of an app fresh from `create-app` may be tried. */
const CONFIG = (port: number) => `
backend:
  baseUrl: http://localhost:${port}
  listen: { host: 127.0.0.1, port: ${port} }

# As the README says:
auth:
  providers:
    api-key: {}

permission:
  enabled: true

security:
  dangerouslyAllowGuest: true
  keyring:
    - id: '2026-11'
      secret: \${SECURITY_KEYRING_SECRET}
`;

/**
 * Adds the packed packages to a fresh app, as the README says: backend, page,
 * and service accounts in the catalog.
 */
export function installPackages(options: {
  /** The folder of this repository. */
  root: string;
  /** The folder of the app. */
  app: string;
  /** Where its backend will listen. */
  port: number;
  /** The range of `@backstage/backend-defaults`, by default the app's own. */
  backendDefaults?: string;
}): void {
  const { root, app, port, backendDefaults } = options;
  const packed = join(root, 'node_modules/.cache/packed');
  const tarballs: Record<string, string> = Object.fromEntries(
    readdirSync(join(root, 'plugins')).map(folder => [
      readJson(join(root, 'plugins', folder, 'package.json')).name,
      `file:${join(packed, folder)}.tgz`,
    ]),
  );
  const add = (name: string) => ({ [name]: tarballs[name] });

  edit(join(app, 'package.json'), manifest => {
    const { resolutions, dependenciesMeta } = readJson(
      join(root, 'package.json'),
    );
    // The packages need each other, and no registry has them. Our own pins
    // are for registries that lack the newest versions.
    manifest.resolutions = {
      ...manifest.resolutions,
      ...resolutions,
      ...tarballs,
    };
    manifest.dependenciesMeta = dependenciesMeta;
  });
  edit(join(app, 'packages/backend/package.json'), ({ dependencies }) => {
    holdToRelease(dependencies);
    Object.assign(
      dependencies,
      add('backstage-plugin-security-backend'),
      add('backstage-plugin-catalog-backend-module-security'),
      backendDefaults && { '@backstage/backend-defaults': backendDefaults },
    );
  });
  edit(join(app, 'packages/app/package.json'), ({ dependencies }) => {
    holdToRelease(dependencies);
    Object.assign(dependencies, add('backstage-plugin-security'));
  });

  const index = join(app, 'packages/backend/src/index.ts');
  writeFileSync(
    index,
    readFileSync(index, 'utf8').replace(
      'backend.start();',
      `backend.add(import('backstage-plugin-security-backend'));
backend.add(import('backstage-plugin-catalog-backend-module-security'));

backend.start();`,
    ),
  );
  writeFileSync(join(app, 'app-config.local.yaml'), CONFIG(port));
  // In the place of the one that create-app loads for a release, and which is
  // not to be had everywhere.
  copyFileSync(join(root, 'yarn.lock'), join(app, 'yarn.lock'));
}

/** Parts of later releases do not fit: `^` would bring some of them. */
function holdToRelease(dependencies: Record<string, string>): void {
  for (const [name, range] of Object.entries(dependencies)) {
    if (name.startsWith('@backstage/')) {
      dependencies[name] = range.replace('^', '');
    }
  }
}

function edit(path: string, change: (manifest: Json) => void): void {
  const manifest = readJson(path);
  change(manifest);
  writeFileSync(path, JSON.stringify(manifest, undefined, 2));
}

function readJson(path: string): Json {
  return JSON.parse(readFileSync(path, 'utf8'));
}
