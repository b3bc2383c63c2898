import { Knex } from 'knex';
import { beginningsIn } from '../records/searchText';
import { ServiceAccountRow } from '../records/serviceAccountRow';
import {
  batches,
  FacetAccount,
  hintFacet,
  insertRows,
  OWNER_MISSING,
  removeRows,
  rowsOf,
  STATE_FACETS,
  stateFacet,
} from './facetRows';
import { refreshKeyFacets } from './keyFacets';

const FACETS = 'security_account_facets';
const KEYS = 'security_api_keys';

/** Of a new account, which has no key. */
export async function insertFacets(
  trx: Knex.Transaction,
  account: FacetAccount & Pick<ServiceAccountRow, 'search_text'>,
): Promise<void> {
  await insertRows(
    trx,
    rowsOf(account, [
      stateFacet('none'),
      stateFacet('not-working'),
      ...beginningsIn(account.search_text),
    ]),
  );
}

/** After the account was changed. */
export async function updateFacets(
  trx: Knex.Transaction,
  before: ServiceAccountRow,
  after: ServiceAccountRow,
  unusedAfter: number,
): Promise<void> {
  const old = ownFacets(before);
  const next = new Set(ownFacets(after));
  await removeRows(
    trx,
    after.name,
    old.filter(each => !next.has(each)),
  );
  if (before.owner_ref !== after.owner_ref) {
    const hints = await hintsOf(trx, after.id);
    for (const facets of batches([...old, ...hints, ...STATE_FACETS])) {
      await trx(FACETS)
        .where({ name: after.name })
        .whereIn('facet', facets)
        .update({ owner_ref: after.owner_ref });
    }
  }
  const known = new Set(old);
  await insertRows(
    trx,
    rowsOf(
      after,
      [...next].filter(each => !known.has(each)),
    ),
  );
  await refreshKeyFacets(trx, [after.id], unusedAfter);
}

/** Before the account is deleted. */
export async function deleteFacets(
  trx: Knex.Transaction,
  account: ServiceAccountRow,
): Promise<void> {
  await removeRows(trx, account.name, [
    ...ownFacets(account),
    ...(await hintsOf(trx, account.id)),
    ...STATE_FACETS,
  ]);
}

/** Those that do not come from its keys. */
function ownFacets(
  account: Pick<ServiceAccountRow, 'search_text' | 'owner_missing_since'>,
): string[] {
  return [
    ...beginningsIn(account.search_text),
    ...(account.owner_missing_since === null ? [] : [OWNER_MISSING]),
  ];
}

async function hintsOf(
  trx: Knex.Transaction,
  accountId: string,
): Promise<string[]> {
  const rows = await trx(KEYS)
    .where({ service_account_id: accountId })
    .distinct('hint');
  return rows.map(({ hint }) => hintFacet(hint));
}
