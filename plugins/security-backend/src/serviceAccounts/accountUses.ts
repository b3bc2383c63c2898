import { Knex } from 'knex';
import { jsonRows } from '../database/jsonRows';
import { stateFacet } from './facetRows';
import { refreshKeyFacets } from './keyFacets';

/**
 * After keys were used: brings the accounts to their place in the list. What
 * somebody else works on is left out, so that nobody waits; a use five minutes
 * later puts it right.
 *
 * @param unusedAfter - how long a key may go without use, in milliseconds
 */
export async function noteAccountUses(
  trx: Knex.Transaction,
  uses: Array<{ accountId: string; usedAt: Date }>,
  unusedAfter: number,
): Promise<void> {
  const names = await updateUsedAt(trx, uses);
  const unused = trx('security_account_facets')
    .where('facet', stateFacet('unused'))
    .whereIn('name', names)
    .select('name');
  if (names.length === 0 || !(await unused.clone().first())) {
    return;
  }
  const accounts: Array<{ id: string }> = await trx('security_service_accounts')
    .whereIn('name', unused)
    .select('id');
  const ids = accounts.map(({ id }) => id);
  await refreshKeyFacets(trx, ids, unusedAfter);
}

/** @returns the names of the accounts that were changed, and are locked now */
async function updateUsedAt(
  trx: Knex.Transaction,
  uses: Array<{ accountId: string; usedAt: Date }>,
): Promise<string[]> {
  const isPostgres = trx.client.config.client === 'pg';
  const rows = jsonRows(
    trx,
    { account_id: 'uuid', at: 'timestamptz' },
    uses.map(({ accountId, usedAt }) => ({
      account_id: accountId,
      at: usedAt,
    })),
  );
  const locked = isPostgres
    ? `, locked as (
         select account.id from security_service_accounts as account
           join used on used.account_id = account.id
            for no key update of account skip locked)`
    : '';
  const answer = await trx.raw(
    `with used as (?) ${locked}
     update security_service_accounts
        set used_at = used.at
       from used ${isPostgres ? 'join locked on locked.id = account_id' : ''}
      where security_service_accounts.id = used.account_id
        and security_service_accounts.used_at < used.at
     returning security_service_accounts.name`,
    [rows],
  );
  const changed: Array<{ name: string }> = isPostgres ? answer.rows : answer;
  return changed.map(({ name }) => name);
}
