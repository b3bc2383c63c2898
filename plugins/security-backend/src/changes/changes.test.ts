import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { randomUUID } from 'node:crypto';
import {
  createTestAccount,
  DATABASE_IDS,
  freezeTime,
  newTestKey,
  openTestStores,
  statementsOf,
  withReplica,
} from '../__testUtils__/testStores';
import { createDatabaseGuard } from '../database/guardDatabase';
import { ChangeRecord, recordChange, recordCreation } from './changes';

jest.setTimeout(60_000);

const ADMIN = 'user:default/admin';
const HOUR = 60 * 60_000;

const databases = TestDatabases.create({ ids: DATABASE_IDS });

afterEach(() => {
  jest.useRealTimers();
});

describe.each(databases.eachSupportedId())(
  'the record of changes (%s)',
  databaseId => {
    async function setUp() {
      const knex = await databases.init(databaseId);
      const stores = await openTestStores(knex);
      const guard = createDatabaseGuard(mockServices.logger.mock());
      const record = new ChangeRecord({ knex, guard });
      const change = (accountId = randomUUID()) =>
        knex.transaction(trx => recordChange(trx, accountId));
      return { knex, record, change, ...stores };
    }

    it('tells each account that changed since, once, with one statement', async () => {
      const { knex, record, change } = await setUp();
      const [a, b] = [randomUUID(), randomUUID()];
      expect(await record.since(undefined)).toEqual({
        version: 0,
        accountIds: [],
      });
      await change(a);
      await change(b);
      await change(a);
      expect(await record.since(0)).toEqual({
        version: 3,
        accountIds: [a, b],
      });
      expect(await record.since(2)).toEqual({ version: 3, accountIds: [a] });
      const statements = await statementsOf(knex, async () => {
        expect(await record.since(3)).toEqual({ version: 3, accountIds: [] });
      });
      expect(statements).toHaveLength(1);
    });

    it('cannot tell after too many changes, or when old ones are gone', async () => {
      const { knex, record, change } = await setUp();
      await change();
      await knex('security_changes').where({ version: 1 }).delete();
      await change();
      expect(await record.since(1)).toEqual({ version: 2 });
      for (let i = 0; i < 1_000; i++) {
        await change();
      }
      expect((await record.since(2)).accountIds).toHaveLength(1_000);
      await change();
      expect(await record.since(2)).toEqual({ version: 1_003 });
    });

    it('cannot tell either when an older database was restored', async () => {
      const { record, change } = await setUp();
      await change();
      expect(await record.since(40)).toEqual({ version: 1 });
    });

    it('is trimmed after an hour, but for the newest', async () => {
      const { knex, record, change } = await setUp();
      await change();
      await change();
      freezeTime(new Date(Date.now() + HOUR + 1_000));
      await record.trim();
      expect(
        (await knex('security_changes')).map(row => Number(row.version)),
      ).toEqual([2]);
      expect(await record.since(2)).toEqual({ version: 2, accountIds: [] });
      expect(await record.since(1)).toEqual({ version: 2 });
    });

    it('is written by whatever takes a right away, and by nothing else', async () => {
      const { record, serviceAccounts, apiKeys } = await setUp();
      const account = await createTestAccount(serviceAccounts);
      let before = 0;
      async function changed(work: () => Promise<unknown>) {
        await work();
        const { version, accountIds } = await record.since(before);
        before = version;
        return accountIds;
      }
      const withKeys = (
        work: Parameters<typeof apiKeys.withLockedAccount>[1],
      ) => apiKeys.withLockedAccount(account.id, work);
      const inAnHour = new Date(Date.now() + HOUR);
      let version = 1;
      const update = (changes: object) =>
        serviceAccounts.update({
          id: account.id,
          version: version++,
          changes,
          updatedBy: ADMIN,
          beforeCommit: async () => {},
        });

      expect(
        await changed(() => withKeys(keys => keys.insert(newTestKey()))),
      ).toEqual([]);
      expect(
        await changed(() =>
          withKeys(async keys =>
            keys.recordShown((await keys.newest())!, ADMIN),
          ),
        ),
      ).toEqual([]);
      for (const work of [
        () =>
          withKeys(async keys =>
            keys.retire((await keys.newest())!, inAnHour, ADMIN),
          ),
        () =>
          withKeys(async keys => keys.revoke((await keys.newest())!, ADMIN)),
        () => update({ ownerRef: 'group:default/team-b' }),
        () => update({ plugins: ['catalog'] }),
        () => update({ status: 'disabled' }),
        () =>
          serviceAccounts.delete({
            id: account.id,
            version,
            beforeCommit: async () => {},
          }),
      ]) {
        expect(await changed(work)).toEqual([account.id]);
      }
    });

    it('is not written when the work is undone', async () => {
      const { record, serviceAccounts, apiKeys } = await setUp();
      const account = await createTestAccount(serviceAccounts);
      await expect(
        apiKeys.withLockedAccount(account.id, async keys => {
          await keys.revoke(await keys.insert(newTestKey()), ADMIN);
          throw new Error('no');
        }),
      ).rejects.toThrow();
      // There is the account, and no right was taken away.
      expect(await record.since(0)).toEqual({ version: 1, accountIds: [] });
    });

    it('names who was created, changed or deleted, and verification passes over creations', async () => {
      const { knex, record, serviceAccounts, apiKeys } = await setUp();
      const account = await createTestAccount(serviceAccounts);
      expect(await record.since(0)).toEqual({ version: 1, accountIds: [] });
      expect(await record.namesSince(0)).toEqual({
        version: 1,
        names: ['nightly-build'],
      });
      await apiKeys.withLockedAccount(account.id, async keys =>
        keys.revoke(await keys.insert(newTestKey()), ADMIN),
      );
      expect(await record.namesSince(1)).toEqual({ version: 2, names: [] });
      await serviceAccounts.update({
        id: account.id,
        version: 1,
        changes: { title: 'Nightly' },
        updatedBy: ADMIN,
        beforeCommit: async () => {},
      });
      await serviceAccounts.delete({
        id: account.id,
        version: 2,
        beforeCommit: async () => {},
      });
      await createTestAccount(serviceAccounts);
      await createTestAccount(serviceAccounts, { name: 'other' });
      const statements = await statementsOf(knex, async () => {
        expect(await record.namesSince(2)).toEqual({
          version: 6,
          names: ['other', 'nightly-build'],
        });
      });
      expect(statements).toHaveLength(1);
      expect(await record.since(1)).toEqual({
        version: 6,
        accountIds: [account.id],
      });
      expect(await record.version()).toBe(6);
    });

    it('says nothing of an account that could not be created', async () => {
      const { record, serviceAccounts } = await setUp();
      await createTestAccount(serviceAccounts);
      await expect(createTestAccount(serviceAccounts)).rejects.toThrow();
      expect(await record.version()).toBe(1);
    });

    it('cannot tell when one in the middle is gone, as after a slow clock', async () => {
      const { knex, record } = await setUp();
      for (const name of ['a', 'b', 'c']) {
        await knex.transaction(trx => recordCreation(trx, name));
      }
      freezeTime(new Date(Date.now() + HOUR + 1_000));
      await knex('security_changes')
        .whereNot({ version: 2 })
        .update({ changed_at: new Date() });
      await record.trim();
      expect(await record.namesSince(1)).toEqual({
        version: 3,
        names: undefined,
      });
      expect(await record.namesSince(2)).toEqual({
        version: 3,
        names: undefined,
      });
      expect(await record.since(1)).toEqual({ version: 3 });
    });

    it('becomes visible in its order, whoever writes', async () => {
      const { knex, record } = await setUp();
      await withReplica(knex, async replica => {
        const accounts = Array.from({ length: 100 }, () => randomUUID());
        let isDone = false;
        const writing = Promise.all(
          accounts.map((accountId, i) =>
            (i % 2 ? knex : replica).transaction(async trx => {
              await new Promise(resolve =>
                setTimeout(resolve, Math.random() * 20),
              );
              await recordChange(trx, accountId);
            }),
          ),
        ).finally(() => {
          isDone = true;
        });
        const seen = new Set<string>();
        let version = 0;
        while (!isDone) {
          const changes = await record.since(version);
          changes.accountIds!.forEach(accountId => seen.add(accountId));
          version = changes.version;
        }
        await writing;
        const last = await record.since(version);
        last.accountIds!.forEach(accountId => seen.add(accountId));
        // Whoever asks on from the last answer misses none.
        expect([...seen].sort()).toEqual(accounts.sort());
        expect(last.version).toBe(100);
      });
    });

    it('does not wait for an audit log that hangs in another operation', async () => {
      const { record, knex, serviceAccounts, apiKeys } = await setUp();
      if (knex.client.config.client !== 'pg') {
        // SQLite has one connection: everybody waits for everybody.
        return;
      }
      const [slow, fast] = [
        await createTestAccount(serviceAccounts, { name: 'slow' }),
        await createTestAccount(serviceAccounts, { name: 'fast' }),
      ];
      let goOn = () => {};
      const hanging = serviceAccounts.delete({
        id: slow.id,
        version: 1,
        beforeCommit: () =>
          new Promise<void>(resolve => {
            goOn = resolve;
          }),
      });
      await apiKeys.withLockedAccount(fast.id, async keys =>
        keys.revoke(await keys.insert(newTestKey()), ADMIN),
      );
      expect((await record.since(0)).accountIds).toEqual([fast.id]);
      goOn();
      expect(await hanging).toBe(true);
      expect((await record.since(3)).accountIds).toEqual([slow.id]);
    });
  },
);
