import { securityOperations } from 'backstage-plugin-security-common';
import { OperationRouter } from '../http/OperationRouter';
import { AuthorizedCheckUp } from './AuthorizedCheckUp';

/** Serves what the policy lets somebody do who has no rights. */
export function addCheckUpOperations(
  router: OperationRouter,
  checkUp: AuthorizedCheckUp,
): void {
  router.add(securityOperations.getPolicyCheckUp, {
    audit: { eventId: 'policy-check-up-fetch', severityLevel: 'low' },
    handle: ({ person }) => checkUp.get(person),
  });
}
