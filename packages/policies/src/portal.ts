import { auditors } from './auditors';
import { entityOwners } from './entityOwners';
import { incidentResponders } from './incidentResponders';
import { keyOwners } from './keyOwners';
import { noDeletions } from './noDeletions';
import { everythingElse, policyModule, PolicyOfParts } from './policy';
import { productionAccounts } from './productionAccounts';
import { SECURITY_TEAM, securityTeam } from './securityTeam';

export const policy = new PolicyOfParts(
  // Before all that gives more: an auditor touches nothing.
  auditors('group:default/auditors'),
  // Before what keeps production apart: an incident may be there.
  incidentResponders('group:default/incident-responders'),
  productionAccounts({
    circle: 'group:default/production',
    names: ['deploy', 'backup'],
    ownerNamespaces: ['production'],
  }),
  securityTeam(SECURITY_TEAM),
  keyOwners,
  noDeletions,
  entityOwners,
  everythingElse,
);

export default policyModule(policy);
