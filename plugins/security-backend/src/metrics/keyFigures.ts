import { Knex } from 'knex';
import { toDate } from '../database/rows';
import { stateFacet } from '../serviceAccounts/facetRows';

/** Each account that has a key is in one of them. */
export const KEY_STATES = ['active', 'disabled', 'expired', 'revoked'] as const;
const COUNTED = [...KEY_STATES, 'expiring', 'unused'] as const;

/** What is to be said of the keys of all accounts together. */
export interface KeyFigures {
  /** How many accounts the filters of the list find, were no secret lost. */
  counts: Record<(typeof COUNTED)[number], number>;
  /** How many keys cannot be found, because their secret is lost. */
  lost: number;
  /** When the next account is left without a key that works. */
  nextExpiry: Date | undefined;
}

/**
 * Reads what is stored of the states of accounts, which the task `key-states`
 * keeps up to date: the keys of every account would take seconds.
 *
 * @param keyringIds - of every secret in `security.keyring`
 */
export async function readKeyFigures(
  knex: Knex,
  keyringIds: string[],
): Promise<KeyFigures> {
  const rows: Array<{ facet: string; accounts: number | string }> = await knex(
    'security_account_facets',
  )
    .whereIn('facet', COUNTED.map(stateFacet))
    .groupBy('facet')
    .select('facet')
    .count({ accounts: '*' });
  const found = new Map(rows.map(row => [row.facet, Number(row.accounts)]));
  const next = await knex('security_service_accounts')
    .where('works_until', '>', new Date())
    .orderBy('works_until')
    .first('works_until');
  return {
    counts: Object.fromEntries(
      COUNTED.map(state => [state, found.get(stateFacet(state)) ?? 0]),
    ) as KeyFigures['counts'],
    lost: await countLost(knex, keyringIds),
    nextExpiry: next && toDate(next.works_until),
  };
}

async function countLost(knex: Knex, keyringIds: string[]): Promise<number> {
  const goneIds: string[] = await knex('security_keyring')
    .whereNotIn('id', keyringIds)
    .pluck('id');
  if (goneIds.length === 0) {
    return 0;
  }
  const now = new Date();
  const endsLater = (column: string) => (either: Knex.QueryBuilder) => {
    either.whereNull(column).orWhere(column, '>', now);
  };
  const [{ keys }] = await knex('security_api_keys')
    .whereIn('keyring_id', goneIds)
    // As the index has it: with a value that is bound it would not be used.
    .whereRaw(`status <> 'revoked'`)
    .where(endsLater('expires_at'))
    .where(endsLater('retires_at'))
    .count({ keys: '*' });
  return Number(keys);
}
