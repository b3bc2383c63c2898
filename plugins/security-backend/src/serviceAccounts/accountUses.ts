import { Knex } from 'knex';
import { stateFacet } from './facetRows';
import { refreshKeyFacets, usedAt } from './keyFacets';

/**
 * After keys were used: brings the accounts to their place in the list. What
 * somebody else works on is left out, so that nobody waits; a use five minutes
 * later puts it right.
 *
 * @param unusedAfter - how long a key may go without use, in milliseconds
 */
export async function noteAccountUses(
  knex: Knex,
  uses: Array<{ keyId: string; at: Date }>,
  unusedAfter: number,
): Promise<void> {
  const names = await updateUsedAt(knex, uses);
  const unused = knex('security_account_facets')
    .where('facet', stateFacet('unused'))
    .whereIn('name', names)
    .select('name');
  if (names.length === 0 || !(await unused.clone().first())) {
    return;
  }
  await knex.transaction(async trx => {
    const accounts = trx('security_service_accounts')
      .whereIn('name', unused)
      .select('id');
    if (trx.client.config.client === 'pg') {
      accounts.forNoKeyUpdate().skipLocked();
    }
    const rows: Array<{ id: string }> = await accounts;
    const ids = rows.map(({ id }) => id);
    await refreshKeyFacets(trx, ids, unusedAfter);
  });
}

/** @returns the names of the accounts that were changed */
async function updateUsedAt(
  knex: Knex,
  uses: Array<{ keyId: string; at: Date }>,
): Promise<string[]> {
  const isPostgres = knex.client.config.client === 'pg';
  const row = isPostgres ? '(?::uuid, ?::timestamptz)' : '(?, ?)';
  const answer = await knex.raw(
    `with uses (key_id, at) as (values ${uses.map(() => row).join(', ')}),
       used as (
         select account.id, max(uses.at) as at
           from uses
           join security_api_keys as used_key on used_key.id = uses.key_id
           join security_service_accounts as account
             on account.id = used_key.service_account_id
          where account.used_at < uses.at
          group by account.id)
       ${
         isPostgres
           ? `, locked as (
                select account.id from security_service_accounts as account
                  join used on used.id = account.id
                   for no key update of account skip locked)`
           : ''
       }
     update security_service_accounts
        set used_at = used.at
       from used ${isPostgres ? 'join locked on locked.id = used.id' : ''}
      where security_service_accounts.id = used.id
     returning security_service_accounts.name`,
    uses.flatMap(({ keyId, at }) => [
      keyId,
      isPostgres ? usedAt(at) : usedAt(at).getTime(),
    ]),
  );
  const rows: Array<{ name: string }> = isPostgres ? answer.rows : answer;
  return rows.map(({ name }) => name);
}
