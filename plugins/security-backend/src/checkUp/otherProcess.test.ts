import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { rootSystemMetadataServiceFactory } from '@backstage/backend-defaults/rootSystemMetadata';
import { userInfoServiceFactory } from '@backstage/backend-defaults/userInfo';
import {
  BackendFeature,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { apiKeyAuthenticationLoader } from 'backstage-plugin-security-node';
import { ALLOW } from '../__testUtils__/AccountPolicy';
import { recordLogs } from '../__testUtils__/recordLogs';
import { apiKeyAuthModule, securityPlugin } from '../index';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const GUEST = {
  dangerouslyAllowOutsideDevelopment: true,
  ownershipEntityRefs: Array.from(
    { length: 30 },
    (_, index) => `group:default/visitors-${index}`,
  ),
};

const allowAll = createBackendModule({
  pluginId: 'permission',
  moduleId: 'allow-all',
  register(env) {
    env.registerInit({
      deps: { policies: policyExtensionPoint },
      async init({ policies }) {
        policies.setPolicy({ handle: async () => ALLOW });
      },
    });
  },
});

it('a policy of another process, which starts later, is checked', async () => {
  const knex = await databases.init('SQLITE_3');
  const logs = recordLogs();
  const ports: Record<string, number> = {};
  const discovery = createServiceFactory({
    service: coreServices.discovery,
    deps: {},
    factory: () => {
      const getBaseUrl = async (pluginId: string) =>
        `http://localhost:${
          ports[pluginId === 'security' ? 'security' : 'others'] ?? 1
        }/api/${pluginId}`;
      return { getBaseUrl, getExternalBaseUrl: getBaseUrl };
    },
  });
  const start = async (process: string, ...features: BackendFeature[]) => {
    const backend = await startTestBackend({
      features: [
        ...features,
        apiKeyAuthenticationLoader,
        authServiceFactory,
        discovery,
        httpAuthServiceFactory,
        permissionsServiceFactory,
        rootSystemMetadataServiceFactory,
        userInfoServiceFactory,
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            auth: { providers: { 'api-key': {}, guest: GUEST } },
            backend: {
              database: { client: 'better-sqlite3', connection: ':memory:' },
            },
            permission: { enabled: true },
          },
        }),
      ],
    });
    ports[process] = backend.server.port();
  };

  await start(
    'security',
    securityPlugin,
    logs.factory,
    createServiceFactory({
      service: coreServices.database,
      deps: {},
      factory: () => ({ getClient: async () => knex }),
    }),
  );
  await start(
    'others',
    authPlugin,
    apiKeyAuthModule,
    permissionPlugin,
    allowAll,
  );
  await logs.waitFor(
    /The permission policy gives too much away to somebody who has no rights at all \(security\.configuration\.read.* to the guest \(security\.configuration\.read/,
  );
  expect(logs.lines.filter(line => /could not be checked/.test(line))).toEqual(
    [],
  );
});
