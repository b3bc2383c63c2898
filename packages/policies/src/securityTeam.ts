import {
  ALLOW,
  everythingElse,
  isMember,
  isOfSecurity,
  policyModule,
  PolicyOfParts,
  PolicyPart,
} from './policy';

/** Who is in charge: a group of the catalog. */
export const SECURITY_TEAM = 'group:default/security';

/** The security team may do everything under Security. */
export function securityTeam(team: string): PolicyPart {
  return (permission, user, next) =>
    isOfSecurity(permission) && isMember(user, team) ? ALLOW : next();
}

export const policy = new PolicyOfParts(
  securityTeam(SECURITY_TEAM),
  everythingElse,
);

export default policyModule(policy);
