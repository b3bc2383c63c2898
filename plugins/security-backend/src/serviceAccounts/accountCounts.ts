import {
  KeyStatusFilter,
  MOST_COUNTED,
} from 'backstage-plugin-security-common';
import { Knex } from 'knex';
import { stateFacet } from './facetRows';
import { filterByKeyStatus, StateTerms } from './keyStatusFilter';
import { ServiceAccountCounts } from './ServiceAccountStore';
import { isStateStored } from './storedStates';

const COUNTED = ['active', 'expiring', 'unused', 'not-working'] as const;

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
  const inState = (status: KeyStatusFilter) => {
    const found = isStored
      ? knex({ found: 'security_account_facets' }).where(
          'found.facet',
          stateFacet(status),
        )
      : knex({ found: 'security_service_accounts' });
    if (!isStored) {
      filterByKeyStatus(found, status, { ...terms, account: 'found' });
    }
    if (owners) {
      found.whereIn('found.owner_ref', owners);
    }
    const some = found.select('found.name').limit(MOST_COUNTED);
    return knex.count('*').from(some.as('some')).as(status);
  };
  const [row] = await knex.select(COUNTED.map(inState));
  return Object.fromEntries(
    COUNTED.map(status => [status, Number(row[status])]),
  ) as ServiceAccountCounts;
}
