import { isPermission } from '@backstage/plugin-permission-common';
import { securityConfigurationReadPermission } from 'backstage-plugin-security-common';
import {
  ALLOW,
  DENY,
  everythingElse,
  isMember,
  isOfSecurity,
  policyModule,
  PolicyOfParts,
  PolicyPart,
} from './policy';
import { SECURITY_TEAM, securityTeam } from './securityTeam';

const AUDITORS = 'group:default/auditors';

/** Auditors see everything under Security, and touch nothing there. */
export function auditors(group: string): PolicyPart {
  return (permission, user, next) => {
    if (!isOfSecurity(permission) || !isMember(user, group)) {
      return next();
    }
    return isPermission(permission, securityConfigurationReadPermission)
      ? ALLOW
      : DENY;
  };
}

export const policy = new PolicyOfParts(
  auditors(AUDITORS),
  securityTeam(SECURITY_TEAM),
  everythingElse,
);

export default policyModule(policy);
