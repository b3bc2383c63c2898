import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { userInfoServiceFactory } from '@backstage/backend-defaults/userInfo';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  apiKeyAuthenticationLoader,
  generateApiKey,
} from 'backstage-plugin-security-node';
import Router from 'express-promise-router';
import request from 'supertest';
import {
  MetricsReader,
  startMetricsReader,
} from './__testUtils__/startMetricsReader';
import { startSecurityBackend } from './__testUtils__/startSecurityBackend';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** A plugin that runs in another process than `security` and `auth`. */
const remotePlugin = createBackendPlugin({
  pluginId: 'remote',
  register(env) {
    env.registerInit({
      deps: {
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        userInfo: coreServices.userInfo,
      },
      async init({ httpAuth, httpRouter, userInfo }) {
        const router = Router();
        router.get('/user', async (req, res) => {
          const credentials = await httpAuth.credentials(req, {
            allow: ['user'],
          });
          res.json(await userInfo.getUserInfo(credentials));
        });
        httpRouter.use(router);
      },
    });
  },
});

/** Both processes find each plugin at the process that runs it. */
async function startTwoProcesses(databaseId: TestDatabaseId) {
  const ports: { main?: number; remote?: number } = {};
  const discovery = createServiceFactory({
    service: coreServices.discovery,
    deps: {},
    factory: () => {
      const getBaseUrl = async (pluginId: string) =>
        `http://localhost:${
          pluginId === 'remote' ? ports.remote : ports.main
        }/api/${pluginId}`;
      return { getBaseUrl, getExternalBaseUrl: getBaseUrl };
    },
  });
  const remote = await startTestBackend({
    features: [
      remotePlugin,
      apiKeyAuthenticationLoader,
      discovery,
      authServiceFactory,
      httpAuthServiceFactory,
      userInfoServiceFactory,
      mockServices.rootConfig.factory({
        data: {
          backend: {
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
          security: { apiKeys: { verificationTtl: '1s' } },
        },
      }),
    ],
  });
  ports.remote = remote.server.port();
  const main = await startSecurityBackend({
    databases,
    databaseId,
    onListening: port => {
      ports.main = port;
    },
    features: [discovery, schedulerServiceFactory],
  });
  return { main, remote };
}

describe.each(databases.eachSupportedId())(
  'a backend in two processes (%s)',
  databaseId => {
    let processes: Awaited<ReturnType<typeof startTwoProcesses>>;
    let metrics: MetricsReader;
    beforeAll(async () => {
      metrics = await startMetricsReader();
      processes = await startTwoProcesses(databaseId);
    });
    afterAll(() => metrics.stop());

    const callRemote = (key: string) =>
      request(processes.remote.server)
        .get('/api/remote/user')
        .set('Authorization', `Bearer ${key}`);

    async function createKey(name: string) {
      const admin = processes.main.as(processes.main.headers.admin);
      await admin
        .post('/v1/service-accounts', {
          name,
          ownerRef: 'group:default/team-a',
        })
        .expect(201);
      const path = `/v1/users/service-account/${name}/api-key`;
      const { body } = await admin.post(`${path}/show`, {}).expect(200);
      return {
        value: body.value as string,
        revoke: () =>
          admin.post(`${path}/revoke`, { keyId: body.apiKey.id }).expect(204),
      };
    }

    it('accepts a key in both, until it ends', async () => {
      const key = await createKey('robot');
      const { body } = await callRemote(key.value).expect(200);
      expect(body).toEqual({
        userEntityRef: 'user:service-account/robot',
        ownershipEntityRefs: [
          'user:service-account/robot',
          'group:default/team-a',
        ],
      });
      await key.revoke();
      await new Promise(resolve => setTimeout(resolve, 1100));
      await callRemote(key.value).expect(401);
      await callRemote(generateApiKey()).expect(401);
    });

    it('counts what is called in both', async () => {
      const { value } = await createKey('counted-robot');
      await callRemote(value).expect(200);
      await callRemote(value).expect(200);
      await request(processes.main.server)
        .get('/api/catalog/entities')
        .set('Authorization', `Bearer ${value}`)
        .expect(200);
      const countedCalls = async () => {
        const { body } = await processes.main
          .as(processes.main.headers.viewer)
          .get('/v1/service-accounts/counted-robot/uses')
          .expect(200);
        return body.uses.map(({ pluginId, calls }: any) => [pluginId, calls]);
      };
      for (let attempt = 0; attempt < 60; attempt++) {
        if ((await countedCalls()).length === 2) {
          break;
        }
        await new Promise(resolve => setTimeout(resolve, 500));
      }
      expect(await countedCalls()).toEqual([
        ['catalog', 1],
        ['remote', 2],
      ]);
    });

    it('measures verification where the plugin is that was called', async () => {
      const measured = async () => {
        const samples = await metrics.read();
        const verifications = samples.filter(
          ({ name, labels }) =>
            name === 'security_api_key_verifications_total' &&
            labels.otel_scope_name === 'backstage-plugin-remote',
        );
        return (result: string) =>
          verifications
            .filter(
              ({ labels }) => labels.security_verification_result === result,
            )
            .reduce((sum, { value }) => sum + value, 0);
      };
      const key = await createKey('measured-robot');
      const before = await measured();
      await callRemote(key.value).expect(200);
      await key.revoke();
      await new Promise(resolve => setTimeout(resolve, 1100));
      await callRemote(key.value).expect(401);
      await callRemote(generateApiKey()).expect(401);
      const after = await measured();
      expect(
        ['valid', 'ended', 'unknown', 'unavailable'].map(
          result => after(result) - before(result),
        ),
      ).toEqual([1, 1, 1, 0]);
    });

    it('verifies keys and issues tokens for plugins alone', async () => {
      const { value } = await createKey('another-robot');
      const { server, headers } = processes.main;
      const account = {
        userEntityRef: 'user:service-account/another-robot',
        ownershipEntityRefs: ['group:default/team-a'],
      };
      for (const path of [
        '/api/security/v1/verify',
        '/api/security/v1/verify/read-anew',
        '/api/security/v1/verify/changes',
        '/api/security/v1/verify/uses',
        '/api/auth/api-key/refresh',
      ]) {
        for (const authorization of [
          headers.admin,
          headers.staticToken,
          `Bearer ${value}`,
          'Bearer nonsense',
        ]) {
          for (const body of [{ key: value }, { account }]) {
            const { status, text } = await request(server)
              .post(path)
              .set('Authorization', authorization)
              .send(body);
            expect([401, 403]).toContain(status);
            expect(text).not.toMatch(/eyJ|ownershipEntityRefs|accountIds/);
          }
        }
      }
    });

    it('says neither yes nor no while the other process is away', async () => {
      const { value } = await createKey('lonely-robot');
      await callRemote(value).expect(200);
      await processes.main.stop();
      await new Promise(resolve => setTimeout(resolve, 1100));
      const { status, body } = await callRemote(value);
      expect([status, body.error.message]).toEqual([
        503,
        'API keys cannot be verified: the security plugin is not available',
      ]);
    });
  },
);
