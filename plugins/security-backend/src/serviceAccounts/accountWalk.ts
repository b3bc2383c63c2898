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
const FACET_INDEXES = {
  name: 'sqlite_autoindex_security_account_facets_1',
  owner: 'security_account_facets_owner_idx',
  createdAt: 'security_account_facets_created_idx',
};
/**
 * How many accounts a page looks at; those behind them are for the next. Fewer
 * with a facet are sorted, where the facet has not the order asked for.
 */
export const PAGE_BOUNDS = { lookedAt: 300 };

/** As {@link ServiceAccountListRequest}, of one owner at most. */
export interface AccountPageRequest
  extends Omit<ServiceAccountListRequest, 'owners'> {
  owner?: string;
}

/** What an account's place in the list is told from. */
type OrderedRow = Pick<
  ServiceAccountRow,
  'name' | (typeof ORDER_COLUMNS)[AccountPageRequest['orderBy']]
>;

/** How to come to the accounts of a page. */
export interface Way {
  /** The facet to walk along; undefined for all accounts. */
  along: string | undefined;
  /** Whether the accounts with that facet are sorted, being few. */
  isSorted: boolean;
  /** The last account that is looked at; undefined for all to the end. */
  until: ServiceAccountPosition | undefined;
}

/**
 * @param facets - that the accounts are to have
 * @param isFiltered - whether the accounts are to have more than that
 */
export async function findWay(
  knex: Knex,
  request: AccountPageRequest,
  facets: string[],
  isFiltered: boolean,
): Promise<Way> {
  if (request.orderBy in FACET_INDEXES) {
    return {
      ...(await rarest(knex, request, facets, isFiltered)),
      isSorted: false,
    };
  }
  // Facets are in no such order: their rows would change with every use.
  const byName: AccountPageRequest = {
    ...request,
    orderBy: 'name',
    order: 'asc',
    after: undefined,
  };
  const byFacet = await rarest(knex, byName, facets, true);
  if (byFacet.along !== undefined && !byFacet.until) {
    return { ...byFacet, isSorted: true };
  }
  const isToTheEnd = facets.length === 0 && !isFiltered;
  const [last] = isToTheEnd
    ? []
    : await walk(knex, request, undefined)
        .offset(PAGE_BOUNDS.lookedAt - 1)
        .limit(1);
  return {
    along: undefined,
    isSorted: false,
    until: last && positionOf(last, request.orderBy),
  };
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

/**
 * The facet that the fewest of the next accounts have: one that comes to its
 * end soon, or whose last account that is looked at is the farthest away.
 */
async function rarest(
  knex: Knex,
  request: AccountPageRequest,
  facets: string[],
  isFiltered: boolean,
): Promise<Pick<Way, 'along' | 'until'>> {
  const [first] = facets;
  if (facets.length === 0 || (facets.length === 1 && !isFiltered)) {
    return { along: first, until: undefined };
  }
  const [ahead, ...others] = facets.map(facet =>
    knex.select('*').from(
      walk(knex, request, facet)
        .select('walked.facet')
        .offset(PAGE_BOUNDS.lookedAt - 1)
        .limit(1)
        .as('ahead'),
    ),
  );
  const rows: Array<OrderedRow & { facet: string }> = await ahead.unionAll(
    others,
  );
  const found = new Set(rows.map(({ facet }) => facet));
  const short = facets.find(facet => !found.has(facet));
  if (short !== undefined) {
    return { along: short, until: undefined };
  }
  const [last] = rows
    .map(row => ({
      along: row.facet,
      until: positionOf(row, request.orderBy),
    }))
    .sort((a, b) => comparePositions(b.until, a.until, request.order));
  return last;
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
