import { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  securityPermissions,
  serviceAccountEntityRef,
} from 'backstage-plugin-security-common';
import {
  ServiceAccountResource,
  serviceAccountResourceRef,
  serviceAccountRules,
} from 'backstage-plugin-security-node';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';

/**
 * Makes the permissions and rules known to the permission framework.
 *
 * @param accounts - where the accounts with these names are found
 */
export function registerPermissions(
  registry: PermissionsRegistryService,
  accounts: { getMany(names: string[]): Promise<ServiceAccountRecord[]> },
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
      const found = await accounts.getMany(
        names.filter(name => name !== undefined),
      );
      const byName = new Map(found.map(account => [account.name, account]));
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

/** In names of accounts case counts, as in the whole API. */
function serviceAccountName(ref: string): string | undefined {
  const prefix = serviceAccountEntityRef('');
  return ref.startsWith(prefix) ? ref.slice(prefix.length) : undefined;
}
