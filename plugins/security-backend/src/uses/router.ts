import { securityOperations } from 'backstage-plugin-security-common';
import { OperationRouter } from '../http/OperationRouter';
import { AuthorizedUses } from './AuthorizedUses';

/** Serves what service accounts called. */
export function addUseOperations(
  router: OperationRouter,
  uses: AuthorizedUses,
): void {
  router.add(securityOperations.getUses, {
    audit: { eventId: 'plugin-use-fetch', severityLevel: 'low' },
    handle: ({ person, params }) => uses.get(person, params.name),
  });
}
