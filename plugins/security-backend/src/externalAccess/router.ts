import { securityOperations } from 'backstage-plugin-security-common';
import { OperationRouter } from '../http/OperationRouter';
import { AuthorizedExternalAccess } from './AuthorizedExternalAccess';

/** Serves which tokens of the configuration accounts could replace. */
export function addExternalAccessOperations(
  router: OperationRouter,
  externalAccess: AuthorizedExternalAccess,
): void {
  router.add(securityOperations.listExternalAccess, {
    audit: { eventId: 'external-access-fetch', severityLevel: 'low' },
    handle: ({ person }) => externalAccess.list(person),
  });
}
