import {
  KeyStatusFilter,
  MOST_COUNTED,
} from 'backstage-plugin-security-common';
import { Knex } from 'knex';
import { OWNER_MISSING, stateFacet } from './facetRows';
import { filterByKeyStatus, StateTerms } from './keyStatusFilter';
import { ServiceAccountCounts } from './ServiceAccountStore';
import { isStateStored } from './storedStates';

const STATES = ['active', 'expiring', 'unused', 'not-working'] as const;

/**
 * Counts the accounts in the states to look after, in one statement that reads
 * no more than {@link MOST_COUNTED} rows for each.
 *
 * @param owners - whose accounts; all when undefined */
export async function countAccounts(
  knex: Knex,
  owners: string[] | undefined,
  terms: StateTerms,
): Promise<ServiceAccountCounts> {
  const isStored = await isStateStored(knex, terms);
  const countOf = (
    found: Knex.QueryBuilder,
    as: keyof ServiceAccountCounts,
  ) => {
    if (owners) {
      found.whereIn('found.owner_ref', owners);
    }
    const some = found.select('found.name').limit(MOST_COUNTED);
    return knex.count('*').from(some.as('some')).as(as);
  };
  const withFacet = (facet: string) =>
    knex({ found: 'security_account_facets' }).where('found.facet', facet);
  const inState = (status: KeyStatusFilter) => {
    if (isStored) {
      return withFacet(stateFacet(status));
    }
    const found = knex({ found: 'security_service_accounts' });
    filterByKeyStatus(found, status, { ...terms, account: 'found' });
    return found;
  };
  const [row] = await knex.select([
    ...STATES.map(status => countOf(inState(status), status)),
    countOf(withFacet(OWNER_MISSING), 'ownerMissing'),
  ]);
  return Object.fromEntries(
    [...STATES, 'ownerMissing'].map(name => [name, Number(row[name])]),
  ) as ServiceAccountCounts;
}
