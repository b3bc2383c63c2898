// A process that warns once, over a database that it shares with others.
// `warnings/processes.test.ts` runs it, and kills it.
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import knexFactory from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabaseGuard } from '../database/guardDatabase';
import { DatabaseServiceAccountStore } from '../serviceAccounts/DatabaseServiceAccountStore';
import { DatabaseWarningStore } from '../warnings/DatabaseWarningStore';
import { Warnings } from '../warnings/Warnings';
import { TEST_UNUSED_AFTER } from './testStores';

async function main(): Promise<void> {
  const knex = knexFactory({
    client: 'pg',
    connection: JSON.parse(process.env.CONNECTION!),
  });
  const logger = mockServices.rootLogger({ level: 'none' });
  const guard = createDatabaseGuard(logger);
  const database = { knex, guard, keyringIds: ['first'] };
  const warnings = new Warnings({
    accounts: new DatabaseServiceAccountStore({
      ...database,
      unusedAfter: TEST_UNUSED_AFTER,
      onChanged: () => {},
    }),
    store: new DatabaseWarningStore(database),
    notifications: {
      async send({ payload, recipients }) {
        const to = 'entityRef' in recipients ? recipients.entityRef : '';
        await knex('sent').insert({
          pid: process.pid,
          title: payload.title,
          recipient: String(to),
        });
        // Long enough to be killed between sending and noting that.
        await sleep(50);
      },
    },
    catalog: catalogServiceMock(),
    auth: mockServices.auth(),
    logger,
    unusedAfter: TEST_UNUSED_AFTER,
    daysBeforeExpiry: [30, 14, 7, 1],
    withoutOwner: undefined,
  });
  // So that all begin at once.
  process.stdout.write('ready\n');
  await new Promise(resolve => process.stdin.once('data', resolve));
  await warnings.run();
  await knex.destroy();
  process.exit();
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});

// However the tests end, the pipe closes and nothing is left behind.
process.stdin.resume().once('end', () => process.exit(1));
