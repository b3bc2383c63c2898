import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import knexFactory, { Knex } from 'knex';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createTestAccount,
  DATABASE_IDS,
  newTestKey,
  openTestStores,
  testSecret,
  withReplica,
} from '../__testUtils__/testStores';
import { openDatabase } from '../database/openDatabase';
import { openKeyring, OpenKeyringOptions } from './openKeyring';

jest.setTimeout(60_000);

const MISSING =
  /^The setting security\.keyring is missing\. .*openssl rand -base64 32$/;

const databases = TestDatabases.create({ ids: DATABASE_IDS });

describe.each(databases.eachSupportedId())('openKeyring (%s)', databaseId => {
  const setUp = () => openEmptyDatabase(databaseId);

  describe('without security.keyring', () => {
    it('is refused in production', async () => {
      const { open } = await setUp();
      await expect(
        open({ secrets: undefined, production: true }),
      ).rejects.toThrow(MISSING);
    });

    it.each([true, false])(
      'is refused when it is empty (production: %s)',
      async production => {
        const { open } = await setUp();
        await expect(open({ secrets: [], production })).rejects.toThrow(
          /^The setting security\.keyring has no entry/,
        );
      },
    );
  });

  describe('with security.keyring', () => {
    it('opens a keyring and remembers how to recognise it', async () => {
      const { knex, logger, open } = await setUp();
      const secrets = [testSecret('second'), testSecret('first')];

      const keyring = await open({ secrets });

      expect(keyring.activeId).toBe('second');
      expect(keyring.ids).toEqual(['second', 'first']);
      const rows = await knex('security_keyring').select('id', 'check_value');
      expect(
        rows.map(row => ({ id: row.id, checkValue: row.check_value })),
      ).toEqual(expect.arrayContaining(keyring.checkValues));
      expect(rows).toHaveLength(2);
      expect(logger.warn).not.toHaveBeenCalled();
      expect(logger.error).not.toHaveBeenCalled();
    });

    it('opens it again, and in another order', async () => {
      const { knex, open } = await setUp();
      await open({ secrets: [testSecret('first')] });
      await open({ secrets: [testSecret('second'), testSecret('first')] });
      await open({ secrets: [testSecret('first'), testSecret('second')] });
      await open({ secrets: [testSecret('second')] });
      expect(await knex('security_keyring')).toHaveLength(2);
    });

    it.each([
      ['first', ['first']],
      ['second', ['first', 'second']],
    ])('refuses another secret for the id %s', async (changed, configured) => {
      const { knex, logger, open } = await setUp();
      await open({ secrets: configured.map(testSecret) });
      const before = await knex('security_keyring').orderBy('id');
      const wrong = { ...testSecret('another'), id: changed };
      const secrets = configured.map(id =>
        id === changed ? wrong : testSecret(id),
      );

      const error = await open({ secrets }).catch(e => e);

      expect(error.message).toMatch(/^The setting security\.keyring has/);
      expect(error.message).toContain(`'${changed}'`);
      const told = `${error.stack} ${JSON.stringify(logger.error.mock.calls)}`;
      for (const { secret } of [...secrets, testSecret(changed)]) {
        expect(told).not.toContain(secret);
      }
      for (const { check_value: checkValue } of before) {
        expect(told).not.toContain(checkValue);
      }
      expect(await knex('security_keyring').orderBy('id')).toEqual(before);
    });

    it('opens once the former secret is back', async () => {
      const { open } = await setUp();
      await open({ secrets: [testSecret('first')] });
      const wrong = { ...testSecret('another'), id: 'first' };
      await expect(open({ secrets: [wrong] })).rejects.toThrow();

      await expect(
        open({ secrets: [testSecret('first')] }),
      ).resolves.toBeDefined();
    });

    it('stores nothing of a secret', async () => {
      const { knex, open } = await setUp();
      const { id, secret } = testSecret('first');
      await open({ secrets: [{ id, secret }] });

      const [row] = await knex('security_keyring');

      expect(JSON.stringify(row)).not.toContain(secret);
      expect(Buffer.from(row.check_value, 'base64url')).not.toEqual(
        Buffer.from(secret, 'base64'),
      );
    });

    it('lets replicas that start at once open the same keyring', async () => {
      const { knex, open } = await setUp();
      const secrets = ['a', 'b', 'c'].map(testSecret);
      await withReplica(knex, async replica => {
        const opened = await Promise.all(
          Array.from({ length: 6 }, (_, i) =>
            open({ knex: i % 2 ? replica : knex, secrets }),
          ),
        );
        expect(opened.map(({ activeId }) => activeId)).toEqual(
          Array(6).fill('a'),
        );
      });
      expect(await knex('security_keyring')).toHaveLength(3);
    });

    it('refuses replicas that start with different secrets', async () => {
      const { knex, open } = await setUp();
      const other = { ...testSecret('other'), id: 'first' };
      await withReplica(knex, async replica => {
        const results = await Promise.allSettled([
          open({ secrets: [testSecret('first')] }),
          open({ knex: replica, secrets: [other] }),
        ]);
        expect(results.map(({ status }) => status).sort()).toEqual([
          'fulfilled',
          'rejected',
        ]);
      });
    });
  });

  describe('when keys need an entry that is gone', () => {
    async function storeKey(
      knex: Knex,
      options: { keyringId: string; name: string; revoked?: boolean },
    ) {
      const { keyringId, name, revoked } = options;
      const { serviceAccounts, apiKeys } = await openTestStores(knex);
      const account = await createTestAccount(serviceAccounts, { name });
      await apiKeys.withLockedAccount(account.id, async keys => {
        const key = await keys.insert(newTestKey({ keyringId }));
        if (revoked) {
          await keys.revoke(key, 'user:default/admin');
        }
      });
    }

    it('says so in the log, and opens', async () => {
      const { knex, logger, open } = await setUp();
      await storeKey(knex, { keyringId: 'first', name: 'one' });
      await storeKey(knex, { keyringId: 'first', name: 'two' });
      await storeKey(knex, { keyringId: 'second', name: 'three' });

      await open({ secrets: [testSecret('second')] });

      expect(logger.error).toHaveBeenCalledTimes(1);
      expect(logger.error).toHaveBeenCalledWith(
        expect.stringMatching(
          /security\.keyring is gone \(first\): 2, of the service accounts one, two\./,
        ),
      );
    });

    it('counts keys in their grace period, which do not work either', async () => {
      const { knex, logger, open } = await setUp();
      const { serviceAccounts, apiKeys } = await openTestStores(knex);
      const account = await createTestAccount(serviceAccounts);
      await apiKeys.withLockedAccount(account.id, async keys => {
        const old = await keys.insert(newTestKey({ keyringId: 'first' }));
        const inAnHour = new Date(Date.now() + 3_600_000);
        await keys.retire(old, inAnHour, 'user:default/admin');
        await keys.insert(newTestKey({ keyringId: 'second' }));
      });

      await open({ secrets: [testSecret('second')] });

      expect(logger.error).toHaveBeenCalledWith(
        expect.stringContaining('(first): 1, of the service accounts'),
      );
    });

    it('says nothing of keys that ended', async () => {
      const { knex, logger, open } = await setUp();
      await storeKey(knex, { keyringId: 'first', name: 'one', revoked: true });

      await open({ secrets: [testSecret('second')] });

      expect(logger.error).not.toHaveBeenCalled();
    });
  });
});

