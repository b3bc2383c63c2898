import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  createTestAccount,
  DATABASE_IDS,
  freezeTime,
  newTestKey,
  noteTestUse,
  openTestStores,
  statementsOf,
} from '../__testUtils__/testStores';
import { createDatabaseGuard } from '../database/guardDatabase';
import { DatabaseServiceAccountStore } from './DatabaseServiceAccountStore';

jest.setTimeout(60_000);

const NOW = new Date('2026-11-23T08:02:00.000Z');
const DAY = 24 * 60 * 60 * 1000;
const databases = TestDatabases.create({ ids: DATABASE_IDS });

afterEach(() => {
  jest.useRealTimers();
});

async function unused({
  serviceAccounts,
}: {
  serviceAccounts: DatabaseServiceAccountStore;
}): Promise<string[]> {
  const { accounts } = await serviceAccounts.list({
    keyStatus: 'unused',
    orderBy: 'name',
    order: 'asc',
    limit: 100,
  });
  return accounts.map(({ account }) => account.name);
}

async function setUp(knex: Knex) {
  freezeTime(NOW);
  const stores = await openTestStores(knex);
  const account = await createTestAccount(stores.serviceAccounts);
  const { id: keyId } = await stores.apiKeys.withLockedAccount(
    account.id,
    keys => keys.insert(newTestKey()),
  );
  const use = (at: Date) => noteTestUse(stores.uses, keyId, at);
  return { stores, account, use };
}

describe.each(databases.eachSupportedId())('unused (%s)', databaseId => {
  it('is a key until it is used, and again when that is long ago', async () => {
    const knex = await databases.init(databaseId);
    const { stores, use } = await setUp(knex);
    expect(await unused(stores)).toEqual(['nightly-build']);

    await use(NOW);
    expect(await unused(stores)).toEqual([]);

    jest.setSystemTime(NOW.getTime() + 90 * DAY - 1);
    expect(await unused(stores)).toEqual([]);
    jest.setSystemTime(NOW.getTime() + 90 * DAY);
    expect(await unused(stores)).toEqual(['nightly-build']);

    await use(new Date());
    expect(await unused(stores)).toEqual([]);
  });

  it('counts from the last use, not from the one that was looked at first', async () => {
    const knex = await databases.init(databaseId);
    const { stores, use } = await setUp(knex);
    await use(NOW);
    jest.setSystemTime(NOW.getTime() + 60 * DAY);
    await use(new Date());

    jest.setSystemTime(NOW.getTime() + 100 * DAY);
    expect(await unused(stores)).toEqual([]);
    jest.setSystemTime(NOW.getTime() + 150 * DAY);
    expect(await unused(stores)).toEqual(['nightly-build']);
  });

  it('is decided anew after the setting was changed', async () => {
    const knex = await databases.init(databaseId);
    const { stores, use } = await setUp(knex);
    await stores.serviceAccounts.adoptTerms();
    await use(NOW);
    jest.setSystemTime(NOW.getTime() + 8 * DAY);
    expect(await unused(stores)).toEqual([]);

    const serviceAccounts = new DatabaseServiceAccountStore({
      knex,
      guard: createDatabaseGuard(mockServices.logger.mock()),
      keyringIds: ['first'],
      unusedAfter: 7 * DAY,
      onChanged: () => {},
    });
    await serviceAccounts.adoptTerms();
    expect(await unused({ serviceAccounts })).toEqual(['nightly-build']);

    await stores.serviceAccounts.adoptTerms();
    expect(await unused(stores)).toEqual([]);
    const again = await statementsOf(knex, () =>
      stores.serviceAccounts.adoptTerms(),
    );
    expect(again.join()).not.toContain('update');
  });

  it('does not write an account again that was used in the same minutes', async () => {
    const knex = await databases.init(databaseId);
    const { use } = await setUp(knex);
    await use(NOW);
    const row = () => knex('security_service_accounts').first('used_at');
    const before = await row();

    await use(new Date(NOW.getTime() + 60_000));
    expect(await row()).toEqual(before);

    await use(new Date(NOW.getTime() + 4 * 60_000));
    expect(await row()).not.toEqual(before);
  });
});
