import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import {
  createTestAccount,
  DATABASE_IDS,
  newTestKey,
  openTestStores,
} from '../__testUtils__/testStores';

jest.setTimeout(180_000);

const DAY = 24 * 60 * 60 * 1000;
const ACCOUNTS = 40;

const databases = TestDatabases.create({ ids: DATABASE_IDS });

/** A process that is about to warn. */
async function prepare(knex: Knex) {
  const { connection } = knex.client.config;
  const child = spawn(
    process.execPath,
    [
      '--require',
      // With this `backstage-cli` starts a backend.
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      path.join(__dirname, '../__testUtils__/warningProcess.ts'),
    ],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        ...process.env,
        // Knex hides the password from JSON.
        CONNECTION: JSON.stringify({
          ...connection,
          password: connection.password,
        }),
      },
    },
  );
  const exited = once(child, 'exit');
  await Promise.race([
    once(child.stdout, 'data'),
    exited.then(() => {
      throw new Error('The process ended too early');
    }),
  ]);
  return {
    pid: child.pid!,
    begin: () => child.stdin.write('go\n'),
    kill: () => child.kill('SIGKILL'),
    /** The exit code; null when it was killed. */
    exited: async (): Promise<number | null> => (await exited)[0],
  };
}

describe.each(databases.eachSupportedId().filter(([id]) => id !== 'SQLITE_3'))(
  'warnings of processes that share a database (%s)',
  databaseId => {
    it('are sent once each by two at a time, also when one is killed', async () => {
      const knex = await databases.init(databaseId);
      const { serviceAccounts, apiKeys } = await openTestStores(knex);
      await knex.schema.createTable('sent', table => {
        table.increments('id');
        table.integer('pid');
        table.string('title');
        table.string('recipient');
      });
      for (let i = 0; i < ACCOUNTS; i++) {
        const { id } = await createTestAccount(serviceAccounts, {
          name: `job-${i}`,
          ownerRef: 'user:default/owner',
        });
        const expiresAt = new Date(Date.now() + 5 * DAY);
        await apiKeys.withLockedAccount(id, keys =>
          keys.insert(newTestKey({ expiresAt })),
        );
      }
      const titles = async (where: object = {}): Promise<string[]> =>
        knex('sent').where(where).orderBy('id').pluck('title');

      const [a, b] = await Promise.all([prepare(knex), prepare(knex)]);
      a.begin();
      b.begin();
      while ((await titles({ pid: a.pid })).length < 5) {
        await new Promise(resolve => setTimeout(resolve, 5));
      }
      // It has sent one, and has not noted it.
      a.kill();
      expect(await a.exited()).toBeNull();
      expect(await b.exited()).toBe(0);

      const first = await titles();
      expect(new Set(first).size).toBe(first.length);
      expect((await titles({ pid: b.pid })).length).toBeGreaterThan(5);
      const unsent = await knex('security_account_warnings').whereNull(
        'sent_at',
      );
      expect(unsent.length).toBeLessThanOrEqual(1);

      // Nobody takes over at once what another one may be sending.
      const soon = await prepare(knex);
      soon.begin();
      expect(await soon.exited()).toBe(0);
      expect(await titles()).toEqual(first);

      await knex('security_account_warnings')
        .whereNull('sent_at')
        .update({ claimed_at: new Date(Date.now() - 6 * 60 * 1000) });
      const later = await prepare(knex);
      later.begin();
      expect(await later.exited()).toBe(0);

      // What it sent and did not note is sent again, and nothing else.
      const all = await titles();
      expect(new Set(all).size).toBe(ACCOUNTS);
      expect(all.length).toBeLessThanOrEqual(ACCOUNTS + unsent.length);
      expect(
        await knex('security_account_warnings').whereNotNull('sent_at'),
      ).toHaveLength(ACCOUNTS);
    });
  },
);
