import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  createTestAccount,
  DATABASE_IDS,
  newTestKey,
  openTestStores,
  statementsOf,
  TEST_UNUSED_AFTER,
  withReplica,
} from '../__testUtils__/testStores';
import { createDatabaseGuard } from '../database/guardDatabase';
import { FirstUse, KeyUse } from './AccountUseStore';
import { DatabaseAccountUseStore } from './DatabaseAccountUseStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: DATABASE_IDS });

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 25, 8, 0, seconds));

function storeOf(knex: Knex) {
  const guard = createDatabaseGuard(mockServices.logger.mock());
  const store = new DatabaseAccountUseStore({
    knex,
    guard,
    unusedAfter: TEST_UNUSED_AFTER,
  });
  const firstUses: FirstUse[] = [];
  const add = (...uses: KeyUse[]) =>
    store.add(uses, async found => {
      firstUses.push(...found);
    });
  return { store, add, firstUses };
}

async function setUp(knex: Knex) {
  const { serviceAccounts, apiKeys } = await openTestStores(knex);
  async function createAccount(name: string) {
    const account = await createTestAccount(serviceAccounts, { name });
    const rotate = () =>
      apiKeys.withLockedAccount(account.id, async keys => {
        for (const key of await keys.unrevoked()) {
          await keys.revoke(key, 'user:default/admin');
        }
        return (await keys.insert(newTestKey())).id;
      });
    return { ...account, rotate, keyId: await rotate() };
  }
  async function lastUseOf(keyId: string) {
    const key = await knex('security_api_keys').where({ id: keyId }).first();
    return [key.last_used_plugin, new Date(key.last_used_at)];
  }
  return { createAccount, serviceAccounts, lastUseOf, ...storeOf(knex) };
}

const use = (keyId: string, fields: Partial<KeyUse> = {}): KeyUse => ({
  keyId,
  pluginId: 'catalog',
  firstAt: at(0),
  lastAt: at(0),
  calls: 1,
  ...fields,
});

