import { Knex } from 'knex';
import {
  AccountPageRequest,
  comparePositions,
  FACET_INDEXES,
  OrderedRow,
  positionOf,
  walk,
} from './accountWalk';
import { ServiceAccountPosition } from './ServiceAccountStore';

/**
 * How many accounts a page looks at; those behind them are for the next. Fewer
 * with a facet are sorted, where the facet has not the order asked for.
 */
export const PAGE_BOUNDS = { lookedAt: 150 };

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
