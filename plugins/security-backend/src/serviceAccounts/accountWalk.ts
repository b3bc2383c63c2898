import { Knex } from 'knex';
import { toDate } from '../database/rows';
import { ServiceAccountRow } from '../records/serviceAccountRow';
import {
  ServiceAccountListRequest,
  ServiceAccountPosition,
} from './ServiceAccountStore';

const ACCOUNTS = 'security_service_accounts';
const FACETS = 'security_account_facets';
const ORDER_COLUMNS = {
  name: 'name',
  owner: 'owner_ref',
  expiresAt: 'works_until',
  lastUsedAt: 'used_at',
  createdAt: 'created_at',
} as const;
/** The orders that facets are in. */
export const FACET_INDEXES = {
  name: 'sqlite_autoindex_security_account_facets_1',
  owner: 'security_account_facets_owner_idx',
  createdAt: 'security_account_facets_created_idx',
};

/** As {@link ServiceAccountListRequest}, of one owner at most. */
export interface AccountPageRequest
  extends Omit<ServiceAccountListRequest, 'owners'> {
  owner?: string;
}

/** What an account's place in the list is told from. */
export type OrderedRow = Pick<
  ServiceAccountRow,
  'name' | (typeof ORDER_COLUMNS)[AccountPageRequest['orderBy']]
>;

/** All accounts that have a facet, sorted. */
export function sortedAlong(
  knex: Knex,
  request: AccountPageRequest,
  facet: string,
): Knex.QueryBuilder {
  const { owner, orderBy } = request;
  const query = knex
    .from({ found: FACETS })
    .join({ walked: ACCOUNTS }, 'walked.name', 'found.name')
    .where('found.facet', facet)
    .select('walked.name', `walked.${ORDER_COLUMNS[orderBy]}`);
  if (owner) {
    query.where('found.owner_ref', owner);
  }
  return orderedPage(startAfter(query, request), request, 'walked');
}

/** The accounts of the page that have a facet, or all, in the order asked for. */
export function walk(
  knex: Knex,
  request: AccountPageRequest,
  facet: string | undefined,
): Knex.QueryBuilder {
  const { owner, orderBy } = request;
  const column = ORDER_COLUMNS[orderBy];
  // No column more than this: the index of the order holds no other.
  const query = knex
    .from(
      facet === undefined ? { walked: ACCOUNTS } : facetsInOrder(knex, request),
    )
    .select([...new Set(['walked.name', `walked.${column}`])]);
  if (facet !== undefined) {
    query.where('walked.facet', facet);
  }
  if (owner) {
    query.where('walked.owner_ref', owner);
  }
  return orderedPage(startAfter(query, request), request, 'walked');
}

function startAfter(
  query: Knex.QueryBuilder,
  { orderBy, order, after }: AccountPageRequest,
): Knex.QueryBuilder {
  if (!after) {
    return query;
  }
  return whereCompared(query, orderBy, order === 'asc' ? '>' : '<', after);
}

function whereCompared(
  query: Knex.QueryBuilder,
  orderBy: AccountPageRequest['orderBy'],
  compare: string,
  { value, name }: ServiceAccountPosition,
): Knex.QueryBuilder {
  if (orderBy === 'name') {
    return query.where('walked.name', compare, name);
  }
  return query.whereRaw(
    `(walked.${ORDER_COLUMNS[orderBy]}, walked.name) ${compare} (?, ?)`,
    [typeof value === 'number' ? new Date(value) : value, name],
  );
}

/** Leaves out what comes behind a position. */
export function endAt(
  query: Knex.QueryBuilder,
  { orderBy, order }: AccountPageRequest,
  until: ServiceAccountPosition,
): Knex.QueryBuilder {
  return whereCompared(query, orderBy, order === 'asc' ? '<=' : '>=', until);
}

/** Where in the order of the list an account stands. */
export function positionOf(
  row: OrderedRow,
  orderBy: AccountPageRequest['orderBy'],
): ServiceAccountPosition {
  const value = row[ORDER_COLUMNS[orderBy]];
  const isTime = orderBy !== 'name' && orderBy !== 'owner';
  return {
    value: isTime ? toDate(value).getTime() : (value as string),
    name: row.name,
  };
}

/**
 * SQLite does not see that an index in the order asked for need not be read to
 * its end, and would rather sort all that a smaller one holds.
 */
function facetsInOrder(
  knex: Knex,
  { owner, orderBy }: AccountPageRequest,
): Knex.Raw {
  const isPostgres = knex.client.config.client === 'pg';
  const index =
    owner && orderBy === 'createdAt'
      ? 'security_account_facets_owner_created_idx'
      : FACET_INDEXES[owner ? 'owner' : (orderBy as 'name')];
  return knex.raw(
    `${FACETS} as walked ${isPostgres ? '' : `indexed by ${index}`}`,
  );
}

/** Which of two positions comes first in the list. */
export function comparePositions(
  a: ServiceAccountPosition,
  b: ServiceAccountPosition,
  order: AccountPageRequest['order'],
): number {
  const [before, after] =
    a.value === b.value ? [a.name, b.name] : [a.value, b.value];
  if (before === after) {
    return 0;
  }
  return before < after === (order === 'asc') ? -1 : 1;
}

export function orderedPage(
  query: Knex.QueryBuilder,
  request: AccountPageRequest,
  table: string,
): Knex.QueryBuilder {
  return inOrder(query, request, table).limit(request.limit);
}

export function inOrder(
  query: Knex.QueryBuilder,
  { orderBy, order }: AccountPageRequest,
  table: string,
): Knex.QueryBuilder {
  query.orderBy(`${table}.${ORDER_COLUMNS[orderBy]}`, order);
  return orderBy === 'name' ? query : query.orderBy(`${table}.name`, order);
}
