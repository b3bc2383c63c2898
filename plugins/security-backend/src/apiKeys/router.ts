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
    handle: ({ person, params, body, trail }) =>
      apiKeys.show(person, params, body.expiresAt, trail),
  });

  router.add(securityOperations.rotateApiKey, {
    audit: { eventId: 'api-key-rotate', severityLevel: 'high' },
    handle: ({ person, params, body, trail }) =>
      apiKeys.rotate(person, params, body, trail),
  });

  router.add(securityOperations.revokeApiKey, {
    audit: { eventId: 'api-key-revoke', severityLevel: 'high' },
    handle: async ({ person, params, body, trail }) => {
      await apiKeys.revoke(person, params, body.keyId, trail);
      return undefined;
    },
  });

  router.add(securityOperations.revokeAllApiKeys, {
    audit: {
      eventId: 'api-key-revoke',
      severityLevel: 'high',
      meta: { actionType: 'all' },
    },
    handle: async ({ person, params, trail }) => {
      await apiKeys.revokeAll(person, params, trail);
      return undefined;
    },
  });
}
