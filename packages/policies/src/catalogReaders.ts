import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { isPermission } from '@backstage/plugin-permission-common';
import {
  ALLOW,
  DENY,
  everythingElse,
  isServiceAccount,
  policyModule,
  PolicyOfParts,
  PolicyPart,
} from './policy';
import { SECURITY_TEAM, securityTeam } from './securityTeam';

/** Service accounts may read the catalog, or their part of it, and no more. */
export function catalogReaders(entities: 'all' | 'owned'): PolicyPart {
  return (permission, user, next) => {
    if (!user || !isServiceAccount(user)) {
      return next();
    }
    if (!isPermission(permission, catalogEntityReadPermission)) {
      return DENY;
    }
    return entities === 'all'
      ? ALLOW
      : createCatalogConditionalDecision(
          permission,
          catalogConditions.isEntityOwner({
            claims: user.info.ownershipEntityRefs,
          }),
        );
  };
}

export const policy = new PolicyOfParts(
  catalogReaders('all'),
  securityTeam(SECURITY_TEAM),
  everythingElse,
);

export default policyModule(policy);
