import { BackendFeature } from '@backstage/backend-plugin-api';
import authPlugin from '@backstage/plugin-auth-backend';
import guestModule from '@backstage/plugin-auth-backend-module-guest-provider';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import catalogLogsModule from '@backstage/plugin-catalog-backend-module-logs';
import scaffolderModelModule from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import mcpPlugin from '@backstage/plugin-mcp-actions-backend';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import allowAllModule from '@backstage/plugin-permission-backend-module-allow-all-policy';
import searchPlugin from '@backstage/plugin-search-backend';
import searchCatalogModule from '@backstage/plugin-search-backend-module-catalog';
import searchPgModule from '@backstage/plugin-search-backend-module-pg';
import signalsPlugin from '@backstage/plugin-signals-backend';
import userSettingsPlugin from '@backstage/plugin-user-settings-backend';
import { AccessReport } from 'backstage-plugin-security-common';
import securityFeatures from 'backstage-plugin-security-backend';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFile } from './__testUtils__/docs';
import { Caller, Portal, startPortal } from './__testUtils__/startPortal';
import securityTeamModule from './securityTeam';

jest.setTimeout(120_000);

const FEATURES: Record<string, BackendFeature> = {
  '@backstage/plugin-auth-backend': authPlugin,
  '@backstage/plugin-auth-backend-module-guest-provider': guestModule,
  '@backstage/plugin-catalog-backend': catalogPlugin,
  '@backstage/plugin-catalog-backend-module-logs': catalogLogsModule,
  '@backstage/plugin-catalog-backend-module-scaffolder-entity-model':
    scaffolderModelModule,
  '@backstage/plugin-mcp-actions-backend': mcpPlugin,
  '@backstage/plugin-notifications-backend': notificationsPlugin,
  '@backstage/plugin-permission-backend': permissionPlugin,
  '@backstage/plugin-permission-backend-module-allow-all-policy':
    allowAllModule,
  '@backstage/plugin-search-backend': searchPlugin,
  '@backstage/plugin-search-backend-module-catalog': searchCatalogModule,
  '@backstage/plugin-search-backend-module-pg': searchPgModule,
  '@backstage/plugin-signals-backend': signalsPlugin,
  '@backstage/plugin-user-settings-backend': userSettingsPlugin,
  'backstage-plugin-security-backend': securityFeatures,
  './permissionPolicy/securityTeam': securityTeamModule,
};

/** Needs a built app, a cluster, or packages that are not installed here. */
const LEFT_OUT = [
  '@backstage/plugin-app-backend',
  '@backstage/plugin-proxy-backend',
  '@backstage/plugin-scaffolder-backend',
  '@backstage/plugin-scaffolder-backend-module-github',
  '@backstage/plugin-scaffolder-backend-module-notifications',
  '@backstage/plugin-techdocs-backend',
  '@backstage/plugin-search-backend-module-techdocs',
  '@backstage/plugin-kubernetes-backend',
];

const AFTER = readFile('packages/backend/src/index.ts');
const BEFORE = readFileSync(
  join(__dirname, '__testUtils__/createAppIndex.txt'),
  'utf8',
);

const folder = mkdtempSync(join(tmpdir(), 'portal-'));
const entities = join(folder, 'org.yaml');
writeFileSync(entities, readFile('examples/org.yaml'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a packages/backend/src/index.ts adds, as far as it is installed. */
function featuresOf(index: string): BackendFeature[] {
  return [...index.matchAll(/import\(\s*'([^']+)'/g)]
    .map(([, name]) => name)
    .filter(name => !LEFT_OUT.includes(name))
    .map(name => {
      expect(Object.keys(FEATURES)).toContain(name);
      return FEATURES[name];
    });
}

const UID = '00000000-0000-4000-8000-000000000000';
const LOCATION = { type: 'url', target: 'http://127.0.0.1:1/info.yaml' };

async function statusOf(answer: ReturnType<Caller['get']>): Promise<number> {
  return (await answer).status;
}

/** What somebody gets of the portal, Security apart. */
async function visit(caller: Caller) {
  const { body } = await caller.get('/catalog/entities/by-query').expect(200);
  return {
    entities: body.totalItems > 2,
    register: await statusOf(
      caller.post('/catalog/locations?dryRun=true', LOCATION),
    ),
    locations: await statusOf(caller.get('/catalog/locations')),
    unregister: await statusOf(
      caller.delete(`/catalog/entities/by-uid/${UID}`),
    ),
    notifications: await statusOf(caller.get('/notifications/notifications')),
    settings: await statusOf(
      caller.put('/user-settings/buckets/b/keys/k', { value: 1 }),
    ),
  };
}

/** What somebody gets of Security. */
async function tryKeys(caller: Caller, name: string) {
  const ownerRef = 'group:default/guests';
  const path = `/security/v1/users/service-account/${name}/api-key/show`;
  return {
    list: await statusOf(caller.get('/security/v1/users')),
    create: await statusOf(
      caller.post('/security/v1/service-accounts', { name, ownerRef }),
    ),
    show: await statusOf(caller.post(path, {})),
  };
}

async function walk(portal: Portal) {
  const alice = await portal.signIn('alice');
  // Of the examples, in the group `guests`; not who is signed in as a guest.
  const other = await portal.signIn('guest');
  const guest = await portal.signInAsGuest();
  const security = {
    alice: await tryKeys(alice, 'of-alice'),
    other: await tryKeys(other, 'of-alice'),
    guest: await tryKeys(guest, 'of-alice'),
  };
  const account = '/security/v1/users/service-account/of-alice/api-key/show';
  const { body: key } = await alice.post(account, {}).expect(200);
  const { body } = await alice
    .get('/security/v1/service-accounts/of-alice/access')
    .expect(200);
  const visits = {
    alice: await visit(alice),
    other: await visit(other),
    guest: await visit(guest),
    key: await visit(portal.withToken(key.value)),
  };
  return { security, visits, report: body as AccessReport };
}

const decisions = ({ plugins }: AccessReport, isSecurity: boolean) =>
  plugins
    .flatMap(({ permissions }) => permissions)
    .filter(({ name }) => name.startsWith('security.') === isSecurity)
    .map(({ name, decision }) => `${name}: ${decision}`);

it('leads from allow-all to a policy', async () => {
  expect(featuresOf(BEFORE)).toHaveLength(14);
  const fresh = await startPortal(
    [...featuresOf(BEFORE), securityFeatures],
    entities,
  );
  const before = await walk(fresh);
  await fresh.stop();
  const portal = await startPortal(featuresOf(AFTER), entities);
  const after = await walk(portal);
  await portal.stop();

  expect(before.security).toEqual({
    alice: { list: 200, create: 201, show: 200 },
    other: { list: 200, create: 409, show: 200 },
    guest: { list: 200, create: 409, show: 403 },
  });
  expect(after.security).toEqual({
    alice: { list: 200, create: 201, show: 200 },
    other: { list: 403, create: 403, show: 404 },
    guest: { list: 403, create: 403, show: 404 },
  });

  expect(after.visits).toEqual(before.visits);
  expect(decisions(after.report, false)).toEqual(
    decisions(before.report, false),
  );
  expect(decisions(after.report, false).length).toBeGreaterThan(10);
  for (const line of decisions(before.report, true)) {
    expect(line).toMatch(/: allowed$/);
  }
  for (const line of decisions(after.report, true)) {
    expect(line).toMatch(/: denied$/);
  }
});
