import {
  personUser,
  testServiceAccount,
} from 'backstage-plugin-security-node/testUtils';
import { policy as auditors } from '../auditors';
import {
  catalogReaders as readers,
  policy as catalogReaders,
} from '../catalogReaders';
import { policy as incidentResponders } from '../incidentResponders';
import { policy as keyOwners } from '../keyOwners';
import { policy as noDeletions } from '../noDeletions';
import { everythingElse, PolicyOfParts } from '../policy';
import { policy as portal } from '../portal';
import { policy as productionAccounts } from '../productionAccounts';
import {
  SECURITY_TEAM,
  policy as securityTeam,
  securityTeam as team,
} from '../securityTeam';

/** The policies to copy, and a variant of one. */
export const POLICIES = {
  securityTeam,
  keyOwners,
  incidentResponders,
  auditors,
  catalogReaders,
  'catalogReaders of what they own': new PolicyOfParts(
    readers('owned'),
    team(SECURITY_TEAM),
    everythingElse,
  ),
  noDeletions,
  productionAccounts,
  portal,
};

export type PolicyName = keyof typeof POLICIES;

export const ACCOUNTS = [
  testServiceAccount('invoices', 'group:default/payments'),
  testServiceAccount('nightly', 'group:default/security'),
  // Of production: one by its name, one by the namespace of its owner.
  testServiceAccount('deploy', 'group:default/payments'),
  testServiceAccount('ledger', 'group:production/payments'),
];

export const PEOPLE = {
  sol: personUser('user:default/sol', 'group:default/security'),
  pat: personUser('user:default/pat', 'group:default/payments'),
  remy: personUser('user:default/remy', 'group:default/incident-responders'),
  ada: personUser(
    'user:default/ada',
    'group:default/auditors',
    'group:default/payments',
  ),
  pia: personUser('user:default/pia', 'group:default/production'),
  guest: personUser('user:development/guest'),
};

export type Person = keyof typeof PEOPLE;

/** What somebody may do, and with which accounts. */
export interface Rights {
  read?: true;
  create?: true;
  configureKey?: string[];
  revokeKey?: string[];
  update?: string[];
  remove?: string[];
}

const ALL = ACCOUNTS.map(({ name }) => name);
const READ = { read: true } as const;
const EVERYTHING = { ...READ, create: true, ...handling(...ALL) } as const;
const OTHERS = { ...EVERYTHING, ...handling('invoices', 'nightly') };
const PRODUCTION = { ...READ, ...handling('deploy', 'ledger') };

function handling(...names: string[]) {
  return {
    configureKey: names,
    revokeKey: names,
    update: names,
    remove: names,
  };
}

/** What each person may do under each policy; whoever is missing, nothing. */
export const RIGHTS: Record<PolicyName, Partial<Record<Person, Rights>>> = {
  securityTeam: { sol: EVERYTHING },
  keyOwners: {
    sol: EVERYTHING,
    pat: { ...READ, configureKey: ['invoices', 'deploy'] },
    remy: READ,
    ada: { ...READ, configureKey: ['invoices', 'deploy'] },
    pia: READ,
  },
  incidentResponders: { sol: EVERYTHING, remy: { ...READ, revokeKey: ALL } },
  auditors: { sol: EVERYTHING, ada: READ },
  catalogReaders: { sol: EVERYTHING },
  'catalogReaders of what they own': { sol: EVERYTHING },
  noDeletions: { sol: EVERYTHING },
  productionAccounts: { sol: OTHERS, pia: PRODUCTION },
  portal: {
    sol: OTHERS,
    pat: { ...READ, configureKey: ['invoices'] },
    remy: { ...READ, revokeKey: ALL },
    ada: READ,
    pia: PRODUCTION,
  },
};

/** Each person under each policy. */
export const CASES = (Object.keys(POLICIES) as PolicyName[]).flatMap(policy =>
  (Object.keys(PEOPLE) as Person[]).map(
    person => [policy, person, RIGHTS[policy][person] ?? {}] as const,
  ),
);
