import { InputError } from '@backstage/errors';
import {
  acceptsApiKeys,
  PermissionAccess,
  PreviewAccess,
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

/** The account as it would be. */
export function asChanged(
  account: ServiceAccountRecord,
  changes: PreviewAccess,
): ServiceAccountRecord {
  const { ownerRef, principal, plugins, restrictions } = changes;
  return {
    ...account,
    ownerRef: ownerRef ?? account.ownerRef,
    principal: principal ?? account.principal,
    plugins: plugins === undefined ? account.plugins : plugins ?? undefined,
    restrictions:
      restrictions ?? (principal === 'user' ? undefined : account.restrictions),
  };
}

/** @throws InputError when the account could not be saved like that */
export function assertIsPossible(
  account: ServiceAccountRecord,
  next: ServiceAccountRecord,
  canBeService: boolean,
): void {
  if (next.principal === 'user' && next.restrictions) {
    throw new InputError(
      'restrictions: only an account that acts as a service has them',
    );
  }
  if (next.principal === 'service' && !next.restrictions) {
    throw new InputError(
      'restrictions: an account that acts as a service needs them',
    );
  }
  const becomesService =
    next.principal === 'service' && account.principal !== 'service';
  if (becomesService && !canBeService) {
    throw new InputError(
      'principal: backend.auth.externalAccess has no entry of the type api-key',
    );
  }
}
