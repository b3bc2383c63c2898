import { Knex } from 'knex';
import { ServiceAccountRow } from '../records/serviceAccountRow';
import { readAccountPage } from './accountPage';
import { comparePositions, positionOf } from './accountWalk';
import { StateTerms } from './keyStatusFilter';
import {
  ServiceAccountListRequest,
  ServiceAccountPosition,
} from './ServiceAccountStore';

const OWNERS_AT_ONCE = 100;

/**
 * A page of the accounts of all owners, or of some: each of these brings a
 * page of its own, in an order that an index has, and the first of all of them
 * are the page, as far as every one was looked at.
 */
export async function readAccountsOf(
  knex: Knex,
  request: ServiceAccountListRequest,
  terms: StateTerms,
): Promise<{
  rows: ServiceAccountRow[];
  next: ServiceAccountPosition | undefined;
}> {
  const { owners, orderBy, order, limit } = request;
  const places = owners ? await ownersOfAny(knex, owners) : [undefined];
  const found: Array<{ row: ServiceAccountRow; at: ServiceAccountPosition }> =
    [];
  let end: ServiceAccountPosition | undefined;
  for (const owner of places) {
    const { rows, until } = await readAccountPage(
      knex,
      // One more than asked for tells whether there is another page.
      { ...request, owner, limit: limit + 1 },
      terms,
    );
    found.push(...rows.map(row => ({ row, at: positionOf(row, orderBy) })));
    if (until && (!end || comparePositions(until, end, order) < 0)) {
      end = until;
    }
  }
  const known = found
    .filter(({ at }) => !end || comparePositions(at, end, order) <= 0)
    .sort((a, b) => comparePositions(a.at, b.at, order));
  const page = known.slice(0, limit);
  return {
    rows: page.map(({ row }) => row),
    next: known.length > limit ? page[limit - 1].at : end,
  };
}

/** A person may be in many groups, of which few own an account. */
async function ownersOfAny(knex: Knex, owners: string[]): Promise<string[]> {
  const found: string[] = [];
  const unique = [...new Set(owners)];
  for (let start = 0; start < unique.length; start += OWNERS_AT_ONCE) {
    const [first, ...others] = unique
      .slice(start, start + OWNERS_AT_ONCE)
      .map(owner =>
        knex
          .select('*')
          .from(
            knex('security_service_accounts')
              .where({ owner_ref: owner })
              .select('owner_ref')
              .limit(1)
              .as('owner'),
          ),
      );
    const rows: Array<{ owner_ref: string }> = await first.unionAll(others);
    found.push(...rows.map(row => row.owner_ref));
  }
  return found;
}
