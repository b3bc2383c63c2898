import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { generateApiKey } from 'backstage-plugin-security-node';
import {
  createTestAccount,
  newTestKey,
  noteTestUse,
  openTestStores,
  TEST_UNUSED_AFTER,
  testSecret,
} from '../__testUtils__/testStores';
import { KeyMaintenance } from '../apiKeys/KeyMaintenance';
import { Keyring } from '../keyring/keyring';

jest.setTimeout(60_000);

const KEYS = 250;

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** Accounts with a key that another secret than the active one protects. */
async function setUp() {
  const knex = await databases.init('SQLITE_3');
  const stores = await openTestStores(knex);
  const former = Keyring.create([testSecret('first')]);
  const keyIds: string[] = [];
  for (let i = 0; i < KEYS; i++) {
    const { id: accountId } = await createTestAccount(stores.serviceAccounts, {
      name: `robot-${i}`,
    });
    const value = generateApiKey();
    const key = newTestKey({ lookupHash: former.lookupHash(value) });
    key.ciphertext = former.encrypt(value, { accountId, keyId: key.id });
    await stores.apiKeys.withLockedAccount(accountId, keys => keys.insert(key));
    keyIds.push(key.id);
  }
  return { knex, keyIds, ...stores };
}

/** How often something else could have run meanwhile. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const turn = () => {
    turns += 1;
    if (!isOver) {
      setImmediate(turn);
    }
  };
  setImmediate(turn);
  await work();
  isOver = true;
  return turns;
}

describe('in SQLite, others run while', () => {
  it('the uses of many keys are written', async () => {
    const { keyIds, uses } = await setUp();
    const at = new Date();
    const batch = keyIds.map(keyId => ({
      keyId,
      pluginId: 'catalog',
      firstAt: at,
      lastAt: at,
      calls: 1,
    }));
    const turns = await turnsDuring(() => uses.add(batch, async () => {}));
    expect(turns).toBeGreaterThanOrEqual(4 * (KEYS / 50));
  });

  it('the states of many accounts are brought up to date', async () => {
    const { knex, keyIds, uses, serviceAccounts } = await setUp();
    for (const keyId of keyIds) {
      await noteTestUse(uses, keyId, new Date());
    }
    await knex('security_service_accounts').update({
      next_change_at: new Date(Date.now() - TEST_UNUSED_AFTER),
    });
    const turns = await turnsDuring(() => serviceAccounts.refreshDue());
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  it('many keys are encrypted with another secret', async () => {
    const { apiKeys, knex } = await setUp();
    const maintenance = new KeyMaintenance({
      store: apiKeys,
      keyring: Keyring.create([testSecret('second'), testSecret('first')]),
      logger: mockServices.logger.mock(),
    });
    const turns = await turnsDuring(() => maintenance.run());
    expect(turns).toBeGreaterThanOrEqual(KEYS);
    const moved = knex('security_api_keys').where({ keyring_id: 'second' });
    expect(await moved).toHaveLength(KEYS);
  });
});
