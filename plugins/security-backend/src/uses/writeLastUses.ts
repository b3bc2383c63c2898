import { Knex } from 'knex';
import { jsonRows } from '../database/jsonRows';

/** When a key was last used, and by which plugin. */
export interface LastKeyUse {
  keyId: string;
  pluginId: string;
  at: Date;
}

/** Writes when keys were used, forward only. */
export async function writeLastUses(
  trx: Knex.Transaction,
  uses: LastKeyUse[],
): Promise<void> {
  const isPostgres = trx.client.config.client === 'pg';
  const rows = jsonRows(
    trx,
    { key_id: 'uuid', at: 'timestamptz', plugin: 'text' },
    uses.map(({ keyId, at, pluginId }) => ({
      key_id: keyId,
      at,
      plugin: pluginId,
    })),
  );
  // PostgreSQL would lock the rows in whatever order it finds them.
  const locked = isPostgres
    ? `, locked as (
         select locked_key.id from security_api_keys as locked_key
           join uses on uses.key_id = locked_key.id
          order by locked_key.id for update of locked_key)`
    : '';
  const inOrder = isPostgres ? 'join locked on locked.id = uses.key_id' : '';
  await trx.raw(
    `with uses as (?) ${locked}
     update security_api_keys
        set last_used_at = uses.at, last_used_plugin = uses.plugin
       from uses ${inOrder}
      where security_api_keys.id = uses.key_id
        and (last_used_at is null or last_used_at < uses.at)`,
    [rows],
  );
}
