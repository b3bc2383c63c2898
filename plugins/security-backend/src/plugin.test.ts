import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  API_KEY_PATTERN,
  CreateServiceAccount,
  securityOperations,
} from 'backstage-plugin-security-common';
import { serviceAccountsExtensionPoint } from 'backstage-plugin-security-node';
import { SECURITY_TABLES } from './__testUtils__/testStores';
import { startSecurityBackend } from './__testUtils__/startSecurityBackend';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'securityPlugin (%s)',
  databaseId => {
    let backend: Awaited<ReturnType<typeof startSecurityBackend>>;
    beforeAll(async () => {
      backend = await startSecurityBackend({ databases, databaseId });
    });

    it('lists service accounts, then the users of the catalog', async () => {
      const admin = backend.as(backend.headers.admin);
      await admin
        .post('/v1/service-accounts', {
          name: 'nightly-build',
          title: 'Nightly build',
          ownerRef: 'group:default/team-a',
        })
        .expect(201);
      const { body } = await admin.get('/v1/users').expect(200);
      expect(body.items.map((item: any) => item.entityRef)).toEqual([
        'user:service-account/nightly-build',
        'user:default/admin',
        'user:default/alice',
        'user:default/nobody',
        'user:default/other',
        'user:default/owner',
        'user:default/viewer',
      ]);
    });

    it('answers with exactly the documented fields', async () => {
      const { body } = await backend
        .as(backend.headers.admin)
        .get('/v1/users/service-account/nightly-build')
        .expect(200);
      expect(body).toEqual({
        type: 'service-account',
        entityRef: 'user:service-account/nightly-build',
        namespace: 'service-account',
        name: 'nightly-build',
        title: 'Nightly build',
        ownerRef: 'group:default/team-a',
        status: 'active',
        principal: 'user',
        version: 1,
        createdAt: expect.any(String),
        createdBy: 'user:default/admin',
        updatedAt: expect.any(String),
        updatedBy: 'user:default/admin',
        access: {
          canConfigureApiKey: true,
          canRevokeApiKey: true,
          canUpdate: true,
          canDelete: true,
          canBecomeService: true,
        },
        keyState: { status: 'none', workingKeys: 0 },
        apiKeys: [],
        apiKeyPolicy: {
          reveal: 'always',
          defaultLifetimeSeconds: 90 * 24 * 60 * 60,
          maxLifetimeSeconds: 365 * 24 * 60 * 60,
          canNeverExpire: false,
          maxGraceSeconds: 30 * 24 * 60 * 60,
          verificationTtlSeconds: 1,
          canBeService: true,
        },
      });
    });

    it('walks an account and its key through their whole life', async () => {
      const admin = backend.as(backend.headers.admin);
      const account = '/v1/service-accounts/nightly-build';
      const path = '/v1/users/service-account/nightly-build';
      const keyStatus = async (filter: string) => {
        const { body } = await admin
          .get(`/v1/users?keyStatus=${filter}`)
          .expect(200);
        return body.items.map((item: any) => item.name);
      };
      expect(await keyStatus('none')).toEqual(['nightly-build']);

      const first = await admin.post(`${path}/api-key/show`, {}).expect(200);
      expect(first.body.value).toMatch(API_KEY_PATTERN);
      expect(first.body).toEqual({
        value: expect.any(String),
        generated: true,
        apiKey: {
          id: expect.any(String),
          hint: first.body.value.slice(-4),
          status: 'active',
          canBeShown: true,
          createdAt: expect.any(String),
          createdBy: 'user:default/admin',
          expiresAt: expect.any(String),
          timesShown: 1,
          lastShownAt: expect.any(String),
          lastShownBy: 'user:default/admin',
        },
      });
      const days =
        (Date.parse(first.body.apiKey.expiresAt) -
          Date.parse(first.body.apiKey.createdAt)) /
        (24 * 60 * 60 * 1000);
      expect(days).toBe(90);

      const owner = backend.as(backend.headers.owner);
      const again = await owner.post(`${path}/api-key/show`, {}).expect(200);
      expect(again.body).toMatchObject({
        value: first.body.value,
        generated: false,
        apiKey: { timesShown: 2, lastShownBy: 'user:default/owner' },
      });
      expect(await keyStatus('active')).toEqual(['nightly-build']);
      expect(await keyStatus('expiring')).toEqual([]);

      const keyId = first.body.apiKey.id;
      const rotated = await admin
        .post(`${path}/api-key/rotate`, { keyId })
        .expect(200);
      expect(rotated.body.value).not.toBe(first.body.value);
      await admin.post(`${path}/api-key/rotate`, { keyId }).expect(409);

      await admin
        .patch(account, { version: 1, status: 'disabled' })
        .expect(200);
      const disabled = await admin.post(`${path}/api-key/show`, {});
      expect([disabled.status, disabled.body.error.reason]).toEqual([
        409,
        'account-disabled',
      ]);
      await admin.patch(account, { version: 2, status: 'active' }).expect(200);

      const newKeyId = rotated.body.apiKey.id;
      for (let times = 0; times < 2; times++) {
        await admin
          .post(`${path}/api-key/revoke`, { keyId: newKeyId })
          .expect(204);
      }
      expect(await keyStatus('revoked')).toEqual(['nightly-build']);

      const { body } = await admin.get(path).expect(200);
      expect(
        body.apiKeys.map((key: any) => [key.id, key.status, key.canBeShown]),
      ).toEqual([
        [newKeyId, 'revoked', false],
        [keyId, 'revoked', false],
      ]);

      await admin
        .delete('/v1/service-accounts/nightly-build?version=3')
        .expect(204);
      await admin.get(path).expect(404);
      expect(await backend.knex('security_api_keys')).toEqual([]);
    });

    it('serves its OpenAPI document', async () => {
      const { body } = await backend
        .as(backend.headers.viewer)
        .get('/openapi.json')
        .expect(200);
      expect(Object.keys(body.paths)).toEqual([
        ...new Set(Object.values(securityOperations).map(({ path }) => path)),
      ]);
    });
  },
);

