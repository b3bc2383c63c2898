import { Knex } from 'knex';
import { DatabaseTime, toDate } from '../database/rows';
import { readSearch } from '../records/searchText';
import { ServiceAccountRow } from '../records/serviceAccountRow';
import {
  dueAccounts,
  hintFacet,
  refreshDueAccounts,
  stateFacet,
} from './accountFacets';
import { areKeysLost, filterByKeyStatus } from './keyStatusFilter';
import { ServiceAccountListRequest } from './ServiceAccountStore';

const ACCOUNTS = 'security_service_accounts';
const FACETS = 'security_account_facets';
const ORDER_COLUMNS = {
  name: 'name',
  owner: 'owner_ref',
  createdAt: 'created_at',
} as const;
const FACET_INDEXES = {
  name: 'sqlite_autoindex_security_account_facets_1',
  owner: 'security_account_facets_owner_idx',
  createdAt: 'security_account_facets_created_idx',
};
/** How far it is looked along each facet for the one to walk along. */
const LOOKED_AHEAD = 100;

/** What an account is to have besides what the request says of its columns. */
interface Wanted {
  facets: string[];
  /** Of its search text. */
  parts: string[];
}

/**
 * A page of accounts. It walks along an index that begins with a facet and is
 * in the order of the list already, and looks up for each account whether it
 * has the other facets: what a page costs does not hang on how many accounts
 * there are.
 *
 * @param keyringIds - of every secret in `security.keyring`
 */
export async function readAccountPage(
  knex: Knex,
  request: ServiceAccountListRequest,
  keyringIds: string[],
): Promise<ServiceAccountRow[]> {
  const { search, keyStatus } = request;
  const isStored = !keyStatus || (await isStateStored(knex, keyringIds));
  if (keyStatus === 'lost' && isStored) {
    return [];
  }
  const states = keyStatus && isStored ? [stateFacet(keyStatus)] : [];
  const pages: Knex.QueryBuilder[] = [];
  for (const { facets, parts } of waysToFind(search)) {
    const wanted = { facets: [...facets, ...states], parts };
    const along = await rarest(knex, request, wanted.facets);
    const page = pageAlong(knex, request, wanted, along);
    if (keyStatus && !isStored) {
      const account = knex({ account: ACCOUNTS }).whereRaw(
        'account.name = walked.name',
      );
      filterByKeyStatus(account, keyStatus, { account: 'account', keyringIds });
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
  return inOrder(
    knex
      .select('account.*')
      .from(names.as('found'))
      .join({ account: ACCOUNTS }, 'account.name', 'found.name'),
    request,
    'found',
  );
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

/**
 * Whether the stored states are what this process says at this moment. When
 * they are not, the keys themselves are asked: because a secret that some of
 * them need is lost, or because somebody else works on an account that is due.
 */
async function isStateStored(
  knex: Knex,
  keyringIds: string[],
): Promise<boolean> {
  const ask = () =>
    knex('security_keyring')
      .whereNotIn('id', keyringIds)
      .select('id')
      .unionAll(
        knex
          .select('id')
          .from(
            dueAccounts(knex).select(knex.raw('null as id')).limit(1).as('due'),
          ),
      );
  let asked: Array<{ id: string | null }> = await ask();
  if (asked.some(({ id }) => id === null)) {
    await refreshDueAccounts(knex);
    asked = await ask();
  }
  const goneIds = asked.flatMap(({ id }) => id ?? []);
  return asked.length === goneIds.length && !(await areKeysLost(knex, goneIds));
}

function pageAlong(
  knex: Knex,
  request: ServiceAccountListRequest,
  wanted: Wanted,
  along: string | undefined,
): Knex.QueryBuilder {
  const page = walk(knex, request, along);
  // Scalar subqueries, which no planner turns into a join with everything.
  for (const facet of wanted.facets.filter(each => each !== along)) {
    page.whereRaw(
      `(select 1 from ${FACETS} as other
        where other.facet = ? and other.name = walked.name) = 1`,
      [facet],
    );
  }
  for (const part of wanted.parts) {
    page.whereRaw(
      `(select account.search_text from ${ACCOUNTS} as account
        where account.name = walked.name) like ? escape '\\'`,
      [`%${escapeLike(part)}%`],
    );
  }
  return page;
}

/** The accounts of the page that have a facet, or all, in the order asked for. */
function walk(
  knex: Knex,
  request: ServiceAccountListRequest,
  facet: string | undefined,
): Knex.QueryBuilder {
  const { owner, orderBy, order, after } = request;
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
  if (after) {
    const compare = order === 'asc' ? '>' : '<';
    if (orderBy === 'name') {
      query.where('walked.name', compare, after.name);
    } else {
      query.whereRaw(`(walked.${column}, walked.name) ${compare} (?, ?)`, [
        orderBy === 'createdAt' ? new Date(after.value) : after.value,
        after.name,
      ]);
    }
  }
  return orderedPage(query, request, 'walked');
}

/**
 * SQLite does not see that an index in the order asked for need not be read to
 * its end, and would rather sort all that a smaller one holds.
 */
function facetsInOrder(
  knex: Knex,
  { owner, orderBy }: ServiceAccountListRequest,
): Knex.Raw {
  const isPostgres = knex.client.config.client === 'pg';
  const index = FACET_INDEXES[owner ? 'owner' : orderBy];
  // The accounts of one owner may well be sorted.
  const isOpen = owner && orderBy === 'createdAt';
  return knex.raw(
    `${FACETS} as walked ${isPostgres || isOpen ? '' : `indexed by ${index}`}`,
  );
}

/**
 * The facet that the fewest of the next accounts have: the one whose hundredth
 * account is the farthest away.
 */
async function rarest(
  knex: Knex,
  request: ServiceAccountListRequest,
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

function orderedPage(
  query: Knex.QueryBuilder,
  request: ServiceAccountListRequest,
  table: string,
): Knex.QueryBuilder {
  return inOrder(query, request, table).limit(request.limit);
}

function inOrder(
  query: Knex.QueryBuilder,
  { orderBy, order }: ServiceAccountListRequest,
  table: string,
): Knex.QueryBuilder {
  query.orderBy(`${table}.${ORDER_COLUMNS[orderBy]}`, order);
  return orderBy === 'name' ? query : query.orderBy(`${table}.name`, order);
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, character => `\\${character}`);
}