describe('openKeyring in development without security.keyring', () => {
  it('makes a keyring for a database in memory, and warns', async () => {
    const { knex, logger, open } = await openEmptyDatabase('SQLITE_3');

    const keyring = await open({ secrets: undefined });

    expect(keyring.activeId).toMatch(/^ephemeral-/);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('security.keyring'),
    );
    expect(await knex('security_keyring')).toEqual([]);
  });

  it('makes one for a database in memory configured as an object', async () => {
    const knex = knexFactory({
      client: 'better-sqlite3',
      connection: { filename: ':memory:' },
      useNullAsDefault: true,
    });
    try {
      const keyring = await openKeyring({
        knex,
        logger: mockServices.logger.mock(),
        secrets: undefined,
        production: false,
      });
      expect(keyring.activeId).toMatch(/^ephemeral-/);
    } finally {
      await knex.destroy();
    }
  });

  it('refuses a SQLite database on disk', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'open-keyring-'));
    const knex = knexFactory({
      client: 'better-sqlite3',
      connection: { filename: join(folder, 'security.sqlite') },
      useNullAsDefault: true,
    });
    try {
      await openDatabase(
        mockServices.database({ knex }),
        mockServices.logger.mock(),
      );
      await expect(
        openKeyring({
          knex,
          logger: mockServices.logger.mock(),
          secrets: undefined,
          production: false,
        }),
      ).rejects.toThrow(MISSING);
    } finally {
      await knex.destroy();
      await rm(folder, { recursive: true });
    }
  });

  it.each(databases.eachSupportedId().filter(([id]) => id !== 'SQLITE_3'))(
    'refuses %s',
    async databaseId => {
      const { open } = await openEmptyDatabase(databaseId);
      await expect(open({ secrets: undefined })).rejects.toThrow(MISSING);
    },
  );
});

async function openEmptyDatabase(databaseId: TestDatabaseId) {
  const knex = await databases.init(databaseId);
  const logger = mockServices.logger.mock();
  await openDatabase(mockServices.database({ knex }), logger);
  const open = (
    options: Partial<OpenKeyringOptions> & Pick<OpenKeyringOptions, 'secrets'>,
  ) => openKeyring({ knex, logger, production: false, ...options });
  return { knex, logger, open };
}
