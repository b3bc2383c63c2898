import {
  selectApiKeySchema,
  SERVICE_ACCOUNT_NAMESPACE,
  serviceAccountPathSchema,
} from 'backstage-plugin-security-common';
import { AuthorizedApiKeys } from '../apiKeys/AuthorizedApiKeys';
import { accountMeta, toldAccount } from './accountInput';
import { PersonActions } from './PersonActions';

/** Ends the keys of a service account, or one of them. */
export function addRevokeApiKeys(
  actions: PersonActions,
  apiKeys: AuthorizedApiKeys,
): void {
  actions.add({
    name: 'revoke-api-keys',
    title: 'Revoke API keys of a service account',
    description:
      'Ends every API key of a service account, or the one with the given id, for good: whatever calls the portal with it is refused from then on. The account stays, and a person can generate another key on the page Security › Users.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    audit: { eventId: 'api-key-revoke', severityLevel: 'high' },
    meta: ({ name, keyId }) => ({
      ...accountMeta(name),
      ...(!keyId && { actionType: 'all' }),
    }),
    told: zod =>
      zod.object({
        ...toldAccount(zod),
        keyId: zod
          .string()
          .uuid()
          .optional()
          .describe(
            'Id of the only key to end, as get-service-account answers it; every key when left out',
          ),
      }),
    input: serviceAccountPathSchema.extend({
      keyId: selectApiKeySchema.shape.keyId.optional(),
    }),
    output: zod =>
      zod.object({
        name: zod.string().describe('Name of the service account'),
        revoked: zod
          .string()
          .describe('The id of the key that has ended, or all'),
      }),
    async handle({ person, input: { name, keyId }, trail }) {
      const account = { namespace: SERVICE_ACCOUNT_NAMESPACE, name };
      if (keyId) {
        await apiKeys.revoke(person, account, keyId, trail);
      } else {
        await apiKeys.revokeAll(person, account, trail);
      }
      return { name, revoked: keyId ?? 'all' };
    },
  });
}
