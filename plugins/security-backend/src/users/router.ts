import { securityOperations } from 'backstage-plugin-security-common';
import { OperationRouter } from '../http/OperationRouter';
import { Accounts } from './Accounts';

/** Serves the list of accounts, and each of them. */
export function addUserOperations(
  router: OperationRouter,
  accounts: Accounts,
): void {
  router.add(securityOperations.listAccounts, {
    audit: {
      eventId: 'user-fetch',
      severityLevel: 'low',
      meta: { queryType: 'list' },
    },
    handle: ({ person, query }) => accounts.list(person, query),
  });

  router.add(securityOperations.getAccount, {
    audit: {
      eventId: 'user-fetch',
      severityLevel: 'low',
      meta: { queryType: 'by-name' },
    },
    handle: ({ person, params }) => accounts.get(person, params),
  });
}
