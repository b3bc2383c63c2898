import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** Connects, and brings the schema up to date unless told not to. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
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
  return knex;
}
