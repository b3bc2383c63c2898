import {
  isPermission,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import { securityConfigurationReadPermission } from 'backstage-plugin-security-common';
import { serviceAccountConditions } from 'backstage-plugin-security-node';
import { AccountConditions, alsoFor, onlyFor } from './accountConditions';
import {
  ALLOW,
  everythingElse,
  isMember,
  policyModule,
  PolicyOfParts,
  PolicyPart,
} from './policy';
import { SECURITY_TEAM, securityTeam } from './securityTeam';

const PRODUCTION = {
  circle: 'group:default/production',
  names: ['deploy', 'backup'],
  ownerNamespaces: ['production'],
};

/**
 * The accounts with these names, and those whose owner is in one of these
 * namespaces, are for the circle alone, whatever the parts after it say.
 */
export function productionAccounts(production: typeof PRODUCTION): PolicyPart {
  const { circle, names, ownerNamespaces } = production;
  const isProduction: AccountConditions = {
    anyOf: [
      serviceAccountConditions.hasName({ names }),
      serviceAccountConditions.hasOwnerNamespace({
        namespaces: ownerNamespaces,
      }),
    ],
  };
  return async (permission, user, next) => {
    const isInCircle = isMember(user, circle);
    if (isResourcePermission(permission, 'security-service-account')) {
      return isInCircle
        ? alsoFor(permission, await next(), isProduction)
        : onlyFor(permission, await next(), { not: isProduction });
    }
    return isInCircle &&
      isPermission(permission, securityConfigurationReadPermission)
      ? ALLOW
      : next();
  };
}

export const policy = new PolicyOfParts(
  productionAccounts(PRODUCTION),
  securityTeam(SECURITY_TEAM),
  everythingElse,
);

export default policyModule(policy);
