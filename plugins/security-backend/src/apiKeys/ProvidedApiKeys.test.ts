import { TestDatabases } from '@backstage/backend-test-utils';
import { generateApiKey } from 'backstage-plugin-security-node';
import {
  createTestAccount,
  DATABASE_IDS,
  FakeAuditTrail,
  freezeTime,
  openTestStores,
  storedKeys,
  TEST_API_KEY_CONFIG,
  testSecret,
  withReplica,
} from '../__testUtils__/testStores';
import { Keyring } from '../keyring/keyring';
import { ProvidedApiKeys } from './ProvidedApiKeys';

jest.setTimeout(60_000);

const DAY = 24 * 60 * 60 * 1000;
const BY = 'plugin:security';

const databases = TestDatabases.create({ ids: DATABASE_IDS });

afterEach(() => {
  jest.useRealTimers();
});

describe.each(databases.eachSupportedId())(
  'ProvidedApiKeys (%s)',
  databaseId => {
    async function setUp() {
      const knex = await databases.init(databaseId);
      const { serviceAccounts, apiKeys: store } = await openTestStores(knex);
      const account = await createTestAccount(serviceAccounts);
      const trail = new FakeAuditTrail();
      const onDone = jest.fn();
      const open = (...ids: string[]) => {
        const keys = new ProvidedApiKeys({
          store,
          keyring: Keyring.create(ids.map(testSecret)),
          config: TEST_API_KEY_CONFIG,
          onDone,
        });
        return {
          accountOf: (value: string) => keys.accountOf(value),
          provide: (value: string) =>
            keys.provide({ accountId: account.id, value, by: BY, trail }),
        };
      };
      const revoke = () =>
        store.withLockedAccount(account.id, async keys => {
          for (const key of await keys.unrevoked()) {
            await keys.revoke(key, BY);
          }
        });
      const statuses = async () =>
        (await storedKeys(knex)).map(({ status }) => status);
      return { knex, store, account, trail, onDone, open, revoke, statuses };
    }

    it('stores a key once, as every other', async () => {
      const { knex, trail, open, account } = await setUp();
      const { provide, accountOf } = open('first');
      const value = generateApiKey();
      expect(await accountOf(value)).toBeUndefined();

      expect(await provide(value)).toBe('stored');
      expect(await provide(value)).toBe('kept');

      const [key, ...others] = await storedKeys(knex);
      expect(others).toEqual([]);
      expect(key).toMatchObject({
        status: 'active',
        hint: value.slice(-4),
        created_by: BY,
        times_shown: 0,
      });
      expect(
        Number(new Date(key.expires_at!)) - Number(new Date(key.created_at)),
      ).toBe(TEST_API_KEY_CONFIG.defaultLifetime);
      expect(JSON.stringify(key)).not.toContain(value);
      expect(await accountOf(value)).toBe(account.name);
      expect(trail.entries).toEqual([
        {
          event: 'api-key-generate',
          meta: { accountId: account.id, keyId: key.id, hint: key.hint },
        },
      ]);
    });

    it('ends the key before, and does not bring it back', async () => {
      const { open, statuses, trail, onDone } = await setUp();
      const { provide } = open('first');
      const [before, after] = [generateApiKey(), generateApiKey()];
      await provide(before);

      expect(await provide(after)).toBe('stored');
      expect(await statuses()).toEqual(['revoked', 'active']);
      expect(trail.entries.map(({ event }) => event)).toEqual([
        'api-key-generate',
        'api-key-rotate',
      ]);
      expect(await provide(before)).toBe('ended');
      expect(await statuses()).toEqual(['revoked', 'active']);
      expect(onDone.mock.calls).toEqual([
        ['generate', 1],
        ['rotate', 1],
      ]);
    });

    it('does not bring back a key that was revoked, or has expired', async () => {
      const { open, revoke, statuses } = await setUp();
      const { provide } = open('first');
      const value = generateApiKey();
      await provide(value);
      await revoke();
      expect(await provide(value)).toBe('ended');
      expect(await statuses()).toEqual(['revoked']);

      const other = generateApiKey();
      await provide(other);
      freezeTime(new Date(Date.now() + 91 * DAY));
      expect(await provide(other)).toBe('ended');
    });

    it('knows a key that has ended after its secret has left the keyring', async () => {
      const { open, revoke, statuses } = await setUp();
      const value = generateApiKey();
      await open('another').provide(value);
      await revoke();
      expect(await open('first').provide(value)).toBe('ended');
      expect(await statuses()).toEqual(['revoked']);
    });

    it('stores a key anew whose secret is lost, and knows it after that', async () => {
      const { open, statuses } = await setUp();
      const value = generateApiKey();
      await open('another').provide(value);
      expect(await open('first').provide(value)).toBe('stored');
      expect(await statuses()).toEqual(['revoked', 'active']);
      expect(await open('first').provide(value)).toBe('kept');
    });

    it('stores nothing when the audit log fails', async () => {
      const { account, store, statuses } = await setUp();
      const keys = new ProvidedApiKeys({
        store,
        keyring: Keyring.create([testSecret('first')]),
        config: TEST_API_KEY_CONFIG,
      });
      const trail = new FakeAuditTrail(() => {
        throw new Error('no audit');
      });
      await expect(
        keys.provide({
          accountId: account.id,
          value: generateApiKey(),
          by: BY,
          trail,
        }),
      ).rejects.toThrow();
      expect(await statuses()).toEqual([]);
    });

    it('is stored once by replicas at once', async () => {
      const { knex, account, trail, open, statuses } = await setUp();
      const value = generateApiKey();
      await withReplica(knex, async replica => {
        const { apiKeys } = await openTestStores(replica);
        const elsewhere = new ProvidedApiKeys({
          store: apiKeys,
          keyring: Keyring.create([testSecret('first')]),
          config: TEST_API_KEY_CONFIG,
        });
        const outcomes = await Promise.all([
          open('first').provide(value),
          elsewhere.provide({ accountId: account.id, value, by: BY, trail }),
        ]);
        expect(outcomes.sort()).toEqual(['kept', 'stored']);
      });
      expect(await statuses()).toEqual(['active']);
      expect(trail.entries).toHaveLength(1);
    });
  },
);
