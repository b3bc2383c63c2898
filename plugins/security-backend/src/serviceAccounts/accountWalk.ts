import { Knex } from 'knex';
import { DatabaseTime, toDate } from '../database/rows';
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
const FACET_INDEXES = {
  name: 'sqlite_autoindex_security_account_facets_1',
  owner: 'security_account_facets_owner_idx',
  createdAt: 'security_account_facets_created_idx',
};
/** How far it is looked along each facet for the one to walk along. */
const LOOKED_AHEAD = 100;
/** So many accounts are rather sorted than looked for in the order of all. */
const FEW = 500;

/** As {@link ServiceAccountListRequest}, of one owner at most. */
export interface AccountPageRequest
  extends Omit<ServiceAccountListRequest, 'owners'> {
  owner?: string;
}

/** How to come to the accounts of a page. */
export interface Way {
  /** The facet to walk along; undefined for all accounts. */
  along: string | undefined;
  /** Whether the accounts with that facet are sorted, being few. */
  isSorted: boolean;
}

export async function findWay(
  knex: Knex,
  request: AccountPageRequest,
  facets: string[],
): Promise<Way> {
  if (request.orderBy in FACET_INDEXES) {
    return { along: await rarest(knex, request, facets), isSorted: false };
  }
  // Facets are in no such order: their rows would change with every use.
  const byName: AccountPageRequest = {
    ...request,
    orderBy: 'name',
    order: 'asc',
    after: undefined,
  };
  const facet = await rarest(knex, byName, facets);
  const isFew = facet !== undefined && (await isOfFew(knex, byName, facet));
  return { along: isFew ? facet : undefined, isSorted: isFew };
}

async function isOfFew(
  knex: Knex,
  request: AccountPageRequest,
  facet: string,
): Promise<boolean> {
  const ahead = await walk(knex, request, facet).offset(FEW).limit(1);
  return ahead.length === 0;
}

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
  const compare = order === 'asc' ? '>' : '<';
  if (orderBy === 'name') {
    return query.where('walked.name', compare, after.name);
  }
  const { value, name } = after;
  return query.whereRaw(
    `(walked.${ORDER_COLUMNS[orderBy]}, walked.name) ${compare} (?, ?)`,
    [typeof value === 'number' ? new Date(value) : value, name],
  );
}

/** Where in the order of the list an account stands. */
export function positionOf(
  row: ServiceAccountRow,
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

/**
 * The facet that the fewest of the next accounts have: the one whose hundredth
 * account is the farthest away.
 */
async function rarest(
  knex: Knex,
  request: AccountPageRequest,
  facets: string[],
): Promise<string | undefined> {
  const [first] = facets;
  if (facets.length < 2 || first.startsWith('#')) {
    return first;
  }
  const [ahead, ...others] = facets.map(facet =>
    knex
      .select('*')
      .from(
        walk(knex, request, facet)
          .select('walked.facet')
          .offset(LOOKED_AHEAD)
          .limit(1)
          .as('ahead'),
      ),
  );
  const rows: Array<{
    facet: string;
    name: string;
    owner_ref: string;
    created_at: DatabaseTime;
  }> = await ahead.unionAll(others);
  const found = new Set(rows.map(({ facet }) => facet));
  const short = facets.find(facet => !found.has(facet));
  if (short !== undefined) {
    return short;
  }
  const direction = request.order === 'asc' ? 1 : -1;
  const position = (row: (typeof rows)[number]) =>
    request.orderBy === 'createdAt'
      ? toDate(row.created_at).getTime()
      : row[ORDER_COLUMNS[request.orderBy] as 'name' | 'owner_ref'];
  const compare = <T>(a: T, b: T) => {
    if (a === b) {
      return 0;
    }
    return a < b ? -direction : direction;
  };
  return rows.sort(
    (a, b) => compare(position(b), position(a)) || compare(b.name, a.name),
  )[0].facet;
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
