import {
  DatabaseService,
  LoggerService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { createDatabaseGuard, DatabaseGuard } from './guardDatabase';

/** What the stores work with. */
export interface Database {
  knex: Knex;
  guard: DatabaseGuard;
}

const BEFORE_THE_FIRST_RELEASE = [
  '20261123090000_init.js',
  '20261125120000_init.js',
  '20261125180000_init.js',
];

/**
 * Connects, and brings the schema up to date unless told not to.
 *
 * @throws Error when the tables are of a build before the first release
 */
export async function openDatabase(
  database: DatabaseService,
  logger: LoggerService,
): Promise<Database> {
  const knex = await database.getClient();
  await assertReleased(knex);
  if (!database.migrations?.skip) {
    await migrate(knex);
  }
  return { knex, guard: createDatabaseGuard(logger) };
}

async function migrate(knex: Knex): Promise<void> {
  await knex.transaction(async trx => {
    // The lock that knex takes is a row, which replicas race to create.
    if (knex.client.config.client === 'pg') {
      await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [
        'backstage-plugin-security-backend',
      ]);
    }
    await trx.migrate.latest({
      directory: resolvePackagePath(
        'backstage-plugin-security-backend',
        'migrations',
      ),
    });
  });
}

async function assertReleased(knex: Knex): Promise<void> {
  const isOld =
    (await knex.schema.hasTable('knex_migrations')) &&
    (await knex('knex_migrations')
      .whereIn('name', BEFORE_THE_FIRST_RELEASE)
      .first());
  if (isOld) {
    throw new Error(
      'The tables of the security plugin are of a build before its first release, and cannot be taken over. ' +
        'Drop every table of its database whose name begins with security_, and knex_migrations and knex_migrations_lock, and make accounts and keys anew',
    );
  }
}
