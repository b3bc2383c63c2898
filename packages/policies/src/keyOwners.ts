import { isPermission } from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  securityApiKeyConfigurePermission,
  securityConfigurationReadPermission,
} from 'backstage-plugin-security-common';
import { serviceAccountConditions } from 'backstage-plugin-security-node';
import { alsoFor } from './accountConditions';
import {
  ALLOW,
  everythingElse,
  isServiceAccount,
  policyModule,
  PolicyOfParts,
  PolicyPart,
} from './policy';
import { SECURITY_TEAM, securityTeam } from './securityTeam';

/** Whoever is in a team sees the accounts, and handles the keys of its own. */
export const keyOwners: PolicyPart = async (permission, user, next) => {
  if (!isInTeam(user)) {
    return next();
  }
  if (isPermission(permission, securityConfigurationReadPermission)) {
    return ALLOW;
  }
  if (isPermission(permission, securityApiKeyConfigurePermission)) {
    return alsoFor(
      permission,
      await next(),
      serviceAccountConditions.isOwner({
        owners: user.info.ownershipEntityRefs,
      }),
    );
  }
  return next();
};

/** Not so the guest of a new portal, who is in no group. */
function isInTeam(user?: PolicyQueryUser): user is PolicyQueryUser {
  const refs = user?.info.ownershipEntityRefs ?? [];
  return !isServiceAccount(user) && refs.some(ref => ref.startsWith('group:'));
}

export const policy = new PolicyOfParts(
  securityTeam(SECURITY_TEAM),
  keyOwners,
  everythingElse,
);

export default policyModule(policy);
