import {
  serviceAccountPathSchema,
  serviceAccountSchema,
} from 'backstage-plugin-security-common';
import { AuthorizedServiceAccounts } from '../serviceAccounts/AuthorizedServiceAccounts';
import { presentServiceAccount } from '../serviceAccounts/presentServiceAccount';
import { accountMeta, toldAccount } from './accountInput';
import { PersonActions } from './PersonActions';

/** Disables a service account. */
export function addDisableServiceAccount(
  actions: PersonActions,
  serviceAccounts: AuthorizedServiceAccounts,
): void {
  actions.add({
    name: 'disable-service-account',
    title: 'Disable a service account',
    description:
      'Disables a service account: its API keys are refused from then on. Its newest key works again when a person enables the account on the page Security › Users; keys in their grace period end for good.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    audit: {
      eventId: 'service-account-mutate',
      severityLevel: 'medium',
      meta: { actionType: 'update' },
    },
    meta: ({ name }) => accountMeta(name),
    told: zod => zod.object(toldAccount(zod)),
    input: serviceAccountPathSchema,
    output: zod =>
      zod.object({
        account: zod
          .record(zod.unknown())
          .describe('As the HTTP API answers it, disabled'),
      }),
    async handle({ person, input: { name }, trail }) {
      const status = 'disabled' as const;
      const { account, changes } = await serviceAccounts.planUpdate(
        person,
        name,
        { status },
      );
      const disabled = changes.status
        ? await serviceAccounts.update(
            person,
            name,
            { version: account.version, status },
            trail,
          )
        : await serviceAccounts.get(person, name);
      return {
        account: serviceAccountSchema.parse(presentServiceAccount(disabled)),
      };
    },
  });
}
