import {
  acceptsApiKeys,
  PermissionAccess,
} from 'backstage-plugin-security-common';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';

/**
 * What keeps keys of the account out of a plugin, or from a permission there,
 * whatever the policy says.
 */
export function ruledOutBy(
  account: ServiceAccountRecord,
  pluginId: string,
  permission?: string,
): PermissionAccess['ruledOutBy'] {
  const { principal, plugins, restrictions } = account;
  if (!acceptsApiKeys(pluginId)) {
    return 'no-api-keys';
  }
  if (plugins && !plugins.includes(pluginId)) {
    return 'plugins';
  }
  if (principal === 'user') {
    return undefined;
  }
  const own = restrictions?.find(({ plugin }) => plugin === pluginId);
  const isLeft =
    own &&
    (permission === undefined ||
      !own.permissions ||
      own.permissions.includes(permission));
  return isLeft ? undefined : 'restrictions';
}
