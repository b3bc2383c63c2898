import { entityOwners } from './entityOwners';
import {
  DENY,
  everythingElse,
  isServiceAccount,
  policyModule,
  PolicyOfParts,
  PolicyPart,
} from './policy';
import { SECURITY_TEAM, securityTeam } from './securityTeam';

/** Service accounts may do what their owner may do, and delete nothing. */
export const noDeletions: PolicyPart = (permission, user, next) =>
  isServiceAccount(user) && permission.attributes.action === 'delete'
    ? DENY
    : next();

export const policy = new PolicyOfParts(
  noDeletions,
  securityTeam(SECURITY_TEAM),
  entityOwners,
  everythingElse,
);

export default policyModule(policy);
