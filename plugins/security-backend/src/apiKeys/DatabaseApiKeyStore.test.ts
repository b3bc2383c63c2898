import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import {
  createTestAccount,
  DATABASE_IDS,
  freezeTime,
  newTestKey,
  openTestStores,
  storedKeys,
  TEST_UNUSED_AFTER,
  withReplica,
} from '../__testUtils__/testStores';
import { createDatabaseGuard } from '../database/guardDatabase';
import { NewApiKey } from './ApiKeyStore';
import { DatabaseApiKeyStore } from './DatabaseApiKeyStore';

jest.setTimeout(60_000);

const ALICE = 'user:default/alice';
const BOB = 'user:default/bob';

const databases = TestDatabases.create({ ids: DATABASE_IDS });

afterEach(() => {
  jest.useRealTimers();
});

async function openStore(databaseId: TestDatabaseId) {
  const knex = await databases.init(databaseId);
  const logger = mockServices.logger.mock();
  const { serviceAccounts, apiKeys: store } = await openTestStores(
    knex,
    logger,
  );
  const account = await createTestAccount(serviceAccounts);
  const insert = (key: Partial<NewApiKey> = {}, accountId = account.id) =>
    store.withLockedAccount(accountId, keys => keys.insert(newTestKey(key)));
  return { knex, logger, serviceAccounts, store, account, insert };
}

