import {
  KeyStatusFilter,
  keyStatusFilterSchema,
} from 'backstage-plugin-security-common';
import { Knex } from 'knex';
import { ServiceAccountRow } from '../records/serviceAccountRow';

/*
 * A facet is something that the list finds an account by: the beginning of a
 * word, a state of its keys, the hint of a key, that its owner is gone. They are kept in the
 * transaction that changes the account or its keys, which holds the lock of
 * the account: so nobody else writes them, and none is out of date but by the
 * time that passes.
 */

const FACETS = 'security_account_facets';
const BATCH = 100;

/** Which secrets there are is not stored: see `keyStatusFilter.ts`. */
export const STORED_STATES = keyStatusFilterSchema.options.filter(
  status => status !== 'lost',
);
export const STATE_FACETS = STORED_STATES.map(stateFacet);
/** Of an account whose owner the catalog does not know any more. */
export const OWNER_MISSING = '=owner-missing';

/** What an account's rows repeat of it, for the orders of the list. */
export type FacetAccount = Pick<
  ServiceAccountRow,
  'name' | 'owner_ref' | 'created_at'
>;

export function stateFacet(status: KeyStatusFilter): string {
  return `=${status}`;
}

export function hintFacet(hint: string): string {
  return `#${hint}`;
}

export function rowsOf(account: FacetAccount, facets: string[]) {
  const { name, owner_ref, created_at } = account;
  return facets.map(facet => ({ facet, name, owner_ref, created_at }));
}

export async function insertRows(
  trx: Knex.Transaction,
  rows: object[],
): Promise<void> {
  for (const batch of batches(rows)) {
    await trx(FACETS).insert(batch).onConflict(['facet', 'name']).ignore();
  }
}

export async function removeRows(
  trx: Knex.Transaction,
  name: string,
  facets: string[],
): Promise<void> {
  for (const batch of batches(facets)) {
    await trx(FACETS).where({ name }).whereIn('facet', batch).delete();
  }
}

export function batches<T>(all: T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / BATCH) }, (_, index) =>
    all.slice(index * BATCH, (index + 1) * BATCH),
  );
}
