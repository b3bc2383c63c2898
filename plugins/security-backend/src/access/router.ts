import { securityOperations } from 'backstage-plugin-security-common';
import { OperationRouter } from '../http/OperationRouter';
import { AuthorizedAccess } from './AuthorizedAccess';

/** Serves what service accounts may do, and could do. */
export function addAccessOperations(
  router: OperationRouter,
  access: AuthorizedAccess,
): void {
  router.add(securityOperations.getAccess, {
    audit: fetching('now'),
    handle: ({ person, params }) => access.get(person, params.name),
  });

  router.add(securityOperations.previewAccess, {
    audit: fetching('preview'),
    handle: ({ person, params, body }) =>
      access.preview(person, params.name, body),
  });
}

function fetching(queryType: string) {
  return {
    eventId: 'access-fetch',
    severityLevel: 'low' as const,
    meta: { queryType },
  };
}
