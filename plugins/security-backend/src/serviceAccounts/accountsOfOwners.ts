import { Knex } from 'knex';
import { ServiceAccountRow } from '../records/serviceAccountRow';
import { readAccountPage } from './accountPage';
import { positionOf } from './accountWalk';
import { StateTerms } from './keyStatusFilter';
import {
  ServiceAccountListRequest,
  ServiceAccountPosition,
} from './ServiceAccountStore';

const OWNERS_AT_ONCE = 100;

/**
 * A page of the accounts of all owners, or of some: each of these brings a
 * page of its own, in an order that an index has, and the first of all of them
 * are the page.
 */
export async function readAccountsOf(
  knex: Knex,
  request: ServiceAccountListRequest,
  terms: StateTerms,
): Promise<ServiceAccountRow[]> {
  const { owners, orderBy, order, limit } = request;
  if (!owners) {
    return readAccountPage(knex, request, terms);
  }
  const direction = order === 'asc' ? 1 : -1;
  const found: Array<{ row: ServiceAccountRow; at: ServiceAccountPosition }> =
    [];
  for (const owner of await ownersOfAny(knex, owners)) {
    const rows = await readAccountPage(knex, { ...request, owner }, terms);
    found.push(...rows.map(row => ({ row, at: positionOf(row, orderBy) })));
  }
  return found
    .sort((a, b) => direction * compare(a.at, b.at))
    .slice(0, limit)
    .map(({ row }) => row);
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

function compare(a: ServiceAccountPosition, b: ServiceAccountPosition): number {
  const [before, after] =
    a.value === b.value ? [a.name, b.name] : [a.value, b.value];
  return before < after ? -1 : 1;
}
