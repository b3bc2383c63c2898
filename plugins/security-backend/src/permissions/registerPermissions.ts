import { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  SERVICE_ACCOUNT_NAMESPACE,
  securityPermissions,
  serviceAccountEntityRef,
} from 'backstage-plugin-security-common';
import {
  ServiceAccountResource,
  serviceAccountResourceRef,
  serviceAccountRules,
} from 'backstage-plugin-security-node';
import {
  ServiceAccountRecord,
  ServiceAccountStore,
} from '../serviceAccounts/ServiceAccountStore';

/** Makes the permissions and rules known to the permission framework. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  store: ServiceAccountStore,
): void {
  registry.addPermissions(
    securityPermissions.filter(permission => !('resourceType' in permission)),
  );
  registry.addResourceType({
    resourceRef: serviceAccountResourceRef,
    permissions: securityPermissions.filter(
      permission => 'resourceType' in permission,
    ),
    rules: Object.values(serviceAccountRules),
    getResources: async refs => {
      const names = refs.map(serviceAccountName);
      const accounts = await store.getMany(
        names.filter(name => name !== undefined),
      );
      const byName = new Map(accounts.map(account => [account.name, account]));
      return names.map(name => {
        const account = name && byName.get(name);
        return account ? toResource(account) : undefined;
      });
    },
  });
}

/** What permission rules see of an account. */
export function toResource(
  account: ServiceAccountRecord,
): ServiceAccountResource {
  return {
    entityRef: serviceAccountEntityRef(account.name),
    name: account.name,
    ownerRef: account.ownerRef,
    status: account.status,
  };
}

function serviceAccountName(ref: string): string | undefined {
  try {
    const { kind, namespace, name } = parseEntityRef(
      ref.toLocaleLowerCase('en-US'),
    );
    return kind === 'user' && namespace === SERVICE_ACCOUNT_NAMESPACE
      ? name
      : undefined;
  } catch {
    return undefined;
  }
}
