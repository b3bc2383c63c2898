import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  ConflictError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  AccountOrderField,
  accountOrderFieldSchema,
  apiKeyStatusAt,
  isWorking,
  keyStatusFilterSchema,
  matchesKeyStatus,
} from 'backstage-plugin-security-common';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import {
  createTestAccount,
  DATABASE_IDS,
  freezeTime,
  newTestKey,
  noteTestUse,
  openTestStores,
  statementsOf,
  storedKeys,
  withReplica,
  TEST_UNUSED_AFTER,
} from '../__testUtils__/testStores';
import { NewApiKey } from '../apiKeys/ApiKeyStore';
import { Keyring } from '../keyring/keyring';
import { ApiKeyRecord } from '../records/ApiKeyRecord';
import { presentApiKey, presentKeyState } from '../records/presentApiKey';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';
import { refreshKeyFacets } from './keyFacets';
import { DatabaseServiceAccountStore } from './DatabaseServiceAccountStore';
import {
  NewServiceAccount,
  ServiceAccountListRequest,
  ServiceAccountPosition,
} from './ServiceAccountStore';

jest.setTimeout(60_000);

const ADMIN = 'user:default/admin';
const ALICE = 'user:default/alice';
const NOW = new Date('2026-11-23T08:00:00.500Z');
const DAY = 24 * 60 * 60 * 1000;

const databases = TestDatabases.create({ ids: DATABASE_IDS });

afterEach(() => {
  jest.useRealTimers();
});

async function openStore(databaseId: TestDatabaseId) {
  const knex = await databases.init(databaseId);
  const logger = mockServices.logger.mock();
  const stores = await openTestStores(knex, logger);
  const { serviceAccounts: store, apiKeys, uses } = stores;
  const create = (account: Partial<NewServiceAccount> = {}) =>
    createTestAccount(store, account);
  const giveKey = (account: { id: string }, key: Partial<NewApiKey> = {}) =>
    apiKeys.withLockedAccount(account.id, keys => keys.insert(newTestKey(key)));
  const revokeKey = (account: { id: string }) =>
    apiKeys.withLockedAccount(account.id, async keys =>
      keys.revoke((await keys.newest())!, ADMIN),
    );
  const retireKey = (account: { id: string }, key: ApiKeyRecord) =>
    apiKeys.withLockedAccount(account.id, async keys => {
      const inAnHour = new Date(Date.now() + 3_600_000);
      await keys.retire(key, inAnHour, ADMIN);
      return (await keys.newest())!;
    });
  const page = (request: Partial<ServiceAccountListRequest> = {}) =>
    store.list({ orderBy: 'name', order: 'asc', limit: 100, ...request });
  const list = async (request: Partial<ServiceAccountListRequest> = {}) =>
    (await page(request)).accounts;
  const namesIn = async (request: Partial<ServiceAccountListRequest> = {}) =>
    (await list(request)).map(({ account }) => account.name);
  return {
    page,
    knex,
    logger,
    store,
    uses,
    create,
    giveKey,
    revokeKey,
    retireKey,
    apiKeys,
    list,
    namesIn,
  };
}

// Of a key that was replaced: when its grace period ends.
const NEWEST = {
  none: undefined,
  'never ends': {},
  'ends later': { expires_at: new Date(NOW.getTime() + 15 * DAY) },
  'ends soon': { expires_at: new Date(NOW.getTime() + 14 * DAY) },
  'ends now': { expires_at: NOW },
  revoked: { status: 'revoked' },
  lost: { keyring_id: 'gone' },
  'lost and over': { keyring_id: 'gone', expires_at: NOW },
};
const OLDER = {
  none: undefined,
  'in its grace period': { retires_at: new Date(NOW.getTime() + DAY) },
  'replaced for long': { retires_at: new Date(NOW.getTime() + 20 * DAY) },
  'grace period over': { retires_at: NOW },
  'replaced and lost': {
    retires_at: new Date(NOW.getTime() + DAY),
    keyring_id: 'gone',
  },
  revoked: { retires_at: NOW, status: 'revoked' },
};

