import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import {
  createTestAccount,
  DATABASE_IDS,
  newTestKey,
  openTestStores,
  storedKeys,
  testSecret,
} from '../__testUtils__/testStores';
import { generateApiKey } from 'backstage-plugin-security-node';
import { ApiKeyRow } from '../records/apiKeyRow';
import { ApiKeyStore, NewApiKey } from '../apiKeys/ApiKeyStore';
import { Keyring } from '../keyring/keyring';
import { KeyMaintenance } from './KeyMaintenance';

jest.setTimeout(60_000);

const ADMIN = 'user:default/admin';
const first = Keyring.create([testSecret('first')]);
const renewed = Keyring.create([testSecret('second'), testSecret('first')]);
const secondOnly = Keyring.create([testSecret('second')]);

const databases = TestDatabases.create({ ids: DATABASE_IDS });

describe.each(databases.eachSupportedId())(
  'KeyMaintenance (%s)',
  databaseId => {
    async function setUp() {
      const knex = await databases.init(databaseId);
      const logger = mockServices.logger.mock();
      const { serviceAccounts, apiKeys } = await openTestStores(knex);
      let count = 0;

      /** Stores a key for a new account; returns its value and id. */
      const storeKey = async (
        keyring: Keyring,
        key: Partial<NewApiKey> = {},
      ): Promise<{ id: string; value: string; accountId: string }> => {
        const { id: accountId } = await createTestAccount(serviceAccounts, {
          name: `account-${count++}`,
        });
        const value = generateApiKey();
        const { id } = await apiKeys.withLockedAccount(accountId, keys =>
          keys.insert(newKey(keyring, { accountId, value, ...key })),
        );
        return { id, value, accountId };
      };

      const create = (store: ApiKeyStore, keyring: Keyring) =>
        new KeyMaintenance({ store, keyring, logger });
      const usual = create(apiKeys, renewed);
      const run = (
        options: {
          store?: ApiKeyStore;
          keyring?: Keyring;
          signal?: AbortSignal;
        } = {},
      ) => {
        const { store = apiKeys, keyring = renewed, signal } = options;
        const isUsual = store === apiKeys && keyring === renewed;
        return (isUsual ? usual : create(store, keyring)).run(signal);
      };

      return { knex, logger, apiKeys, storeKey, run };
    }

    it('encrypts keys again under a new first secret', async () => {
      const { knex, logger, storeKey, run } = await setUp();
      const old = [await storeKey(first), await storeKey(first)];
      const current = await storeKey(renewed);
      const before = await storedKeys(knex);

      await run();

      const after = await storedKeys(knex);
      for (const { id, value } of [...old, current]) {
        const row = after.find(each => each.id === id)!;
        expect(decryptWith(secondOnly, row)).toBe(value);
        expect(row.lookup_hash).toBe(secondOnly.lookupHash(value));
      }
      const unchanged = ({
        lookup_hash: _hash,
        ciphertext: _ciphertext,
        keyring_id: _id,
        ...rest
      }: ApiKeyRow) => rest;
      expect(after.map(unchanged)).toEqual(before.map(unchanged));
      const isCurrent = ({ id }: ApiKeyRow) => id === current.id;
      expect(after.find(isCurrent)).toEqual(before.find(isCurrent));
      expect(logger.info.mock.calls).toEqual([
        [expect.stringMatching(/^Encrypted 2 API keys again .*'second'/)],
      ]);
      expect(logger.error).not.toHaveBeenCalled();
    });

    it('does nothing the second time', async () => {
      const { knex, logger, storeKey, run } = await setUp();
      await storeKey(first);
      await run();
      const before = await storedKeys(knex);
      logger.info.mockClear();

      await run();

      expect(await storedKeys(knex)).toEqual(before);
      expect(logger.info).not.toHaveBeenCalled();
    });

    it('goes through more keys than it takes at once, unreadable ones among them', async () => {
      const { knex, logger, storeKey, run } = await setUp();
      for (let i = 0; i < 230; i++) {
        await storeKey(first);
      }
      const damaged = await damageEveryTenth(knex);

      await run();

      const rows = await storedKeys(knex);
      expect(rows.filter(row => row.keyring_id === 'second')).toHaveLength(
        230 - damaged.length,
      );
      expect(rows.filter(row => damaged.includes(row.id))).toHaveLength(
        rows.filter(row => row.keyring_id === 'first').length,
      );
      expect(logger.error.mock.calls).toEqual([
        [expect.stringMatching(`^${damaged.length} API keys cannot`)],
      ]);
    });

    it('stops when told to, and goes on the next time', async () => {
      const { knex, apiKeys, storeKey, run } = await setUp();
      for (let i = 0; i < 120; i++) {
        await storeKey(first);
      }
      const controller = new AbortController();
      const store = withOverride(apiKeys, {
        replaceEncryption: (key, next) => {
          controller.abort();
          return apiKeys.replaceEncryption(key, next);
        },
      });

      await run({ store, signal: controller.signal });

      const moved = async () =>
        (await storedKeys(knex)).filter(row => row.keyring_id === 'second')
          .length;
      expect(await moved()).toBeGreaterThan(0);
      expect(await moved()).toBeLessThan(120);

      await run();
      expect(await moved()).toBe(120);
    });

    it('goes on the next time when the database fails', async () => {
      const { knex, apiKeys, storeKey, run } = await setUp();
      const keys = [];
      for (let i = 0; i < 5; i++) {
        keys.push(await storeKey(first));
      }
      let count = 0;
      const store = withOverride(apiKeys, {
        replaceEncryption: async (key, next) => {
          if (++count === 3) {
            throw new Error('no connection');
          }
          return apiKeys.replaceEncryption(key, next);
        },
      });

      await expect(run({ store })).rejects.toThrow('no connection');
      const mixed = await storedKeys(knex);
      expect(mixed.map(row => row.keyring_id).sort()).toEqual([
        'first',
        'first',
        'first',
        'second',
        'second',
      ]);
      for (const { id, value } of keys) {
        const row = mixed.find(each => each.id === id)!;
        expect(decryptWith(renewed, row)).toBe(value);
      }

      await run();
      for (const { id, value } of keys) {
        const row = (await storedKeys(knex)).find(each => each.id === id)!;
        expect(decryptWith(secondOnly, row)).toBe(value);
      }
    });

    it.each([
      ['damaged', { ciphertext: 'v1.damaged' }],
      ['of a secret that is gone', { keyring_id: 'gone' }],
    ])('leaves a key that is %s as it is, and goes on', async (_, change) => {
      const { knex, logger, storeKey, run } = await setUp();
      const { id } = await storeKey(first);
      const others = [await storeKey(first), await storeKey(first)];
      await knex('security_api_keys').where({ id }).update(change);
      const rowOf = async (keyId: string) =>
        (await storedKeys(knex)).find(row => row.id === keyId)!;
      const before = await rowOf(id);

      await run();

      expect(await rowOf(id)).toEqual(before);
      for (const other of others) {
        expect(decryptWith(secondOnly, await rowOf(other.id))).toBe(
          other.value,
        );
      }
      // It runs again and again, and says so once.
      await run();
      expect(logger.error.mock.calls).toEqual([
        [expect.stringMatching(/^1 API keys cannot be decrypted/)],
      ]);
    });

    it('leaves a key alone that somebody ends meanwhile', async () => {
      const { knex, apiKeys, storeKey, run } = await setUp();
      const { accountId } = await storeKey(first);
      const store = withOverride(apiKeys, {
        replaceEncryption: async (key, next) => {
          await apiKeys.withLockedAccount(accountId, keys =>
            keys.revoke(key, ADMIN),
          );
          return apiKeys.replaceEncryption(key, next);
        },
      });

      await run({ store });

      expect(await storedKeys(knex)).toMatchObject([
        { status: 'revoked', ciphertext: null, keyring_id: 'first' },
      ]);
    });

    it('works when replicas do it at once', async () => {
      const { knex, storeKey, run } = await setUp();
      const keys = [];
      for (let i = 0; i < 20; i++) {
        keys.push(await storeKey(first));
      }

      await Promise.all([run(), run(), run()]);

      const rows = await storedKeys(knex);
      for (const { id, value } of keys) {
        const row = rows.find(each => each.id === id)!;
        expect(decryptWith(secondOnly, row)).toBe(value);
        expect(row.lookup_hash).toBe(secondOnly.lookupHash(value));
      }
    });

    it('leaves keys alone that are shown only once', async () => {
      const { knex, logger, storeKey, run } = await setUp();
      await storeKey(first, { ciphertext: undefined });
      const before = await storedKeys(knex);

      await run();

      expect(await storedKeys(knex)).toEqual(before);
      expect(logger.error).not.toHaveBeenCalled();
    });

    it('forgets the values of keys that have expired', async () => {
      const { knex, logger, storeKey, run } = await setUp();
      const expired = await storeKey(first, { expiresAt: new Date(0) });
      await storeKey(first, { expiresAt: new Date(Date.now() + 60_000) });

      await run({ keyring: first });

      const forgotten = (await storedKeys(knex)).filter(row => !row.ciphertext);
      expect(forgotten).toMatchObject([{ id: expired.id, status: 'active' }]);
      expect(logger.info.mock.calls).toEqual([
        [expect.stringMatching(/^Forgot the values of 1 expired/)],
      ]);
    });

    it('says nothing of keys and secrets in the log', async () => {
      const { knex, logger, storeKey, run } = await setUp();
      const { value } = await storeKey(first);
      await storeKey(first, { ciphertext: 'v1.damaged-ciphertext' });
      const [row] = await storedKeys(knex);

      await run();

      const logged = JSON.stringify([
        logger.info.mock.calls,
        logger.error.mock.calls,
      ]);
      for (const secret of [
        value,
        row.lookup_hash,
        'damaged-ciphertext',
        testSecret('first').secret,
        testSecret('second').secret,
      ]) {
        expect(logged).not.toContain(secret);
      }
    });
  },
);

