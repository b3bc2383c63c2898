import {
  accountDetailsSchema,
  SERVICE_ACCOUNT_NAMESPACE,
  serviceAccountPathSchema,
} from 'backstage-plugin-security-common';
import { Accounts } from '../users/Accounts';
import { accountMeta, toldAccount } from './accountInput';
import { PersonActions } from './PersonActions';

/** Gets a service account with the history of its keys. */
export function addGetServiceAccount(
  actions: PersonActions,
  accounts: Accounts,
): void {
  actions.add({
    name: 'get-service-account',
    title: 'Get a service account',
    description:
      'Gets a service account: whom it belongs to, what it may call, and the history of its API keys with their ids, newest first. Never the value of a key.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    audit: {
      eventId: 'user-fetch',
      severityLevel: 'low',
      meta: { queryType: 'by-name' },
    },
    meta: ({ name }) => accountMeta(name),
    told: zod => zod.object(toldAccount(zod)),
    input: serviceAccountPathSchema,
    output: zod =>
      zod.object({
        account: zod
          .record(zod.unknown())
          .describe(
            'As GET /v1/users/service-account/{name} of the HTTP API answers it',
          ),
      }),
    async handle({ person, input: { name } }) {
      const namespace = SERVICE_ACCOUNT_NAMESPACE;
      const account = await accounts.get(person, { namespace, name });
      return { account: accountDetailsSchema.parse(account) };
    },
  });
}
