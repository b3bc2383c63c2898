import {
  coreServices,
  createServiceFactory,
  DatabaseService,
} from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { generateApiKey } from 'backstage-plugin-security-node';
import createKnex, { Knex } from 'knex';
import request from 'supertest';
import { probe } from './__testUtils__/keyCallers';
import { recordLogs } from './__testUtils__/recordLogs';
import { startSecurityBackend } from './__testUtils__/startSecurityBackend';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const ids = databases.eachSupportedId();
const OWNER = 'group:default/team-a';
const PATH = '/v1/users/service-account/robot';
const ACTIONS = '/.backstage/actions/v1/actions';
const DISABLE = `${ACTIONS}/security:disable-service-account/invoke`;
const REVOKE = `${ACTIONS}/security:revoke-api-keys/invoke`;

type Backend = Awaited<ReturnType<typeof startSecurityBackend>>;

async function withAccount(
  options: Partial<Parameters<typeof startSecurityBackend>[0]> & {
    databaseId: (typeof ids)[number][0];
  },
) {
  const backend = await startSecurityBackend({ databases, ...options });
  const admin = backend.as(backend.headers.admin);
  await admin.post('/v1/service-accounts', { name: 'robot', ownerRef: OWNER });
  return { backend, admin };
}

async function activeKeys(knex: Knex): Promise<unknown[]> {
  return knex('security_api_keys').where({ status: 'active' });
}