function newKey(
  keyring: Keyring,
  key: Partial<NewApiKey> & { accountId: string; value: string },
): NewApiKey {
  const { accountId, value, ...changes } = key;
  const id = randomUUID();
  return newTestKey({
    id,
    lookupHash: keyring.lookupHash(value),
    ciphertext: keyring.encrypt(value, { accountId, keyId: id }),
    keyringId: keyring.activeId,
    ...changes,
  });
}

function decryptWith(keyring: Keyring, row: ApiKeyRow): string {
  return keyring.decrypt(row.ciphertext!, {
    keyringId: row.keyring_id,
    accountId: row.service_account_id,
    keyId: row.id,
  });
}

/** Damages stored keys; returns their ids. */
async function damageEveryTenth(knex: Knex): Promise<string[]> {
  const ids = (await storedKeys(knex))
    .map(({ id }) => id)
    .sort()
    .filter((_, i) => i % 10 === 0);
  await knex('security_api_keys')
    .whereIn('id', ids)
    .update({ ciphertext: 'v1.damaged' });
  return ids;
}

function withOverride(
  store: ApiKeyStore,
  override: Pick<ApiKeyStore, 'replaceEncryption'>,
): ApiKeyStore {
  return {
    withLockedAccount: store.withLockedAccount.bind(store),
    history: store.history.bind(store),
    listEncryptedWithOthers: store.listEncryptedWithOthers.bind(store),
    forgetExpired: store.forgetExpired.bind(store),
    findByLookupHash: store.findByLookupHash.bind(store),
    findByIds: store.findByIds.bind(store),
    ...override,
  };
}
