import { KeyStatusFilter } from 'backstage-plugin-security-common';
import { Knex } from 'knex';
import { toDate } from '../database/rows';
import { stateFacet } from '../serviceAccounts/facetRows';
import {
  areKeysLost,
  filterByKeyStatus,
  StateTerms,
} from '../serviceAccounts/keyStatusFilter';

const ACCOUNTS = 'security_service_accounts';

/** Each account that has a key is in one of them. */
export const KEY_STATES = [
  'active',
  'disabled',
  'expired',
  'revoked',
  'lost',
] as const;
const COUNTED = [...KEY_STATES, 'expiring', 'unused'] as const;

/** What is to be said of the keys of all accounts together. */
export interface KeyFigures {
  /** How many accounts the filters of the list find. */
  counts: Record<(typeof COUNTED)[number], number>;
  /** When the next account is left without a key that works. */
  nextExpiry: Date | undefined;
}

/**
 * Reads what is stored of the states of accounts, which the task `key-states`
 * keeps up to date. Only while a secret of the keyring is lost it asks the keys
 * of every account.
 */
export async function readKeyFigures(
  knex: Knex,
  terms: StateTerms,
): Promise<KeyFigures> {
  const goneIds: string[] = await knex('security_keyring')
    .whereNotIn('id', terms.keyringIds)
    .pluck('id');
  const next = await knex(ACCOUNTS)
    .where('works_until', '>', new Date())
    .orderBy('works_until')
    .first('works_until');
  return {
    counts: (await areKeysLost(knex, goneIds))
      ? await countByKeys(knex, terms)
      : await countStored(knex),
    nextExpiry: next && toDate(next.works_until),
  };
}

async function countStored(knex: Knex): Promise<KeyFigures['counts']> {
  const rows: Array<{ facet: string; accounts: number | string }> = await knex(
    'security_account_facets',
  )
    .whereIn('facet', COUNTED.map(stateFacet))
    .groupBy('facet')
    .select('facet')
    .count({ accounts: '*' });
  const found = new Map(rows.map(row => [row.facet, Number(row.accounts)]));
  return countsOf(state => found.get(stateFacet(state)) ?? 0);
}

async function countByKeys(
  knex: Knex,
  terms: StateTerms,
): Promise<KeyFigures['counts']> {
  const countOf = (status: KeyStatusFilter) => {
    const found = knex({ found: ACCOUNTS }).count('*').as(status);
    filterByKeyStatus(found, status, { ...terms, account: 'found' });
    return found;
  };
  const [row] = await knex.select(COUNTED.map(countOf));
  return countsOf(state => Number(row[state]));
}

function countsOf(
  count: (state: (typeof COUNTED)[number]) => number,
): KeyFigures['counts'] {
  return Object.fromEntries(
    COUNTED.map(state => [state, count(state)]),
  ) as KeyFigures['counts'];
}
