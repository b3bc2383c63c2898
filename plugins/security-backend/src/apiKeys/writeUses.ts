import { Knex } from 'knex';
import { StoredApiKeyUse } from './ApiKeyStore';

/** Writes when keys were used, forward only, with one statement. */
export async function writeUses(
  knex: Knex,
  uses: StoredApiKeyUse[],
): Promise<void> {
  const isPostgres = knex.client.config.client === 'pg';
  const row = isPostgres ? '(?::uuid, ?::timestamptz, ?::text)' : '(?, ?, ?)';
  // PostgreSQL would lock the rows in whatever order it finds them.
  const locked = isPostgres
    ? `, locked as (
         select locked_key.id from security_api_keys as locked_key
           join uses on uses.id = locked_key.id
          order by locked_key.id for update of locked_key)`
    : '';
  const inOrder = isPostgres ? 'join locked on locked.id = uses.id' : '';
  await knex.raw(
    `with uses (id, at, plugin) as (values ${uses.map(() => row).join(', ')})
       ${locked}
     update security_api_keys
        set last_used_at = uses.at, last_used_plugin = uses.plugin
       from uses ${inOrder}
      where security_api_keys.id = uses.id
        and (last_used_at is null or last_used_at < uses.at)`,
    uses.flatMap(({ keyId, pluginId, at }) => [keyId, at, pluginId]),
  );
}
