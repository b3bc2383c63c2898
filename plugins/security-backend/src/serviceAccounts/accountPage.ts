import { Knex } from 'knex';
import { readSearch } from '../records/searchText';
import { ServiceAccountRow } from '../records/serviceAccountRow';
import { hintFacet, OWNER_MISSING, stateFacet } from './facetRows';
import { filterByKeyStatus, StateTerms } from './keyStatusFilter';
import { isStateStored } from './storedStates';
import {
  AccountPageRequest,
  comparePositions,
  endAt,
  inOrder,
  orderedPage,
  sortedAlong,
  walk,
} from './accountWalk';
import { findWay, Way } from './accountWay';
import { ServiceAccountPosition } from './ServiceAccountStore';

const ACCOUNTS = 'security_service_accounts';
const FACETS = 'security_account_facets';
/** What an account is to have besides what the request says of its columns. */
interface Wanted {
  facets: string[];
  /** Of its search text. */
  parts: string[];
}

/** What was found of a page. */
export interface FoundAccounts {
  rows: ServiceAccountRow[];
  /** What is behind was not looked at; undefined when it was, or need not be. */
  until: ServiceAccountPosition | undefined;
}

/**
 * Accounts of a page. It walks along an index that begins with a facet and is
 * in the order of the list already, and looks up for each account whether it
 * has the other facets, but not for more than some: what a page costs does not
 * hang on how many accounts there are.
 */
export async function readAccountPage(
  knex: Knex,
  request: AccountPageRequest,
  terms: StateTerms,
): Promise<FoundAccounts> {
  const { search, keyStatus, ownerMissing } = request;
  const isStored = !keyStatus || (await isStateStored(knex, terms));
  if (keyStatus === 'lost' && isStored) {
    return { rows: [], until: undefined };
  }
  const states = keyStatus && isStored ? [stateFacet(keyStatus)] : [];
  const missing = ownerMissing ? [OWNER_MISSING] : [];
  const pages: Knex.QueryBuilder[] = [];
  const ends: ServiceAccountPosition[] = [];
  for (const { facets, parts } of waysToFind(search)) {
    const wanted = { facets: [...facets, ...states, ...missing], parts };
    const isFiltered = parts.length > 0 || !isStored;
    const way = await findWay(knex, request, wanted.facets, isFiltered);
    const page = pageAlong(knex, request, wanted, way);
    if (way.until) {
      ends.push(way.until);
      endAt(page, request, way.until);
    }
    if (keyStatus && !isStored) {
      const account = knex({ account: ACCOUNTS }).whereRaw(
        'account.name = walked.name',
      );
      filterByKeyStatus(account, keyStatus, { ...terms, account: 'account' });
      page.whereExists(account);
    }
    pages.push(page);
  }
  const [first, ...others] = pages.map(page =>
    knex.select('*').from(page.as('page')),
  );
  const names =
    others.length === 0
      ? pages[0]
      : orderedPage(knex.from(first.union(others).as('page')), request, 'page');
  const rows: ServiceAccountRow[] = await inOrder(
    knex
      .select('account.*')
      .from(names.as('found'))
      .join({ account: ACCOUNTS }, 'account.name', 'found.name'),
    request,
    'found',
  );
  const [until] = ends.sort((a, b) => comparePositions(a, b, request.order));
  return { rows, until };
}

/** By its words, or by the hint of a key. */
function waysToFind(search: string | undefined): Wanted[] {
  if (!search) {
    return [{ facets: [], parts: [] }];
  }
  const words = readSearch(search);
  return [
    ...(words ? [{ facets: words.beginnings, parts: words.parts }] : []),
    { facets: [hintFacet(search)], parts: [] },
  ];
}

function pageAlong(
  knex: Knex,
  request: AccountPageRequest,
  { facets, parts }: Wanted,
  { along, isSorted }: Way,
): Knex.QueryBuilder {
  const page =
    along !== undefined && isSorted
      ? sortedAlong(knex, request, along)
      : walk(knex, request, along);
  // Scalar subqueries, which no planner turns into a join with everything.
  for (const facet of facets.filter(each => each !== along)) {
    page.whereRaw(
      `(select 1 from ${FACETS} as other
        where other.facet = ? and other.name = walked.name) = 1`,
      [facet],
    );
  }
  for (const part of parts) {
    page.whereRaw(
      `(select account.search_text from ${ACCOUNTS} as account
        where account.name = walked.name) like ? escape '\\'`,
      [`%${escapeLike(part)}%`],
    );
  }
  return page;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, character => `\\${character}`);
}
