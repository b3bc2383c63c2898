import { securityOperations } from 'backstage-plugin-security-common';
import { AuditDescription } from '../audit/audited';
import { OperationRouter } from '../http/OperationRouter';
import { AuthorizedServiceAccounts } from './AuthorizedServiceAccounts';
import { presentServiceAccount } from './presentServiceAccount';

/** Serves what changes service accounts. */
export function addServiceAccountOperations(
  router: OperationRouter,
  serviceAccounts: AuthorizedServiceAccounts,
): void {
  router.add(securityOperations.createServiceAccount, {
    audit: mutation('create', 'medium'),
    handle: async ({ person, body, trail }) =>
      presentServiceAccount(await serviceAccounts.create(person, body, trail)),
  });

  router.add(securityOperations.updateServiceAccount, {
    audit: mutation('update', 'medium'),
    handle: async ({ person, params, body, trail }) =>
      presentServiceAccount(
        await serviceAccounts.update(person, params.name, body, trail),
      ),
  });

  router.add(securityOperations.deleteServiceAccount, {
    audit: mutation('delete', 'high'),
    handle: async ({ person, params, query, trail }) => {
      await serviceAccounts.delete(person, params.name, query.version, trail);
      return undefined;
    },
  });
}

function mutation(
  actionType: string,
  severityLevel: AuditDescription['severityLevel'],
): AuditDescription {
  return {
    eventId: 'service-account-mutate',
    severityLevel,
    meta: { actionType },
  };
}