describe('with keys that are shown only once', () => {
  it('shows a key in the answer that made it, and never again', async () => {
    const backend = await startSecurityBackend({
      databases,
      databaseId: 'SQLITE_3',
      security: { apiKeys: { reveal: 'once' } },
    });
    const admin = backend.as(backend.headers.admin);
    await admin.post('/v1/service-accounts', {
      name: 'robot',
      ownerRef: 'group:default/team-a',
    });
    const path = '/v1/users/service-account/robot/api-key';
    const { body } = await admin.post(`${path}/show`, {}).expect(200);
    expect([body.value, body.apiKey.canBeShown]).toEqual([
      expect.stringMatching(API_KEY_PATTERN),
      false,
    ]);
    expect(await backend.knex('security_api_keys').pluck('ciphertext')).toEqual(
      [null],
    );

    const again = await admin.post(`${path}/show`, {});
    expect([again.status, again.body.error.reason]).toEqual([
      409,
      'shown-once',
    ]);
    await admin.post(`${path}/rotate`, { keyId: body.apiKey.id }).expect(200);
  });
});

describe('with accounts that a module declares', () => {
  const declare = (...accounts: CreateServiceAccount[]) =>
    createBackendModule({
      pluginId: 'security',
      moduleId: 'declared-accounts',
      register(env) {
        env.registerInit({
          deps: { serviceAccounts: serviceAccountsExtensionPoint },
          async init({ serviceAccounts }) {
            serviceAccounts.addServiceAccounts(...accounts);
          },
        });
      },
    });
  const robot = { name: 'robot', ownerRef: 'group:default/team-a' };

  it('creates those that are missing, without a key, and changes none', async () => {
    const first = await startSecurityBackend({
      databases,
      databaseId: 'SQLITE_3',
      features: [declare(robot)],
    });
    const admin = first.as(first.headers.admin);
    const path = '/v1/users/service-account/robot';
    const { body } = await admin.get(path).expect(200);
    expect([body.createdBy, body.apiKeys]).toEqual(['plugin:security', []]);
    await admin
      .patch('/v1/service-accounts/robot', { version: 1, title: 'Edited' })
      .expect(200);

    const restarted = await startSecurityBackend({
      databases,
      databaseId: 'SQLITE_3',
      knex: first.knex,
      features: [declare({ ...robot, title: 'Declared' })],
    });
    const { body: kept } = await restarted
      .as(restarted.headers.admin)
      .get(path)
      .expect(200);
    expect(kept.title).toBe('Edited');
  });

  it('does not start with one that is not valid', async () => {
    await expect(
      startSecurityBackend({
        databases,
        databaseId: 'SQLITE_3',
        features: [declare({ ...robot, name: 'Not Valid' })],
      }),
    ).rejects.toThrow(/name/);
  });
});

it('holds up key maintenance for minutes when a process dies in it, and not for longer', async () => {
  const tasks: Array<{ id: string }> = [];
  await startSecurityBackend({
    databases,
    databaseId: 'SQLITE_3',
    features: [
      mockServices.scheduler.mock({
        scheduleTask: async task => {
          tasks.push(task);
        },
      }).factory,
    ],
  });
  // A ticket that nobody returns is free again after the time-out.
  expect(tasks.find(({ id }) => id === 'key-maintenance')).toMatchObject({
    timeout: { minutes: 5 },
    frequency: { minutes: 5 },
  });
});

const POSTGRES = databases
  .eachSupportedId()
  .filter(([id]) => id !== 'SQLITE_3');
(POSTGRES.length > 0 ? describe.each(POSTGRES) : describe.skip.each([['']]))(
  'with a schema for each plugin (%s)',
  databaseId => {
    it('keeps everything in the schema of the plugin', async () => {
      const knex = await databases.init(databaseId as 'POSTGRES_18');
      const { host, port, user, password, database } =
        knex.client.config.connection;
      const backend = await startSecurityBackend({
        databases,
        databaseId: databaseId as 'POSTGRES_18',
        knex,
        database: databaseServiceFactory,
        config: {
          backend: {
            baseUrl: 'http://localhost:7007',
            database: {
              client: 'pg',
              pluginDivisionMode: 'schema',
              connection: {
                host,
                port: Number(port),
                user,
                password,
                database,
              },
            },
          },
        },
      });
      const admin = backend.as(backend.headers.admin);
      await admin
        .post('/v1/service-accounts', {
          name: 'robot',
          ownerRef: 'group:default/team-a',
        })
        .expect(201);
      await admin
        .post('/v1/users/service-account/robot/api-key/show', {})
        .expect(200);
      const tables = await knex('information_schema.tables')
        .whereLike('table_name', 'security%')
        .select('table_schema', 'table_name')
        .orderBy('table_name');
      expect(tables).toEqual(
        SECURITY_TABLES.map(table => ({
          table_schema: 'security',
          table_name: table,
        })),
      );
    });
  },
);
