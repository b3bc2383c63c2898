import {
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogLocationDeletePermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  securityApiKeyConfigurePermission as configureKey,
  securityApiKeyRevokePermission as revokeKey,
  securityConfigurationReadPermission as read,
  securityPermissions,
  securityServiceAccountCreatePermission as create,
  securityServiceAccountDeletePermission as remove,
  securityServiceAccountUpdatePermission as update,
  securityServicePrincipalConfigurePermission as becomeService,
} from 'backstage-plugin-security-common';
import {
  allowedServiceAccounts,
  askPolicy,
  personUser,
  serviceAccountUser,
  testServiceAccount,
} from 'backstage-plugin-security-node/testUtils';
import { policy as auditors } from './auditors';
import {
  catalogReaders as readersOf,
  policy as catalogReaders,
} from './catalogReaders';
import { policy as incidentResponders } from './incidentResponders';
import { policy as keyOwners } from './keyOwners';
import { policy as noDeletions } from './noDeletions';
import { PolicyOfParts } from './policy';
import { policy as portal } from './portal';
import { policy as productionAccounts } from './productionAccounts';
import { policy as securityTeam } from './securityTeam';

const ALL = {
  securityTeam,
  keyOwners,
  incidentResponders,
  auditors,
  catalogReaders,
  noDeletions,
  productionAccounts,
  portal,
};

const invoices = testServiceAccount('invoices', 'group:default/payments');
const nightly = testServiceAccount('nightly', 'group:default/security');
const deploy = testServiceAccount('deploy', 'group:default/payments');
const ledger = testServiceAccount('ledger', 'group:production/payments');
const ACCOUNTS = [invoices, nightly, deploy, ledger];

const PEOPLE = {
  security: personUser('user:default/sol', 'group:default/security'),
  payments: personUser('user:default/pat', 'group:default/payments'),
  responder: personUser(
    'user:default/remy',
    'group:default/incident-responders',
  ),
  auditor: personUser(
    'user:default/ada',
    'group:default/auditors',
    'group:default/payments',
  ),
  production: personUser('user:default/pia', 'group:default/production'),
  guest: personUser('user:development/guest'),
};

const WORDS = {
  read,
  configureKey,
  revokeKey,
  create,
  update,
  remove,
  becomeService,
};

/** Everything that somebody may do under Security, in words. */
async function rightsOf(policy: PolicyOfParts, user?: PolicyQueryUser) {
  const rights: Record<string, string> = {};
  for (const [word, permission] of Object.entries(WORDS)) {
    const { result } = await askPolicy(policy, permission, user);
    const accounts =
      result === AuthorizeResult.CONDITIONAL
        ? await allowedServiceAccounts(policy, permission, user, ACCOUNTS)
        : [];
    if (result !== AuthorizeResult.DENY) {
      rights[word] =
        result === AuthorizeResult.ALLOW
          ? 'all'
          : accounts.map(({ name }) => name).join(' ');
    }
  }
  return rights;
}

const EVERYTHING = Object.fromEntries(
  Object.keys(WORDS).map(word => [word, 'all']),
);
const onAccounts = (names: string) => ({
  configureKey: names,
  revokeKey: names,
  update: names,
  remove: names,
});

it.each<[keyof typeof ALL, Record<string, Record<string, string>>]>([
  ['securityTeam', { security: EVERYTHING }],
  [
    'keyOwners',
    {
      security: { read: 'all', configureKey: 'nightly' },
      payments: { read: 'all', configureKey: 'invoices deploy' },
      responder: { read: 'all', configureKey: '' },
      auditor: { read: 'all', configureKey: 'invoices deploy' },
      production: { read: 'all', configureKey: '' },
    },
  ],
  [
    'incidentResponders',
    { security: EVERYTHING, responder: { read: 'all', revokeKey: 'all' } },
  ],
  ['auditors', { security: EVERYTHING, auditor: { read: 'all' } }],
  ['catalogReaders', { security: EVERYTHING }],
  ['noDeletions', { security: EVERYTHING }],
  [
    'productionAccounts',
    {
      security: { ...EVERYTHING, ...onAccounts('invoices nightly') },
      production: { read: 'all', ...onAccounts('deploy ledger') },
    },
  ],
  [
    'portal',
    {
      security: { ...EVERYTHING, ...onAccounts('invoices nightly') },
      payments: { read: 'all', configureKey: 'invoices' },
      responder: { read: 'all', configureKey: '', revokeKey: 'all' },
      auditor: { read: 'all' },
      production: { read: 'all', ...onAccounts('deploy ledger') },
    },
  ],
])('%s says who may do what', async (name, expected) => {
  for (const [person, user] of Object.entries(PEOPLE)) {
    expect([person, await rightsOf(ALL[name], user)]).toEqual([
      person,
      expected[person] ?? {},
    ]);
  }
  expect(await rightsOf(ALL[name])).toEqual({});
});

describe.each(Object.entries(ALL))('%s', (_, policy) => {
  it.each(ACCOUNTS)('lets $name do nothing under Security', async account => {
    expect(await rightsOf(policy, serviceAccountUser(account))).toEqual({});
  });

  it('lets nobody but those in charge do what later versions bring', async () => {
    const permission = createPermission({
      name: 'security.something.new',
      attributes: { action: 'read' },
    });
    for (const user of [PEOPLE.payments, PEOPLE.guest, undefined]) {
      expect(await askPolicy(policy, permission, user)).toEqual({
        result: AuthorizeResult.DENY,
      });
    }
  });

  it('leaves the catalog to people as it was', async () => {
    for (const user of [...Object.values(PEOPLE), undefined]) {
      for (const permission of [
        catalogEntityReadPermission,
        catalogLocationReadPermission,
        catalogLocationDeletePermission,
      ]) {
        expect(await askPolicy(policy, permission, user)).toEqual({
          result: AuthorizeResult.ALLOW,
        });
      }
    }
  });
});

describe('what service accounts may do in the catalog', () => {
  const ci = serviceAccountUser(invoices);
  const owned = {
    result: AuthorizeResult.CONDITIONAL,
    conditions: {
      rule: 'IS_ENTITY_OWNER',
      params: { claims: [invoices.entityRef, invoices.ownerRef] },
    },
  };
  const ALLOW = { result: AuthorizeResult.ALLOW };
  const DENY = { result: AuthorizeResult.DENY };

  it.each([
    ['all of it to read', catalogReaders, [ALLOW, DENY, DENY, DENY]],
    [
      'their part of it to read',
      new PolicyOfParts(readersOf('owned')),
      [owned, DENY, DENY, DENY],
    ],
    ['what their owner may do', noDeletions, [ALLOW, owned, DENY, DENY]],
    ['the same in the portal', portal, [ALLOW, owned, DENY, DENY]],
    ['everything', securityTeam, [ALLOW, ALLOW, ALLOW, ALLOW]],
  ])('is %s', async (_, policy, expected) => {
    const decisions = await Promise.all(
      [
        catalogEntityReadPermission,
        catalogEntityRefreshPermission,
        catalogEntityDeletePermission,
        catalogLocationDeletePermission,
      ].map(permission => askPolicy(policy, permission, ci)),
    );
    expect(decisions).toMatchObject(expected);
  });
});

it('has a word for each permission', () => {
  expect(Object.values(WORDS)).toEqual(
    expect.arrayContaining(securityPermissions),
  );
});