async function endTransactions(knex: Knex): Promise<void> {
  const transactions = () =>
    knex('pg_stat_activity')
      .whereRaw('datname = current_database()')
      .where('state', 'idle in transaction');
  await transactions().select(knex.raw('pg_terminate_backend(pid)'));
  while ((await transactions()).length > 0) {
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

describe.each(databases.eachSupportedId())(
  'DatabaseApiKeyStore (%s)',
  databaseId => {
    const setUp = () => openStore(databaseId);

    describe('insert', () => {
      it('keeps what it is given', async () => {
        const { store, account } = await setUp();
        const key = newTestKey({
          createdAt: new Date('2026-11-23T08:00:00.123Z'),
          expiresAt: new Date('2076-11-23T08:00:00.456Z'),
        });

        const inserted = await store.withLockedAccount(account.id, keys =>
          keys.insert(key),
        );

        expect(inserted).toEqual({
          ...key,
          accountId: account.id,
          isSecretLost: false,
          sequence: 1,
          status: 'active',
          revokedAt: undefined,
          revokedBy: undefined,
          lastUsedAt: undefined,
          timesShown: 0,
          lastShownAt: undefined,
          lastShownBy: undefined,
        });
        expect(await store.history(account.id, 10)).toEqual([inserted]);
      });

      it('numbers the keys of each account', async () => {
        const { serviceAccounts, store, account, insert } = await setUp();
        const other = await createTestAccount(serviceAccounts, {
          name: 'other',
        });
        for (let i = 0; i < 3; i++) {
          await store.withLockedAccount(account.id, async keys => {
            const newest = await keys.newest();
            if (newest) {
              await keys.revoke(newest, ALICE);
            }
            await keys.insert(newTestKey());
          });
        }

        expect((await insert({}, other.id)).sequence).toBe(1);
        const history = await store.history(account.id, 2);
        expect(history.map(({ sequence }) => sequence)).toEqual([3, 2]);
      });

      it('refuses a second active key', async () => {
        const { knex, insert } = await setUp();
        const { id } = await insert();

        await expect(insert()).rejects.toThrow(ConflictError);

        expect(await storedKeys(knex)).toMatchObject([{ id }]);
      });

      it('refuses the hash of a key that there was', async () => {
        const { serviceAccounts, insert } = await setUp();
        const other = await createTestAccount(serviceAccounts, {
          name: 'other',
        });
        await insert({ lookupHash: 'the-same' });

        await expect(
          insert({ lookupHash: 'the-same' }, other.id),
        ).rejects.toThrow(ConflictError);
      });
    });

    describe('the schema', () => {
      it('refuses a second active key, whoever writes it', async () => {
        const { knex, insert } = await setUp();
        const { id } = await insert();
        const [row] = await storedKeys(knex);
        const second = { ...row, id: randomUUID(), lookup_hash: 'another' };

        const refused = await knex('security_api_keys')
          .insert({ ...second, sequence: 2 })
          .catch(error => error);
        expect(isDatabaseConflictError(refused)).toBe(true);

        await knex('security_api_keys')
          .where({ id })
          .update({ status: 'revoked' });
        await knex('security_api_keys').insert({ ...second, sequence: 2 });
        expect(await storedKeys(knex)).toHaveLength(2);
      });

      it('refuses a key of an account that does not exist', async () => {
        const { knex, insert } = await setUp();
        const { id } = await insert();
        await expect(
          knex('security_api_keys')
            .where({ id })
            .update({ service_account_id: randomUUID() }),
        ).rejects.toThrow(/foreign key/i);
      });
    });

    describe('revoke', () => {
      it('forgets the value, and does not end a key twice', async () => {
        const { knex, store, account, insert } = await setUp();
        const key = await insert();
        const start = new Date('2026-11-23T08:00:00.000Z');
        const revoke = (by: string) =>
          store.withLockedAccount(account.id, keys => keys.revoke(key, by));

        freezeTime(start);
        await revoke(ALICE);
        jest.setSystemTime(start.getTime() + 5000);
        await revoke(BOB);

        expect(await store.history(account.id, 10)).toEqual([
          {
            ...key,
            status: 'revoked',
            ciphertext: undefined,
            revokedAt: start,
            revokedBy: ALICE,
          },
        ]);
        expect((await storedKeys(knex))[0].ciphertext).toBeNull();
      });
    });

    describe('recordShown', () => {
      it('counts, and touches nothing else', async () => {
        const { store, account, insert } = await setUp();
        const key = await insert();
        const now = new Date('2026-11-23T08:00:00.789Z');
        freezeTime(now);

        const shown = await store.withLockedAccount(account.id, async keys => {
          await keys.recordShown(key, ALICE);
          return keys.recordShown(key, BOB);
        });

        expect(shown).toEqual({
          ...key,
          timesShown: 2,
          lastShownAt: now,
          lastShownBy: BOB,
        });
      });
    });

    describe('withLockedAccount', () => {
      it('gives the account and its newest key', async () => {
        const { store, account, insert } = await setUp();
        expect(
          await store.withLockedAccount(account.id, async keys => ({
            account: keys.account,
            newest: await keys.newest(),
          })),
        ).toEqual({ account, newest: undefined });

        const key = await insert();

        expect(
          await store.withLockedAccount(account.id, keys => keys.newest()),
        ).toEqual(key);
      });

      it('undoes everything when the work rejects', async () => {
        const { knex, store, account, insert } = await setUp();
        const key = await insert();
        const before = await storedKeys(knex);

        await expect(
          store.withLockedAccount(account.id, async keys => {
            await keys.recordShown(key, ALICE);
            await keys.revoke(key, ALICE);
            await keys.insert(newTestKey());
            throw new ConflictError('no');
          }),
        ).rejects.toThrow(new ConflictError('no'));

        expect(await storedKeys(knex)).toEqual(before);
      });

      it('rejects when the account is gone', async () => {
        const { serviceAccounts, store, account } = await setUp();
        await serviceAccounts.delete({
          id: account.id,
          version: account.version,
          beforeCommit: async () => {},
        });
        const work = jest.fn();

        await expect(store.withLockedAccount(account.id, work)).rejects.toThrow(
          NotFoundError,
        );

        expect(work).not.toHaveBeenCalled();
      });

      it('lets only one work on an account at a time', async () => {
        const { knex, store, account } = await setUp();
        await withReplica(knex, async replica => {
          const other = (await openTestStores(replica)).apiKeys;
          const events: string[] = [];
          const work = (name: string) => async () => {
            events.push(`${name} begins`);
            await new Promise(resolve => setTimeout(resolve, 50));
            events.push(`${name} ends`);
          };

          const first = store.withLockedAccount(account.id, work('first'));
          while (events.length === 0) {
            await new Promise(resolve => setTimeout(resolve, 1));
          }
          const second = other.withLockedAccount(account.id, work('second'));
          await Promise.all([first, second]);

          expect(events).toEqual([
            'first begins',
            'first ends',
            'second begins',
            'second ends',
          ]);
        });
      });

      it('sees what the one before has done', async () => {
        const { knex, store, account, insert } = await setUp();
        const key = await insert();
        await withReplica(knex, async replica => {
          const other = (await openTestStores(replica)).apiKeys;
          const show = (through: DatabaseApiKeyStore) =>
            through.withLockedAccount(account.id, async keys => {
              const { timesShown } = (await keys.newest())!;
              await keys.recordShown(key, ALICE);
              return timesShown;
            });

          const seen = await Promise.all(
            Array.from({ length: 10 }, (_, i) => show(i % 2 ? store : other)),
          );

          expect(seen.sort((a, b) => a - b)).toEqual([
            0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
          ]);
        });
      });
    });

    describe('replaceEncryption', () => {
      const next = {
        keyringId: 'second',
        lookupHash: 'next-hash',
        ciphertext: 'next-ciphertext',
      };

      it('replaces hash and ciphertext, and nothing else', async () => {
        const { store, account, insert } = await setUp();
        const key = await insert();

        expect(await store.replaceEncryption(key, next)).toBe(true);

        expect(await store.history(account.id, 10)).toEqual([
          { ...key, ...next },
        ]);
      });

      it.each([
        ['was revoked', { status: 'revoked', ciphertext: null }],
        ['was encrypted again', { ciphertext: 'other', keyring_id: 'third' }],
      ])('does nothing to a key that %s meanwhile', async (_, change) => {
        const { knex, store, insert } = await setUp();
        const key = await insert();
        await knex('security_api_keys').update(change);
        const before = await storedKeys(knex);

        expect(await store.replaceEncryption(key, next)).toBe(false);

        expect(await storedKeys(knex)).toEqual(before);
      });
    });

    describe('listEncryptedWithOthers', () => {
      it('walks the keys that another secret protects', async () => {
        const { serviceAccounts, store, insert } = await setUp();
        const expected: string[] = [];
        for (let i = 0; i < 10; i++) {
          const { id: accountId } = await createTestAccount(serviceAccounts, {
            name: `account-${i}`,
          });
          const protectedByOther = i % 3 !== 0;
          const { id } = await insert(
            { keyringId: protectedByOther ? 'first' : 'second' },
            accountId,
          );
          if (protectedByOther) {
            expected.push(id);
          }
        }
        const { id: accountId } = await createTestAccount(serviceAccounts, {
          name: 'shown-once',
        });
        await insert({ ciphertext: undefined }, accountId);

        const walked: string[] = [];
        let page;
        do {
          page = await store.listEncryptedWithOthers('second', {
            afterId: walked[walked.length - 1],
            limit: 2,
          });
          walked.push(...page.map(({ id }) => id));
        } while (page.length === 2 && walked.length < 100);

        expect(walked).toEqual([...expected].sort());
      });
    });

    describe('forgetExpired', () => {
      it('forgets values from the moment that keys expire', async () => {
        const { knex, serviceAccounts, store, insert } = await setUp();
        const now = new Date('2026-11-23T08:00:00.500Z');
        for (const [name, offset] of [
          ['expired', -1],
          ['expires-now', 0],
          ['expires-soon', 1],
        ] as const) {
          const account = await createTestAccount(serviceAccounts, { name });
          await insert(
            { hint: name, expiresAt: new Date(now.getTime() + offset) },
            account.id,
          );
        }
        const { id } = await createTestAccount(serviceAccounts, {
          name: 'never',
        });
        await insert({ hint: 'never', expiresAt: undefined }, id);
        freezeTime(now);

        expect(await store.forgetExpired()).toBe(2);

        const kept = (await storedKeys(knex)).filter(row => row.ciphertext);
        expect(kept.map(({ hint }) => hint).sort()).toEqual([
          'expires-soon',
          'never',
        ]);
        expect(await store.forgetExpired()).toBe(0);
      });
    });

    describe('when the database fails', () => {
      it('says so without SQL and values, in answer and log', async () => {
        const { knex, logger, store, account, insert } = await setUp();
        const key = await insert({ lookupHash: 'CANARY-hash' });
        await knex.schema.renameTable('security_api_keys', 'elsewhere');
        const operations = [
          () => insert({ lookupHash: 'CANARY-hash' }),
          () => store.history('CANARY-id', 10),
          () => store.forgetExpired(),
          () =>
            store.listEncryptedWithOthers('CANARY-keyring', {
              afterId: undefined,
              limit: 1,
            }),
          () =>
            store.replaceEncryption(key, {
              keyringId: 'second',
              lookupHash: 'CANARY-hash',
              ciphertext: 'CANARY-ciphertext',
            }),
        ];

        for (const operation of operations) {
          const error = await operation().catch(e => e);
          expect(error).toBeInstanceOf(ServiceUnavailableError);
          expect(error.message).toBe(
            'The database of the security plugin is not available',
          );
          expect(error.cause).toBeUndefined();
        }
        expect(logger.error).toHaveBeenCalledTimes(operations.length);
        expect(JSON.stringify(logger.error.mock.calls)).not.toMatch(
          /CANARY|select|insert|update|security_api_keys/i,
        );

        await knex.schema.renameTable('elsewhere', 'security_api_keys');
        expect(await store.history(account.id, 10)).toEqual([key]);
      });

      it('says so when it cannot be reached', async () => {
        const { knex, store, account } = await setUp();
        await knex.destroy();

        await expect(
          store.withLockedAccount(account.id, async () => {}),
        ).rejects.toThrow(
          new ServiceUnavailableError(
            'The database of the security plugin is not available',
          ),
        );
        await expect(store.history(account.id, 10)).rejects.toThrow(
          ServiceUnavailableError,
        );
      });
    });
  },
);

// SQLite runs inside the process, so there is no connection to lose.
describe.each(databases.eachSupportedId().filter(([id]) => id !== 'SQLITE_3'))(
  'DatabaseApiKeyStore and its connection (%s)',
  databaseId => {
    it('undoes what was not final when the connection is lost', async () => {
      const { knex, logger, account, insert } = await openStore(databaseId);
      const key = await insert();
      const before = await storedKeys(knex);
      await withReplica(knex, async replica => {
        const store = new DatabaseApiKeyStore({
          knex: replica,
          guard: createDatabaseGuard(logger),
          keyringIds: ['first'],
          unusedAfter: TEST_UNUSED_AFTER,
          onEnded: () => {},
        });

        await expect(
          store.withLockedAccount(account.id, async keys => {
            await keys.revoke(key, ALICE);
            await keys.insert(newTestKey());
            await endTransactions(knex);
          }),
        ).rejects.toThrow(ServiceUnavailableError);

        expect(await store.history(account.id, 10)).toEqual([key]);
      });
      expect(await storedKeys(knex)).toEqual(before);
    });
  },
);
