import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
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
import {
  apiKeyAuthenticationLoader,
  apiKeyHubServiceRef,
} from 'backstage-plugin-security-node';
import Router from 'express-promise-router';
import { Knex } from 'knex';
import request from 'supertest';
import { AccountCredentials } from './access/AccountCredentials';
import { createKey, probe } from './__testUtils__/keyCallers';
import { startSecurityBackend } from './__testUtils__/startSecurityBackend';
import { apiKeyAuthModule, securityPlugin } from './index';
import { ServiceAccountRecord } from './records/ServiceAccountRecord';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** Tells as whom the policy is asked about an account of team B. */
const asker = createBackendModule({
  pluginId: 'security',
  moduleId: 'test-asker',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        hub: apiKeyHubServiceRef,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        userInfo: coreServices.userInfo,
      },
      async init({ auth, hub, httpRouter, logger, userInfo }) {
        const router = Router();
        httpRouter.addAuthPolicy({ path: '/asker', allow: 'unauthenticated' });
        router.get('/asker', async (req, res) => {
          const account = {
            name: String(req.query.name),
            ownerRef: 'group:default/team-b',
          } as ServiceAccountRecord;
          const accounts = { get: async () => ({ account }) };
          const { credentials } = await new AccountCredentials({
            accounts,
            auth,
            hub,
            logger,
          }).ofAccount(account);
          res.json(await userInfo.getUserInfo(credentials));
        });
        httpRouter.use(router);
      },
    });
  },
});

/** One process for each of the plugins `auth`, `security` and `probe`. */
async function startThreeProcesses(knex: Knex) {
  const ports: Record<string, number> = {};
  const discovery = createServiceFactory({
    service: coreServices.discovery,
    deps: {},
    factory: () => {
      const getBaseUrl = async (pluginId: string) =>
        `http://localhost:${ports[pluginId]}/api/${pluginId}`;
      return { getBaseUrl, getExternalBaseUrl: getBaseUrl };
    },
  });
  const start = async (
    pluginId: string,
    config: object,
    ...features: BackendFeature[]
  ) => {
    const backend = await startTestBackend({
      features: [
        ...features,
        apiKeyAuthenticationLoader,
        authServiceFactory,
        discovery,
        httpAuthServiceFactory,
        rootSystemMetadataServiceFactory,
        userInfoServiceFactory,
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            backend: {
              database: { client: 'better-sqlite3', connection: ':memory:' },
            },
            ...config,
          },
        }),
      ],
    });
    ports[pluginId] = backend.server.port();
    return backend;
  };
  const withKey = (path: string, key: string) =>
    request(`http://localhost:${ports[path.split('/')[0]]}`)
      .get(`/api/${path}`)
      .set('Authorization', `Bearer ${key}`);

  const auth = await start(
    'auth',
    { auth: { providers: { 'api-key': {} } } },
    authPlugin,
    apiKeyAuthModule,
  );
  await start(
    'security',
    {
      permission: { enabled: true },
      security: {
        keyring: [
          {
            id: 'test',
            secret: 'q1Yd0Zl6mVt0S3l9W6W3fG0c2s8hJ7kQ5xTn4uBvRzE=',
          },
        ],
      },
    },
    securityPlugin,
    asker,
    createServiceFactory({
      service: coreServices.database,
      deps: {},
      factory: () => ({ getClient: async () => knex }),
    }),
  );
  await start(
    'probe',
    { security: { apiKeys: { verificationTtl: '1s' } } },
    probe,
  );
  return { auth, withKey };
}

it('a key works where auth, security and the called plugin run apart', async () => {
  // Where people manage the keys; a replica of the security process below.
  const portal = await startSecurityBackend({
    databases,
    databaseId: 'SQLITE_3',
  });
  const key = await createKey(portal);
  const { auth, withKey } = await startThreeProcesses(portal.knex);

  const { body } = await withKey('probe/user', key.value).expect(200);
  expect(body).toEqual({
    userEntityRef: key.userEntityRef,
    ownershipEntityRefs: [key.userEntityRef, 'group:default/team-a'],
  });
  await withKey('security/v1/self', key.value).expect(200);

  const { body: asked } = await withKey('security/asker?name=robot', '');
  expect(asked).toEqual({
    userEntityRef: 'user:service-account/robot',
    ownershipEntityRefs: ['user:service-account/robot', 'group:default/team-b'],
  });

  await portal
    .as(portal.headers.admin)
    .post(`${key.path}/api-key/revoke`, { keyId: key.keyId })
    .expect(204);
  await new Promise(resolve => setTimeout(resolve, 1100));
  await withKey('probe/user', key.value).expect(401);

  const another = await createKey(portal);
  await auth.stop();
  const refused = await withKey('probe/user', another.value);
  expect([refused.status, refused.body.error.message]).toEqual([
    503,
    'API keys cannot be verified: the auth plugin is not available',
  ]);
  const unasked = await withKey('security/asker?name=robot', '');
  expect([unasked.status, unasked.body.error.message]).toEqual([
    503,
    expect.stringMatching(
      /^The permission policy cannot be asked .* the auth plugin is not available/,
    ),
  ]);
});
