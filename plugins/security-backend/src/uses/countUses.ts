import { Knex } from 'knex';
import { jsonRows } from '../database/jsonRows';

/** What is added to what an account called of a plugin. */
export interface AddedUse {
  accountId: string;
  pluginId: string;
  firstAt: Date;
  lastAt: Date;
  calls: number;
}

/** @returns those of which nothing was known */
export async function countUses<T extends AddedUse>(
  trx: Knex.Transaction,
  uses: T[],
): Promise<T[]> {
  const rows = jsonRows(
    trx,
    {
      account_id: 'uuid',
      plugin_id: 'text',
      first_used_at: 'timestamptz',
      last_used_at: 'timestamptz',
      calls: 'bigint',
    },
    uses.map(use => ({
      account_id: use.accountId,
      plugin_id: use.pluginId,
      first_used_at: use.firstAt,
      last_used_at: use.lastAt,
      calls: use.calls,
    })),
  );
  const answer = await trx.raw(
    `insert into security_account_uses as known
       (account_id, plugin_id, first_used_at, last_used_at, calls)
     select * from (?) as added where true
     on conflict (account_id, plugin_id) do update set
       first_used_at = case when excluded.first_used_at < known.first_used_at
         then excluded.first_used_at else known.first_used_at end,
       last_used_at = case when excluded.last_used_at > known.last_used_at
         then excluded.last_used_at else known.last_used_at end,
       calls = known.calls + excluded.calls
     returning account_id, plugin_id, calls`,
    [rows],
  );
  const isPostgres = trx.client.config.client === 'pg';
  const written: Array<{
    account_id: string;
    plugin_id: string;
    /** PostgreSQL answers with text. */
    calls: number | string;
  }> = isPostgres ? answer.rows : answer;
  const sums = new Map(
    written.map(row => [`${row.account_id} ${row.plugin_id}`, row.calls]),
  );
  // There was nothing to add to.
  return uses.filter(
    ({ accountId, pluginId, calls }) =>
      Number(sums.get(`${accountId} ${pluginId}`)) === calls,
  );
}