/**
 * An account for every combination of what the state of its keys hangs on.
 *
 * @param isLost - whether the secret `gone` is lost, or the first one
 */
async function createEveryState(
  knex: Knex,
  store: DatabaseServiceAccountStore,
  isLost: boolean,
): Promise<void> {
  let count = 0;
  const ids: string[] = [];
  for (const status of ['active', 'disabled']) {
    for (const newest of Object.values(NEWEST)) {
      for (const older of newest ? Object.values(OLDER) : [undefined]) {
        count += 1;
        const { id } = await createTestAccount(store, {
          name: `account-${String(count).padStart(3, '0')}`,
        });
        ids.push(id);
        const keys = [
          ...(older ? [{ status: 'retiring', ...older }] : []),
          ...(newest ? [{ status: 'active', ...newest }] : []),
        ].map((key, index) => {
          const keyId = randomUUID();
          const row = {
            keyring_id: 'first',
            ...key,
            ...(!isLost && { keyring_id: 'first' }),
          };
          return {
            ...row,
            id: keyId,
            service_account_id: id,
            sequence: index + 1,
            lookup_hash: `${row.keyring_id} ${keyId}`,
            hint: 'h1nT',
            created_at: NOW,
            created_by: ADMIN,
          };
        });
        if (keys.length > 0) {
          await knex('security_api_keys').insert(keys);
        }
        await knex('security_service_accounts')
          .where({ id })
          .update({ status, newest_key_id: keys.at(-1)?.id ?? null });
      }
    }
  }
  await knex.transaction(trx => refreshKeyFacets(trx, ids, TEST_UNUSED_AFTER));
  await knex('security_keyring').insert(
    ['first', 'second', 'gone'].map(id => ({
      id,
      check_value: id,
      created_at: NOW,
    })),
  );
}