describe.each(databases.eachSupportedId())('account uses (%s)', databaseId => {
  it('add up, whichever key and batch they come with', async () => {
    const knex = await databases.init(databaseId);
    const { createAccount, store, add } = await setUp(knex);
    const account = await createAccount('robot');
    await add(
      use(account.keyId, { firstAt: at(10), lastAt: at(20), calls: 3 }),
      use(account.keyId, { pluginId: 'search', calls: 4_000_000_000 }),
    );
    const nextKeyId = await account.rotate();
    await add(
      use(account.keyId, { firstAt: at(15), lastAt: at(16), calls: 2 }),
      use(nextKeyId, { firstAt: at(18), lastAt: at(30), calls: 5 }),
      use(nextKeyId, { pluginId: 'search', calls: 4_000_000_000 }),
    );
    await add(use(nextKeyId, { firstAt: at(5), lastAt: at(12) }));
    expect(await store.list(account.id)).toEqual([
      {
        pluginId: 'catalog',
        firstUsedAt: at(5),
        lastUsedAt: at(30),
        calls: 11,
      },
      {
        pluginId: 'search',
        firstUsedAt: at(0),
        lastUsedAt: at(0),
        calls: 8_000_000_000,
      },
    ]);
  });

  it('are told of when an account calls a plugin for the first time', async () => {
    const knex = await databases.init(databaseId);
    const { createAccount, add, firstUses } = await setUp(knex);
    const [a, b] = [await createAccount('a'), await createAccount('b')];
    await add(use(a.keyId, { calls: 7 }));
    await add(
      use(a.keyId, { calls: 7 }),
      use(a.keyId, { pluginId: 'search' }),
      use(b.keyId),
    );
    await add(use(await a.rotate()), use(b.keyId));
    const told = firstUses.map(({ account, pluginId }) => [
      account.name,
      pluginId,
    ]);
    expect(told.sort()).toEqual([
      ['a', 'catalog'],
      ['a', 'search'],
      ['b', 'catalog'],
    ]);
  });

  it('are kept until the account goes', async () => {
    const knex = await databases.init(databaseId);
    const { createAccount, serviceAccounts, store, add, firstUses } =
      await setUp(knex);
    const [a, b] = [await createAccount('a'), await createAccount('b')];
    await add(use(a.keyId), use(b.keyId));
    await serviceAccounts.delete({
      id: a.id,
      version: a.version,
      beforeCommit: async () => {},
    });
    await add(use(a.keyId), use(b.keyId));
    expect(await store.list(a.id)).toEqual([]);
    expect(await store.list(b.id)).toMatchObject([{ calls: 2 }]);
    expect(await knex('security_account_uses')).toHaveLength(1);

    const again = await createAccount('a');
    expect(await store.list(again.id)).toEqual([]);
    await add(use(again.keyId));
    expect(firstUses).toHaveLength(3);
  });

  it('are added as a whole or not at all', async () => {
    const knex = await databases.init(databaseId);
    const { createAccount, store, add } = await setUp(knex);
    const account = await createAccount('robot');
    await add(use(account.keyId));
    const batch = [
      use(account.keyId),
      use(account.keyId, { pluginId: 'search' }),
    ];
    await expect(
      store.add(batch, async () => {
        throw new Error('The audit log is full');
      }),
    ).rejects.toThrow();
    expect(await store.list(account.id)).toMatchObject([{ calls: 1 }]);
  });

  it('hold up nobody who ends the key while the audit log takes its time', async () => {
    const knex = await databases.init(databaseId);
    const { createAccount, store, lastUseOf } = await setUp(knex);
    const { keyId, rotate } = await createAccount('robot');
    let isRotated = false;
    // SQLite has one connection, which is taken.
    const isPostgres = knex.client.config.client === 'pg';
    await store.add([use(keyId, { lastAt: at(4) })], async () => {
      if (isPostgres) {
        await rotate();
        isRotated = true;
      }
    });
    expect(isRotated).toBe(isPostgres);
    expect(await lastUseOf(keyId)).toEqual(['catalog', at(4)]);
  });

  it('leave out calls that were refused, which are last uses all the same', async () => {
    const knex = await databases.init(databaseId);
    const { createAccount, store, lastUseOf, add, firstUses } = await setUp(
      knex,
    );
    const account = await createAccount('robot');
    await add(
      use(account.keyId, { pluginId: 'search', lastAt: at(1) }),
      use(account.keyId, { lastAt: at(2), calls: 0 }),
    );
    expect(await lastUseOf(account.keyId)).toEqual(['catalog', at(2)]);
    expect(await store.list(account.id)).toMatchObject([
      { pluginId: 'search', lastUsedAt: at(1), calls: 1 },
    ]);
    expect(firstUses).toMatchObject([{ pluginId: 'search' }]);
  });

  it('bring the last use of a key forward, and never back', async () => {
    const knex = await databases.init(databaseId);
    const { createAccount, lastUseOf, add } = await setUp(knex);
    const { keyId } = await createAccount('robot');
    await add(use(keyId, { pluginId: 'search', lastAt: at(5) }));
    expect(await lastUseOf(keyId)).toEqual(['search', at(5)]);
    await add(use(keyId, { lastAt: at(3) }));
    expect(await lastUseOf(keyId)).toEqual(['search', at(5)]);
    await add(
      use(keyId, { lastAt: at(9) }),
      use(keyId, { pluginId: 'search', lastAt: at(7) }),
    );
    expect(await lastUseOf(keyId)).toEqual(['catalog', at(9)]);
  });

  it('cost a few statements for every fifty rows, and one commit', async () => {
    const knex = await databases.init(databaseId);
    const { createAccount, add } = await setUp(knex);
    const accounts = [];
    for (let i = 0; i < 120; i++) {
      accounts.push(await createAccount(`robot-${i}`));
    }
    const batch = accounts.map(({ keyId }) => use(keyId));
    await add(...batch);
    const again = await statementsOf(knex, () => add(...batch));
    const commits = again.filter(sql => /^commit/i.test(sql));
    expect(commits).toHaveLength(1);
    expect(again.length).toBeLessThanOrEqual(3 + 3 * 3);
  });

  it('add up from replicas at once, and are told of once', async () => {
    const knex = await databases.init(databaseId);
    const { createAccount, store } = await setUp(knex);
    const accounts = [];
    for (let i = 0; i < 10; i++) {
      accounts.push(await createAccount(`robot-${i}`));
    }
    const batch = accounts.flatMap(({ keyId }) =>
      ['catalog', 'search', 'techdocs'].map(pluginId =>
        use(keyId, { pluginId }),
      ),
    );
    await withReplica(knex, async replica => {
      const stores = [storeOf(knex), storeOf(replica)];
      await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          stores[i % 2].add(...(i % 4 < 2 ? batch : [...batch].reverse())),
        ),
      );
      const told = stores.flatMap(({ firstUses }) => firstUses);
      expect(told).toHaveLength(batch.length);
    });
    for (const { id } of accounts) {
      const uses = await store.list(id);
      expect(uses.map(({ calls }) => calls)).toEqual([20, 20, 20]);
    }
  });

  it('do not hold up an account that is deleted meanwhile', async () => {
    const knex = await databases.init(databaseId);
    const { createAccount, serviceAccounts, add } = await setUp(knex);
    for (let round = 0; round < 10; round++) {
      const account = await createAccount(`robot-${round}`);
      await add(use(account.keyId));
      const both = [0, 1].map(i =>
        add(
          use(account.keyId),
          use(account.keyId, { pluginId: `plugin-${i}` }),
        ),
      );
      const isDeleted = serviceAccounts.delete({
        id: account.id,
        version: account.version,
        beforeCommit: async () => {},
      });
      expect(await isDeleted).toBe(true);
      await Promise.all(both);
    }
    expect(await knex('security_account_uses')).toEqual([]);
  });
});
