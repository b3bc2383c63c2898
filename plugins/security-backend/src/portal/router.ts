import { securityOperations } from 'backstage-plugin-security-common';
import { OperationRouter } from '../http/OperationRouter';
import { AuthorizedPortal } from './AuthorizedPortal';

/** Serves what this portal has. */
export function addPortalOperations(
  router: OperationRouter,
  portal: AuthorizedPortal,
): void {
  router.add(securityOperations.listPlugins, {
    audit: { eventId: 'plugin-fetch', severityLevel: 'low' },
    handle: ({ person }) => portal.listPlugins(person),
  });
}