describe.each(databases.eachSupportedId())(
  'DatabaseServiceAccountStore (%s)',
  databaseId => {
    const setUp = () => openStore(databaseId);

    describe('insert', () => {
      it('keeps what it is given', async () => {
        const { store } = await setUp();
        freezeTime(NOW);
        const account = {
          name: 'nightly-build',
          title: 'Nightly build',
          description: 'Builds\nat night',
          ownerRef: 'group:default/team-a',
          principal: 'service' as const,
          plugins: ['catalog'],
          restrictions: [
            { plugin: 'catalog', permissions: ['catalog.entity.read'] },
          ],
          createdBy: ADMIN,
        };
        const beforeCommit = jest.fn();

        const inserted = await store.insert(account, beforeCommit);

        expect(inserted).toEqual({
          ...account,
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          status: 'active',
          version: 1,
          createdAt: NOW,
          updatedAt: NOW,
          updatedBy: ADMIN,
        });
        expect(beforeCommit).toHaveBeenCalledWith(inserted);
        expect(await store.get('nightly-build')).toEqual({
          account: inserted,
          apiKeys: [],
        });
      });

      it('refuses a name that is taken', async () => {
        const { store, create } = await setUp();
        const account = await create();
        const beforeCommit = jest.fn();

        await expect(
          store.insert({ ...account, ownerRef: 'user:x/y' }, beforeCommit),
        ).rejects.toThrow(
          new ConflictError(
            'name: there is a service account with this name already',
          ),
        );

        expect(beforeCommit).not.toHaveBeenCalled();
        expect(await store.getMany(['nightly-build'])).toEqual([account]);
      });

      it('lets one of many replicas take a name', async () => {
        const { knex, create } = await setUp();
        await withReplica(knex, async replica => {
          const other = (await openTestStores(replica)).serviceAccounts;

          const results = await Promise.allSettled(
            Array.from({ length: 10 }, (_, i) =>
              i % 2 ? create() : createTestAccount(other),
            ),
          );

          expect(
            results.filter(({ status }) => status === 'fulfilled'),
          ).toHaveLength(1);
          expect(
            results
              .filter(result => result.status === 'rejected')
              .map(({ reason }) => reason.name),
          ).toEqual(Array(9).fill('ConflictError'));
        });
      });

      it('makes nothing when the last step rejects', async () => {
        const { store, create } = await setUp();
        const account = await create({ name: 'other' });

        await expect(
          store.insert({ ...account, name: 'nightly-build' }, async () => {
            throw new NotAllowedError('no');
          }),
        ).rejects.toThrow(new NotAllowedError('no'));

        expect(await store.get('nightly-build')).toBeUndefined();
      });

      it.each([
        `Robert'); drop table security_service_accounts;--`,
        `"double" 'single' \`back\` \\ % _ ? ?? :name $1 {{x}} \${x}`,
        '<script>alert(1)</script><img src=x onerror=alert(1)>',
        '🤖 👩‍💻 Größe ΣΊΣΥΦΟΣ שלום 日本語',
        '{"__proto__":{"admin":true}}',
      ])('keeps %s as it is', async text => {
        const { store, create, list } = await setUp();
        const account = await create({ title: text, description: text });

        const found = await list({ search: text });

        expect(found).toEqual([
          expect.objectContaining({ account, apiKeys: [] }),
        ]);
        expect(found[0].account).toMatchObject({
          title: text,
          description: text,
        });
        expect(await store.getMany(['nightly-build'])).toEqual([account]);
      });
    });

    describe('countServices', () => {
      it('counts the accounts that act as a service', async () => {
        const { store, create } = await setUp();
        await create({ name: 'user' });
        expect(await store.countServices()).toBe(0);
        await create({ name: 'service', principal: 'service' });
        expect(await store.countServices()).toBe(1);
      });
    });

    describe('get', () => {
      it('finds the account with its newest key', async () => {
        const { store, create, giveKey, revokeKey } = await setUp();
        const account = await create();
        await giveKey(account);
        await revokeKey(account);
        const newest = await giveKey(account);
        await giveKey(await create({ name: 'other' }));

        expect(await store.get('nightly-build')).toEqual({
          account,
          apiKeys: [newest],
        });
      });

      it('finds exact names only', async () => {
        const { store, create } = await setUp();
        await create();
        for (const name of ['', 'nightly', 'Nightly-Build', 'nightly_build']) {
          expect(await store.get(name)).toBeUndefined();
        }
      });
    });

    describe('getMany', () => {
      it('finds those that exist', async () => {
        const { store, create } = await setUp();
        await create({ name: 'one' });
        await create({ name: 'two' });
        await create({ name: 'three' });

        const found = await store.getMany(['one', 'three', 'four']);

        expect(found.map(({ name }) => name).sort()).toEqual(['one', 'three']);
        expect(await store.getMany([])).toEqual([]);
      });
    });

    describe('update', () => {
      const noStep = async () => {};

      it('changes what it is told to, and the version', async () => {
        const { store, create } = await setUp();
        freezeTime(NOW);
        const account = await create({ title: 'Old', description: 'Old' });
        const later = new Date(NOW.getTime() + 1234);
        jest.setSystemTime(later);

        const updated = await store.update({
          id: account.id,
          version: 1,
          changes: { title: 'New', description: undefined },
          updatedBy: ALICE,
          beforeCommit: noStep,
        });

        expect(updated!.account).toEqual({
          ...account,
          title: 'New',
          description: undefined,
          version: 2,
          updatedAt: later,
          updatedBy: ALICE,
        });
        expect(await store.getMany(['nightly-build'])).toEqual([
          updated!.account,
        ]);
      });

      it.each(['disabled', 'active'] as const)(
        'ends keys in their grace period for good when it becomes %s, and no other',
        async status => {
          const { knex, store, create, giveKey, retireKey } = await setUp();
          const account = await create();
          const replaced = await giveKey(account);
          await retireKey(account, replaced);
          const newest = await giveKey(account);
          const before = status === 'active' ? 'disabled' : 'active';
          await knex('security_service_accounts').update({ status: before });
          const beforeCommit = jest.fn();

          const updated = await store.update({
            id: account.id,
            version: 1,
            changes: { status },
            updatedBy: ALICE,
            beforeCommit,
          });

          expect(beforeCommit).toHaveBeenCalledWith([replaced.id]);
          expect(updated!.apiKeys).toEqual([newest]);
          expect(await storedKeys(knex)).toMatchObject([
            { id: replaced.id, status: 'revoked', revoked_by: ALICE },
            { id: newest.id, status: 'active' },
          ]);
        },
      );

      it('leaves keys in their grace period when the status stays', async () => {
        const { store, create, giveKey, retireKey } = await setUp();
        const account = await create();
        await retireKey(account, await giveKey(account));
        const beforeCommit = jest.fn();

        const updated = await store.update({
          id: account.id,
          version: 1,
          changes: { title: 'New', status: 'active' },
          updatedBy: ALICE,
          beforeCommit,
        });

        expect(beforeCommit).toHaveBeenCalledWith([]);
        expect(updated!.apiKeys).toMatchObject([{ status: 'retiring' }]);
      });

      it('is found by its new title and owner alone', async () => {
        const { store, create, namesIn } = await setUp();
        const account = await create({ title: 'Old title' });

        await store.update({
          id: account.id,
          version: 1,
          changes: { title: 'Changed', ownerRef: 'group:default/team-b' },
          updatedBy: ALICE,
          beforeCommit: noStep,
        });

        expect(await namesIn({ search: 'changed' })).toHaveLength(1);
        expect(await namesIn({ search: 'team-b' })).toHaveLength(1);
        expect(await namesIn({ search: 'old title' })).toEqual([]);
        expect(await namesIn({ search: 'team-a' })).toEqual([]);
      });

      it.each([
        ['another version', { version: 2 }],
        ['another id', { id: randomUUID() }],
      ])('does nothing for %s', async (_, difference) => {
        const { store, create } = await setUp();
        const account = await create();
        const beforeCommit = jest.fn();

        expect(
          await store.update({
            id: account.id,
            version: 1,
            changes: { title: 'New' },
            updatedBy: ALICE,
            beforeCommit,
            ...difference,
          }),
        ).toBeUndefined();

        expect(beforeCommit).not.toHaveBeenCalled();
        expect(await store.getMany(['nightly-build'])).toEqual([account]);
      });

      it('lets one of many who saw the same version win', async () => {
        const { knex, store, create } = await setUp();
        const account = await create();
        await withReplica(knex, async replica => {
          const other = (await openTestStores(replica)).serviceAccounts;

          const results = await Promise.all(
            Array.from({ length: 10 }, (_, i) =>
              (i % 2 ? store : other).update({
                id: account.id,
                version: 1,
                changes: { title: `Number ${i}` },
                updatedBy: ALICE,
                beforeCommit: noStep,
              }),
            ),
          );

          const won = results.filter(result => result !== undefined);
          expect(won).toHaveLength(1);
          expect(await store.getMany(['nightly-build'])).toEqual(
            won.map(({ account: winner }) => winner),
          );
        });
      });

      it('changes nothing when the last step rejects', async () => {
        const { store, create } = await setUp();
        const account = await create();

        await expect(
          store.update({
            id: account.id,
            version: 1,
            changes: { title: 'New', status: 'disabled' },
            updatedBy: ALICE,
            beforeCommit: async () => {
              throw new NotAllowedError('no');
            },
          }),
        ).rejects.toThrow(NotAllowedError);

        expect(await store.getMany(['nightly-build'])).toEqual([account]);
      });
    });

    describe('delete', () => {
      it('takes the keys of the account along, and no others', async () => {
        const { knex, store, create, giveKey, revokeKey } = await setUp();
        const account = await create();
        await giveKey(account);
        await revokeKey(account);
        await giveKey(account);
        const other = await create({ name: 'other' });
        const kept = await giveKey(other);

        expect(
          await store.delete({
            id: account.id,
            version: 1,
            beforeCommit: async () => {},
          }),
        ).toBe(true);

        expect(await store.get('nightly-build')).toBeUndefined();
        expect(await storedKeys(knex)).toMatchObject([{ id: kept.id }]);
      });

      it.each([
        ['another version', { version: 2 }],
        ['another id', { id: randomUUID() }],
      ])('does nothing for %s', async (_, difference) => {
        const { store, create } = await setUp();
        const account = await create();
        const beforeCommit = jest.fn();

        expect(
          await store.delete({
            id: account.id,
            version: 1,
            beforeCommit,
            ...difference,
          }),
        ).toBe(false);

        expect(beforeCommit).not.toHaveBeenCalled();
        expect(await store.getMany(['nightly-build'])).toEqual([account]);
      });

      it('deletes nothing when the last step rejects', async () => {
        const { knex, store, create, giveKey } = await setUp();
        const account = await create();
        await giveKey(account);

        await expect(
          store.delete({
            id: account.id,
            version: 1,
            beforeCommit: async () => {
              throw new NotAllowedError('no');
            },
          }),
        ).rejects.toThrow(NotAllowedError);

        expect(await store.getMany(['nightly-build'])).toEqual([account]);
        expect(await storedKeys(knex)).toHaveLength(1);
      });

      it('leaves the name for a new account with another id', async () => {
        const { store, create, giveKey } = await setUp();
        const account = await create();
        await giveKey(account);
        await store.delete({
          id: account.id,
          version: 1,
          beforeCommit: async () => {},
        });

        const anew = await create();

        expect(anew.id).not.toBe(account.id);
        expect(await store.get('nightly-build')).toEqual({
          account: anew,
          apiKeys: [],
        });
      });
    });

    describe('list', () => {
      it('sends few statements, however many accounts there are', async () => {
        const { knex, create, giveKey, list } = await setUp();
        for (let i = 0; i < 5; i++) {
          await giveKey(await create({ name: `account-${i}` }));
        }

        const owner = 'group:default/team-a';
        for (const [request, count] of [
          [{}, 2],
          [{ search: 'account', owner }, 2],
          [{ keyStatus: 'active', owner }, 3],
          [{ search: 'account', keyStatus: 'active', owner }, 5],
        ] as const) {
          const statements = await statementsOf(knex, async () => {
            expect(
              await list({
                ...request,
                orderBy: 'createdAt',
                after: { value: 0, name: '' },
              }),
            ).toHaveLength(5);
          });
          expect(statements).toHaveLength(count);
        }
      });

      it('brings the newest key of each account, and all that were not revoked', async () => {
        const { create, giveKey, revokeKey, retireKey, list } = await setUp();
        const one = await create({ name: 'one' });
        const two = await create({ name: 'two' });
        const three = await create({ name: 'three' });
        await giveKey(one);
        await revokeKey(one);
        const replaced = await retireKey(one, await giveKey(one));
        const newest = await giveKey(one);
        await giveKey(two);
        await revokeKey(two);
        const revoked = await giveKey(two);
        await revokeKey(two);

        expect(
          (await list()).map(({ account, apiKeys }) => ({ account, apiKeys })),
        ).toEqual([
          { account: one, apiKeys: [newest, replaced] },
          { account: three, apiKeys: [] },
          {
            account: two,
            apiKeys: [
              expect.objectContaining({ id: revoked.id, status: 'revoked' }),
            ],
          },
        ]);
      });

      describe('order', () => {
        // By name: a-b, a1, aa, ab, b. Two of them are made at the same time,
        // and two have the same owner.
        const ACCOUNTS = [
          { name: 'ab', ownerRef: 'group:default/x', at: 3, ends: 9 },
          { name: 'a-b', ownerRef: 'group:default/z', at: 1, ends: 8, used: 6 },
          {
            name: 'b',
            ownerRef: 'group:default-b/x',
            at: 2,
            ends: 8,
            used: 21,
          },
          { name: 'aa', ownerRef: 'user:default/x', at: 2 },
          // Used in the same five minutes as `a-b`.
          { name: 'a1', ownerRef: 'group:default/x', at: 4, ends: 7, used: 7 },
        ];
        const EXPECTED: Record<AccountOrderField, string[]> = {
          name: ['a-b', 'a1', 'aa', 'ab', 'b'],
          owner: ['b', 'a1', 'ab', 'a-b', 'aa'],
          expiresAt: ['a1', 'a-b', 'b', 'ab', 'aa'],
          lastUsedAt: ['aa', 'ab', 'a-b', 'a1', 'b'],
          createdAt: ['a-b', 'aa', 'b', 'ab', 'a1'],
        };

        async function setUpAccounts() {
          const opened = await setUp();
          freezeTime(NOW);
          const minutes = (after: number) =>
            new Date(NOW.getTime() + after * 60_000);
          for (const { at, ends, used, ...account } of ACCOUNTS) {
            jest.setSystemTime(NOW.getTime() + at);
            const created = await opened.create(account);
            if (ends) {
              const expiresAt = minutes(ends * 100);
              const { id } = await opened.giveKey(created, { expiresAt });
              if (used) {
                await noteTestUse(opened.uses, id, minutes(used));
              }
            }
          }
          return opened;
        }

        it.each(accountOrderFieldSchema.options)(
          'is by %s, and then by name',
          async orderBy => {
            const { namesIn } = await setUpAccounts();
            const expected = EXPECTED[orderBy];

            expect(await namesIn({ orderBy, order: 'asc' })).toEqual(expected);
            expect(await namesIn({ orderBy, order: 'desc' })).toEqual(
              [...expected].reverse(),
            );
          },
        );

        it.each(
          accountOrderFieldSchema.options.flatMap(orderBy =>
            (['asc', 'desc'] as const).flatMap(order =>
              [1, 2, 3].map(limit => ({ orderBy, order, limit })),
            ),
          ),
        )(
          'is kept over pages by $orderBy $order of $limit',
          async ({ orderBy, order, limit }) => {
            const { page } = await setUpAccounts();
            const walked: string[] = [];
            let after: ServiceAccountPosition | undefined;
            do {
              const found = await page({ orderBy, order, limit, after });
              walked.push(...found.accounts.map(({ account }) => account.name));
              after = found.next;
            } while (after && walked.length < 100);

            const expected = EXPECTED[orderBy];
            expect(walked).toEqual(
              order === 'asc' ? expected : [...expected].reverse(),
            );
          },
        );
      });

      it.each(accountOrderFieldSchema.options)(
        'by %s shows every account once while others come and go',
        async orderBy => {
          const { store, create, page } = await setUp();
          const stay: string[] = [];
          const leave: ServiceAccountRecord[] = [];
          for (let i = 10; i < 40; i++) {
            const account = await create({
              name: `account-${i}`,
              ownerRef: `group:default/team-${i % 4}`,
            });
            if (i % 3 === 0) {
              leave.push(account);
            } else {
              stay.push(account.name);
            }
          }

          const walked: string[] = [];
          let after: ServiceAccountPosition | undefined;
          do {
            const found = await page({ orderBy, limit: 4, after });
            walked.push(...found.accounts.map(({ account }) => account.name));
            after = found.next;
            const left = leave.pop();
            if (left) {
              await store.delete({ ...left, beforeCommit: async () => {} });
            }
            await create({
              name: `account-0${walked.length}`,
              ownerRef: 'group:default/team-0',
            });
            if (walked.length < 16) {
              await create({
                name: `zz-${walked.length}`,
                ownerRef: 'group:default/team-9',
              });
            }
          } while (after && walked.length < 100);

          expect(new Set(walked).size).toBe(walked.length);
          expect(walked).toEqual(expect.arrayContaining(stay));
        },
      );

      describe('search', () => {
        it('finds beginnings of words of name, title and owner, not of descriptions', async () => {
          const { create, namesIn } = await setUp();
          await create({ name: 'nightly', ownerRef: 'group:default/blue' });
          await create({ name: 'backup', title: 'Every night' });
          await create({ name: 'other', description: 'night' });

          expect(await namesIn({ search: 'night' })).toEqual([
            'backup',
            'nightly',
          ]);
          expect(await namesIn({ search: 'default/bl' })).toEqual(['nightly']);
          expect(await namesIn({ search: 'every nig' })).toEqual(['backup']);
          expect(await namesIn({ search: 'ight' })).toEqual([]);
          expect(await namesIn({ search: 'nobody' })).toEqual([]);
        });

        it('finds all words, wherever each of them is', async () => {
          const { create, namesIn } = await setUp();
          await create({
            name: 'one',
            title: 'Two',
            ownerRef: 'group:default/three',
            ownerTitle: 'Fünf & Söhne',
          });
          for (const search of ['two one', 'söhne three FÜN', '  one   two ']) {
            expect(await namesIn({ search })).toEqual(['one']);
          }
          for (const search of ['onetwo', 'one four', 'one-two']) {
            expect(await namesIn({ search })).toEqual([]);
          }
        });

        it.each([
          ['NIGHT', 'Every Night'],
          ['größe', 'GRÖSSE GRÖẞE'],
          ['ÉCOLE', 'école'],
          ['ПРИВЕТ', 'привет'],
          ['日本', '日本語'],
        ])('for %s finds %s', async (search, title) => {
          const { create, namesIn } = await setUp();
          await create({ title });
          expect(await namesIn({ search })).toEqual(['nightly-build']);
        });

        it.each([
          ['100%', '100% sure'],
          ['snake_case_of_s', 'snake_case_of_some'],
          ['back\\slash', 'back\\slash'],
          ['\\% of', 'both \\% of them'],
          [`it's`, `it's`],
          ['🤖', 'Made by 🤖'],
        ])('takes %s literally', async (search, title) => {
          const { create, namesIn } = await setUp();
          await create({ name: 'plain', title: 'snakeXcaseXofXsome' });
          await create({ name: 'special', title });
          expect(await namesIn({ search })).toEqual(['special']);
        });

        it.each(['%', '_', '\\', '-', ' '])(
          'finds nothing by %s',
          async search => {
            const { create, namesIn } = await setUp();
            await create({ title: 'With % and _ and \\ and -' });
            expect(await namesIn({ search })).toEqual([]);
          },
        );

        it('finds the hint of every key, as it is written', async () => {
          const { create, giveKey, revokeKey, retireKey, namesIn } =
            await setUp();
          const one = await create({ name: 'one' });
          await giveKey(one, { hint: 'aBc1' });
          await revokeKey(one);
          await retireKey(one, await giveKey(one, { hint: 'dEf2' }));
          await giveKey(one, { hint: 'gHi3' });
          await giveKey(await create({ name: 'two' }), { hint: 'DEF2' });

          for (const hint of ['aBc1', 'dEf2', 'gHi3']) {
            expect(await namesIn({ search: hint })).toEqual(['one']);
          }
          expect(await namesIn({ search: 'Ef2' })).toEqual([]);
        });

        it('goes together with the other filters', async () => {
          const { create, giveKey, namesIn } = await setUp();
          const ownerRef = 'group:default/team-b';
          await create({ name: 'night-1' });
          await giveKey(await create({ name: 'night-2', ownerRef }));
          await create({ name: 'night-3', ownerRef });
          await giveKey(await create({ name: 'day', ownerRef }));

          expect(
            await namesIn({
              search: 'night',
              owners: [ownerRef],
              keyStatus: 'active',
            }),
          ).toEqual(['night-2']);
        });
      });

      it('filters by the whole owner', async () => {
        const { create, namesIn } = await setUp();
        await create({ name: 'one', ownerRef: 'group:default/team-a' });
        await create({ name: 'two', ownerRef: 'group:default/team-a2' });
        await create({ name: 'three', ownerRef: 'user:default/team-a' });

        expect(await namesIn({ owners: ['group:default/team-a'] })).toEqual([
          'one',
        ]);
        expect(await namesIn({ owners: ['group:default/team'] })).toEqual([]);
      });

      describe.each([true, false])(
        'by the state of the keys, when the secret of some is lost: %s',
        isLost => {
          it('finds what the API tells, in every state, as time goes by', async () => {
            const { knex, store, namesIn, list } = await setUp();
            freezeTime(NOW);
            await createEveryState(knex, store, isLost);

            const days = [0, 0.999, 1, 1.5, 6, 14, 15, 15.1, 20, 80, 400];
            const ever = new Set<string>();
            for (const day of days) {
              const now = NOW.getTime() + day * DAY;
              jest.setSystemTime(now);
              const accounts = await list({ limit: 1000 });
              const found: Record<string, string[]> = {};
              for (const filter of keyStatusFilterSchema.options) {
                found[filter] = await namesIn({
                  keyStatus: filter,
                  limit: 1000,
                });
                expect([day, filter, found[filter]]).toEqual([
                  day,
                  filter,
                  accounts
                    .filter(each =>
                      matchesKeyStatus(presentKeyState(each), filter, {
                        now,
                        unusedAfter: TEST_UNUSED_AFTER,
                      }),
                    )
                    .map(({ account }) => account.name),
                ]);
                if (found[filter].length > 0) {
                  ever.add(filter);
                }
              }
              // Every account has one word for it.
              const {
                expiring,
                retiring,
                unused,
                'not-working': notWorking,
                ...apart
              } = found;
              expect(Object.values(apart).flat().sort()).toEqual(
                accounts.map(({ account }) => account.name),
              );
              expect(found.active).toEqual(expect.arrayContaining(expiring));
              expect(found.active).toEqual(expect.arrayContaining(retiring));
              expect(found.active).toEqual(expect.arrayContaining(unused));
              expect([...found.active, ...notWorking].sort()).toEqual(
                accounts.map(({ account }) => account.name),
              );
              expect(await store.count(undefined)).toEqual({
                active: found.active.length,
                expiring: expiring.length,
                unused: unused.length,
                'not-working': notWorking.length,
                ownerMissing: 0,
              });
            }
            expect(ever.size).toBe(
              keyStatusFilterSchema.options.length - (isLost ? 0 : 1),
            );
          });
        },
      );

      it('lets in exactly the keys that it says work, in every state', async () => {
        const { knex, store, apiKeys, list } = await setUp();
        freezeTime(NOW);
        await createEveryState(knex, store, true);
        const keyring = {
          lookupHashes: (text: string) => [`first ${text}`],
        } as unknown as Keyring;
        for (const { account, apiKeys: keys } of await list({ limit: 1000 })) {
          for (const key of keys) {
            const found = await apiKeys.findByLookupHash(
              keyring.lookupHashes(key.id),
            );
            const isLetIn =
              found !== undefined &&
              isWorking(
                apiKeyStatusAt(found, NOW.getTime(), {
                  accountStatus: found.account.status,
                }),
              );
            expect([account.name, key.id, isLetIn]).toEqual([
              account.name,
              key.id,
              isWorking(presentApiKey(key, account).status),
            ]);
          }
        }
      });
    });

    describe('when the database fails', () => {
      it('says so without SQL and values, in answer and log', async () => {
        const { knex, logger, store, create, list } = await setUp();
        const account = await create();
        await knex.schema.renameTable('security_service_accounts', 'elsewhere');
        const beforeCommit = async () => {};
        const operations = [
          () => list({ search: 'CANARY' }),
          () => store.get('CANARY'),
          () => store.getMany(['CANARY']),
          () => store.insert({ ...account, name: 'CANARY' }, beforeCommit),
          () =>
            store.update({
              ...account,
              changes: { title: 'CANARY' },
              beforeCommit,
            }),
          () => store.delete({ ...account, beforeCommit }),
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
          /CANARY|select|insert|update|security_service/i,
        );

        await knex.schema.renameTable('elsewhere', 'security_service_accounts');
        expect(await store.getMany(['nightly-build'])).toEqual([account]);
      });
    });
  },
);
