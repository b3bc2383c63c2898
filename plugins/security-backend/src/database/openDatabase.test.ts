import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import knexFactory, { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import {
  createTestAccount,
  DATABASE_IDS,
  newTestKey,
  openTestStores,
  SECURITY_TABLES,
  storedKeys,
  withReplica,
} from '../__testUtils__/testStores';
import { openDatabase } from './openDatabase';

jest.setTimeout(60_000);

const directory = resolvePackagePath(
  'backstage-plugin-security-backend',
  'migrations',
);

const databases = TestDatabases.create({ ids: DATABASE_IDS });

async function existingTables(knex: Knex): Promise<string[]> {
  const existing = await Promise.all(
    SECURITY_TABLES.map(table => knex.schema.hasTable(table)),
  );
  return SECURITY_TABLES.filter((_, i) => existing[i]);
}

async function open(knex: Knex): Promise<Knex> {
  const database = mockServices.database({ knex });
  return (await openDatabase(database, mockServices.logger.mock())).knex;
}

describe.each(databases.eachSupportedId())('migrations (%s)', databaseId => {
  it('20261125210000_init.js', async () => {
    const knex = await databases.init(databaseId);

    await knex.migrate.up({ directory });
    expect(await existingTables(knex)).toEqual(SECURITY_TABLES);
    const { serviceAccounts, apiKeys } = await openTestStores(knex);
    const account = await createTestAccount(serviceAccounts);
    await apiKeys.withLockedAccount(account.id, async keys => {
      await keys.insert(newTestKey());
    });

    await knex.migrate.rollback({ directory }, true);
    expect(await existingTables(knex)).toEqual([]);

    await knex.migrate.up({ directory });
    expect(await existingTables(knex)).toEqual(SECURITY_TABLES);
    expect(await storedKeys(knex)).toEqual([]);
  });

  it('20261126120000_declared_accounts.js', async () => {
    const knex = await databases.init(databaseId);
    const { serviceAccounts, apiKeys } = await openTestStores(knex);
    const person = await createTestAccount(serviceAccounts);
    const managed = await createTestAccount(serviceAccounts, {
      name: 'ci',
      managedBy: 'config',
      apiKeyManagedBy: 'config',
    });
    await apiKeys.withLockedAccount(managed.id, async keys => {
      await keys.insert(newTestKey());
    });

    await knex.migrate.down({
      directory,
      name: '20261126120000_declared_accounts.js',
    });
    const columns = await knex('security_service_accounts').columnInfo();
    expect(Object.keys(columns)).not.toContain('managed_by');
    expect(Object.keys(columns)).not.toContain('api_key_managed_by');
    expect(await storedKeys(knex)).toHaveLength(1);

    await open(knex);
    expect(await serviceAccounts.getMany(['ci', person.name])).toEqual(
      expect.arrayContaining([
        { ...managed, managedBy: undefined, apiKeyManagedBy: undefined },
        person,
      ]),
    );
  });

  it('run once', async () => {
    const knex = await databases.init(databaseId);
    await open(knex);
    const { serviceAccounts } = await openTestStores(knex);
    const account = await createTestAccount(serviceAccounts);

    await open(knex);

    expect(await serviceAccounts.getMany([account.name])).toEqual([account]);
  });

  it('do not run when they are to be skipped', async () => {
    const knex = await databases.init(databaseId);
    await openDatabase(
      {
        ...mockServices.database({ knex }),
        getClient: async () => knex,
        migrations: { skip: true },
      },
      mockServices.logger.mock(),
    );
    expect(await existingTables(knex)).toEqual([]);
  });

  it.each([
    '20261123090000_init.js',
    '20261125120000_init.js',
    '20261125180000_init.js',
  ])(
    'refuse tables of a build before the first release (%s), and say what to do',
    async name => {
      const knex = await databases.init(databaseId);
      await open(knex);
      await knex('knex_migrations').update({ name });

      await expect(open(knex)).rejects.toThrow(
        /before its first release.* Drop every table/,
      );

      for (const table of [
        ...SECURITY_TABLES,
        'knex_migrations',
        'knex_migrations_lock',
      ]) {
        await knex.schema.dropTable(table);
      }
      await open(knex);
      expect(await existingTables(knex)).toEqual(SECURITY_TABLES);
    },
  );

  it('let replicas start at once', async () => {
    const knex = await databases.init(databaseId);
    await withReplica(knex, async replica => {
      await Promise.all(
        Array.from({ length: 6 }, (_, i) => open(i % 2 ? knex : replica)),
      );
    });
    expect(await existingTables(knex)).toEqual(SECURITY_TABLES);
    expect(await knex('knex_migrations')).toHaveLength(2);
    // With more rows than this one, knex takes itself for locked ever after.
    expect(await knex('knex_migrations_lock')).toEqual([
      expect.objectContaining({ is_locked: 0 }),
    ]);
  });
});

// Databases in production often sort by language, which looks past hyphens.
describe.each(databases.eachSupportedId().filter(([id]) => id !== 'SQLITE_3'))(
  'a database that sorts by language (%s)',
  databaseId => {
    it('lists accounts in the order of every other', async () => {
      const admin = await databases.init(databaseId);
      const database = `db${randomUUID().replace(/-/g, '')}`;
      await admin.raw(
        `create database ?? template template0
           locale_provider icu icu_locale 'en-US-u-ka-shifted'`,
        [database],
      );
      const { connection, ...config } = admin.client.config;
      const knex = knexFactory({
        ...config,
        connection: { ...connection, database },
      });
      try {
        const { serviceAccounts } = await openTestStores(knex);
        for (const name of ['ab', 'a-c', 'aa', 'a-a', 'a1']) {
          await createTestAccount(serviceAccounts, {
            name,
            ownerRef: `group:default/${name}`,
          });
        }

        const { rows } = await knex.raw(
          `select v from (values ('a-c'), ('ab')) t(v) order by v`,
        );
        expect(rows).toEqual([{ v: 'ab' }, { v: 'a-c' }]);
        for (const orderBy of ['name', 'owner'] as const) {
          const { accounts } = await serviceAccounts.list({
            orderBy,
            order: 'asc',
            limit: 10,
          });
          expect(accounts.map(({ account }) => account.name)).toEqual([
            'a-a',
            'a-c',
            'a1',
            'aa',
            'ab',
          ]);
        }
      } finally {
        await knex.destroy();
        await admin.raw('drop database ??', [database]);
      }
    });
  },
);
