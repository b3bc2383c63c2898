import { securityOperations } from 'backstage-plugin-security-common';
import { OperationRouter } from '../http/OperationRouter';
import { AuthorizedApiKeys } from './AuthorizedApiKeys';

/** Serves the API keys of service accounts. */
export function addApiKeyOperations(
  router: OperationRouter,
  apiKeys: AuthorizedApiKeys,
): void {
  router.add(securityOperations.showApiKey, {
    audit: { eventId: 'api-key-show', severityLevel: 'high' },
    handle: ({ person, params, trail }) => apiKeys.show(person, params, trail),
  });

  router.add(securityOperations.rotateApiKey, {
    audit: { eventId: 'api-key-rotate', severityLevel: 'high' },
    handle: ({ person, params, body, trail }) =>
      apiKeys.rotate(person, params, body.keyId, trail),
  });

  router.add(securityOperations.revokeApiKey, {
    audit: { eventId: 'api-key-revoke', severityLevel: 'high' },
    handle: async ({ person, params, body, trail }) => {
      await apiKeys.revoke(person, params, body.keyId, trail);
      return undefined;
    },
  });
}