describe.each(ids)('with the database gone (%s)', databaseId => {
  /** Takes the database away, and returns how to bring it back. */
  async function takeAway(knex: Knex): Promise<() => Promise<void>> {
    if (databaseId === 'SQLITE_3') {
      const tables = ['security_service_accounts', 'security_api_keys'];
      for (const table of tables) {
        await knex.schema.renameTable(table, `gone_${table}`);
      }
      return async () => {
        for (const table of tables) {
          await knex.schema.renameTable(`gone_${table}`, table);
        }
      };
    }
    const { database } = knex.client.config.connection;
    const server = createKnex({
      client: 'pg',
      connection:
        process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING,
    });
    await server.raw('alter database ?? allow_connections false', [database]);
    await server.raw(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = ?',
      [database],
    );
    return async () => {
      await server.raw('alter database ?? allow_connections true', [database]);
      await server.destroy();
    };
  }

  it('every route answers 503, tells nothing, and works again later', async () => {
    const logs = recordLogs();
    const { backend, admin } = await withAccount({
      databaseId,
      features: [logs.factory],
    });
    const { body: before } = await admin
      .post(`${PATH}/api-key/show`, {})
      .expect(200);
    const keyId = before.apiKey.id;

    const withKey = (value: string) => backend.as(`Bearer ${value}`);
    const callCatalog = (value: string) =>
      request(backend.server)
        .get('/api/catalog/entities/by-query')
        .set('Authorization', `Bearer ${value}`);

    const bringBack = await takeAway(backend.knex);
    try {
      // What cannot be a key is known without the database.
      await callCatalog('bsak_garbage').expect(401);
      for (const send of [
        () => admin.get('/v1/users'),
        () => admin.get(PATH),
        () =>
          admin.post('/v1/service-accounts', { name: 'two', ownerRef: OWNER }),
        () =>
          admin.patch('/v1/service-accounts/robot', { version: 1, title: 'x' }),
        () => admin.delete('/v1/service-accounts/robot?version=1'),
        () => admin.post(`${PATH}/api-key/show`, {}),
        () => admin.post(`${PATH}/api-key/rotate`, { keyId }),
        () => admin.post(`${PATH}/api-key/revoke`, { keyId }),
        () => admin.post(`${PATH}/api-key/revoke-all`, {}),
        () => admin.post(DISABLE, { name: 'robot' }),
        () => admin.post(REVOKE, { name: 'robot' }),
        () => withKey(before.value).get('/v1/self'),
        () => withKey(before.value).delete('/v1/self'),
        () => withKey(generateApiKey()).get('/v1/self'),
        () => callCatalog(before.value),
      ]) {
        const { status, body } = await send();
        expect([status, body.error]).toEqual([
          503,
          {
            name: 'ServiceUnavailableError',
            message: 'The database of the security plugin is not available',
          },
        ]);
      }
    } finally {
      await bringBack();
    }
    expect(logs.lines.join('\n')).not.toMatch(/select|insert|update `|where/i);

    const { body: after } = await admin
      .post(`${PATH}/api-key/show`, {})
      .expect(200);
    expect(after.value).toBe(before.value);
    await callCatalog(before.value).expect(200);
  });
});

describe.each(ids)('with the database of auth gone (%s)', databaseId => {
  it('a valid key gets 503 and never 401, also where no signing key is known', async () => {
    const knex = await databases.init(databaseId);
    const authKnex = await databases.init(databaseId);
    const { backend, admin } = await withAccount({
      databaseId,
      knex,
      features: [probe],
      database: createServiceFactory({
        service: coreServices.database,
        deps: { plugin: coreServices.pluginMetadata },
        async factory({ plugin }): Promise<DatabaseService> {
          const own = { security: knex, auth: authKnex }[plugin.getId()];
          const client = own ?? (await databases.init('SQLITE_3'));
          return { getClient: async () => client };
        },
      }),
    });
    const { body: key } = await admin
      .post(`${PATH}/api-key/show`, {})
      .expect(200);
    const call = (plugin: string) =>
      request(backend.server)
        .get(`/api/${plugin}`)
        .set('Authorization', `Bearer ${key.value}`);
    // This one has fetched the signing keys, and `probe` has not.
    await call('catalog/entities/by-query').expect(200);

    await authKnex.schema.renameTable('signing_keys', 'gone');
    await new Promise(resolve => setTimeout(resolve, 5_100));
    for (const plugin of ['probe/anybody', 'catalog/entities/by-query']) {
      const { status, body } = await call(plugin);
      expect([status, body.error.message]).toEqual([
        503,
        'API keys cannot be used now: the signing keys of the auth plugin are not available',
      ]);
    }

    await authKnex.schema.renameTable('gone', 'signing_keys');
    await call('probe/anybody').expect(200);
  });
});

const REAL = ids.filter(([id]) => id !== 'SQLITE_3');
// SQLite runs inside the process: it cannot leave a question unanswered.
(REAL.length > 0 ? describe.each(REAL) : describe.skip.each(ids))(
  'with a database that does not answer (%s)',
  databaseId => {
    it('a call with a key ends in 503 before long, and others are not held up', async () => {
      const { backend, admin } = await withAccount({ databaseId });
      const { body: key } = await admin
        .post(`${PATH}/api-key/show`, {})
        .expect(200);
      const blocker = createKnex(backend.knex.client.config);
      const lock = await blocker.transaction();
      try {
        await lock.raw('lock table security_api_keys in access exclusive mode');
        await new Promise(resolve => setTimeout(resolve, 5_100));
        const start = Date.now();
        const [withKey, ofPerson] = await Promise.all(
          [`Bearer ${key.value}`, backend.headers.admin].map(authorization =>
            request(backend.server)
              .get('/api/catalog/entities/by-query')
              .set('Authorization', authorization),
          ),
        );
        expect([withKey.status, ofPerson.status]).toEqual([503, 200]);
        expect(Date.now() - start).toBeLessThan(10_000);
      } finally {
        await lock.rollback();
        await blocker.destroy();
      }
      await request(backend.server)
        .get('/api/catalog/entities/by-query')
        .set('Authorization', `Bearer ${key.value}`)
        .expect(200);
    });

    it('no operation waits for the lock of an account for long, or acts late', async () => {
      const { backend, admin } = await withAccount({ databaseId });
      const { body: key } = await admin
        .post(`${PATH}/api-key/show`, {})
        .expect(200);
      const keyId = key.apiKey.id;
      const blocker = createKnex(backend.knex.client.config);
      const lock = await blocker.transaction();
      try {
        await lock('security_service_accounts').update({ title: 'Held' });
        for (const send of [
          () => admin.post(`${PATH}/api-key/show`, {}),
          () => admin.post(`${PATH}/api-key/rotate`, { keyId }),
          () =>
            admin.patch('/v1/service-accounts/robot', {
              version: 1,
              title: 'x',
            }),
          () => admin.delete('/v1/service-accounts/robot?version=1'),
          () => admin.post(DISABLE, { name: 'robot' }),
          () => admin.post(REVOKE, { name: 'robot' }),
        ]) {
          const start = Date.now();
          const { status, body } = await send();
          expect([status, body.error.message]).toEqual([
            503,
            expect.stringContaining('Nothing was changed; try again'),
          ]);
          expect(Date.now() - start).toBeLessThan(8_000);
        }
      } finally {
        await lock.rollback();
        await blocker.destroy();
      }
      const { body: again } = await admin
        .post(`${PATH}/api-key/show`, {})
        .expect(200);
      expect(again.value).toBe(key.value);
    });
  },
);

describe.each(ids)('with the audit log broken (%s)', databaseId => {
  it.each(['initiated', 'succeeded'])(
    'no key leaves when the entry "%s" cannot be written',
    async stage => {
      let broken = false;
      const fail = async () => {
        if (broken) {
          throw new Error('disk full');
        }
      };
      const { backend, admin } = await withAccount({
        databaseId,
        auditor: mockServices.auditor.mock({
          createEvent: async () => {
            if (stage === 'initiated') {
              await fail();
            }
            return { success: fail, fail: async () => {} };
          },
        }),
      });
      broken = true;
      const refused = await admin.post(`${PATH}/api-key/show`, {});
      expect([refused.status, refused.body.error.message]).toEqual([
        503,
        'The audit log is not available',
      ]);
      expect(refused.text).not.toMatch(/bsak_/);
      expect(await activeKeys(backend.knex)).toEqual([]);

      broken = false;
      const { body: key } = await admin
        .post(`${PATH}/api-key/show`, {})
        .expect(200);
      broken = true;
      const keyId = key.apiKey.id;
      await admin.post(`${PATH}/api-key/show`, {}).expect(503);
      await admin.post(`${PATH}/api-key/rotate`, { keyId }).expect(503);
      await admin.post(`${PATH}/api-key/revoke`, { keyId }).expect(503);
      await admin.delete('/v1/service-accounts/robot?version=1').expect(503);
      await admin
        .patch('/v1/service-accounts/robot', { version: 1, status: 'disabled' })
        .expect(503);
      await admin.post(DISABLE, { name: 'robot' }).expect(503);
      await admin.post(REVOKE, { name: 'robot' }).expect(503);
      broken = false;
      const { body: again } = await admin
        .post(`${PATH}/api-key/show`, {})
        .expect(200);
      expect(again.value).toBe(key.value);
      expect(again.apiKey.timesShown).toBe(2);
    },
  );
});

const POSTGRES = ids.filter(([id]) => id !== 'SQLITE_3');
(POSTGRES.length > 0 ? describe.each(POSTGRES) : describe.skip.each(ids))(
  'two replicas (%s)',
  databaseId => {
    let replicas: Backend[];
    beforeAll(async () => {
      const { backend } = await withAccount({ databaseId });
      const replica = await startSecurityBackend({
        databases,
        databaseId,
        knex: createKnex(backend.knex.client.config),
      });
      replicas = [backend, replica];
    });
    afterAll(() => replicas[1].knex.destroy());

    const callers = () =>
      replicas.map(backend => backend.as(backend.headers.admin));

    it('that are asked for the first key at once show the same one', async () => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          callers()[index % 2].post(`${PATH}/api-key/show`, {}),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual(
        answers.map(() => 200),
      );
      expect(new Set(answers.map(({ body }) => body.value)).size).toBe(1);
      expect(
        answers.filter(({ body }) => body.generated === true),
      ).toHaveLength(1);
    });

    it('that rotate at once: one wins, and its key is the one that is left', async () => {
      for (let round = 0; round < 10; round++) {
        const { body: before } = await callers()[0].post(
          `${PATH}/api-key/show`,
          {},
        );
        const answers = await Promise.all(
          Array.from({ length: 6 }, (_, index) =>
            callers()[index % 2].post(`${PATH}/api-key/rotate`, {
              keyId: before.apiKey.id,
            }),
          ),
        );
        const won = answers.filter(({ status }) => status === 200);
        const lost = answers.filter(({ status }) => status === 409);
        expect([won.length, lost.length]).toEqual([1, 5]);
        expect(await activeKeys(replicas[0].knex)).toHaveLength(1);
        for (const caller of callers()) {
          const { body } = await caller.post(`${PATH}/api-key/show`, {});
          expect(body.value).toBe(won[0].body.value);
        }
      }
    });
  },
);
