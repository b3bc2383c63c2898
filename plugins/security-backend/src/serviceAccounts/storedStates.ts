import { Knex } from 'knex';
import { dueAccounts, refreshDueAccounts } from './keyFacets';
import { areKeysLost, StateTerms } from './keyStatusFilter';

/**
 * Whether the stored states are what this process says at this moment. When
 * they are not, the keys themselves are asked: because a secret that some of
 * them need is lost, or because somebody else works on an account that is due.
 */
export async function isStateStored(
  knex: Knex,
  { keyringIds, unusedAfter }: StateTerms,
): Promise<boolean> {
  const ask = () =>
    knex('security_keyring')
      .whereNotIn('id', keyringIds)
      .select('id')
      .unionAll(
        knex
          .select('id')
          .from(
            dueAccounts(knex).select(knex.raw('null as id')).limit(1).as('due'),
          ),
      );
  let asked: Array<{ id: string | null }> = await ask();
  if (asked.some(({ id }) => id === null)) {
    await refreshDueAccounts(knex, unusedAfter);
    asked = await ask();
  }
  const goneIds = asked.flatMap(({ id }) => id ?? []);
  return asked.length === goneIds.length && !(await areKeysLost(knex, goneIds));
}

/**
 * At start: where states were stored under another `security.unusedAfter`, all
 * of them are brought up to date, as if their time had come.
 */
export async function adoptUnusedAfter(
  knex: Knex,
  unusedAfter: number,
): Promise<void> {
  const setting = { name: 'unused-after-ms', value: String(unusedAfter) };
  await knex.transaction(async trx => {
    const isSame = await trx('security_settings').where(setting).first();
    if (isSame) {
      return;
    }
    await trx('security_settings').insert(setting).onConflict('name').merge();
    await trx('security_service_accounts')
      .whereNotNull('newest_key_id')
      .update({ next_change_at: new Date() });
  });
}
