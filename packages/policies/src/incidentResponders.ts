import { isPermission } from '@backstage/plugin-permission-common';
import {
  securityApiKeyRevokePermission,
  securityConfigurationReadPermission,
} from 'backstage-plugin-security-common';
import {
  ALLOW,
  everythingElse,
  isMember,
  policyModule,
  PolicyOfParts,
  PolicyPart,
} from './policy';
import { SECURITY_TEAM, securityTeam } from './securityTeam';

const RESPONDERS = 'group:default/incident-responders';

/** Incident responders may end any key, and see none. */
export function incidentResponders(group: string): PolicyPart {
  return (permission, user, next) =>
    isMember(user, group) &&
    (isPermission(permission, securityConfigurationReadPermission) ||
      isPermission(permission, securityApiKeyRevokePermission))
      ? ALLOW
      : next();
}

export const policy = new PolicyOfParts(
  incidentResponders(RESPONDERS),
  securityTeam(SECURITY_TEAM),
  everythingElse,
);

export default policyModule(policy);
