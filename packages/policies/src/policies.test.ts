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
  Permission,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  securityApiKeyConfigurePermission,
  securityApiKeyRevokePermission,
  securityConfigurationReadPermission,
  securityPermissions,
  securityServiceAccountCreatePermission,
  securityServiceAccountDeletePermission,
  securityServiceAccountUpdatePermission,
  securityServicePrincipalConfigurePermission,
} from 'backstage-plugin-security-common';
import {
  allowedServiceAccounts,
  askPolicy,
  serviceAccountUser,
} from 'backstage-plugin-security-node/testUtils';
import {
  ACCOUNTS,
  CASES,
  PEOPLE,
  POLICIES,
  Rights,
} from './__testUtils__/rights';
import { PolicyOfParts } from './policy';

const ALLOW = { result: AuthorizeResult.ALLOW };
const DENY = { result: AuthorizeResult.DENY };

/** What somebody may do under Security. */
async function rightsOf(
  policy: PolicyOfParts,
  user?: PolicyQueryUser,
): Promise<Rights> {
  const isAllowed = async (permission: Permission) => {
    const { result } = await askPolicy(policy, permission, user);
    return result === AuthorizeResult.ALLOW || undefined;
  };
  const accounts = async (permission: Permission) => {
    const allowed = await allowedServiceAccounts(
      policy,
      permission,
      user,
      ACCOUNTS,
    );
    return allowed.length ? allowed.map(({ name }) => name) : undefined;
  };
  return {
    read: await isAllowed(securityConfigurationReadPermission),
    create: await isAllowed(securityServiceAccountCreatePermission),
    configureKey: await accounts(securityApiKeyConfigurePermission),
    revokeKey: await accounts(securityApiKeyRevokePermission),
    update: await accounts(securityServiceAccountUpdatePermission),
    remove: await accounts(securityServiceAccountDeletePermission),
  };
}

it.each(CASES)('under %s, %s may do', async (name, person, rights) => {
  const user = PEOPLE[person];
  expect(await rightsOf(POLICIES[name], user)).toEqual(rights);
  expect(
    await askPolicy(
      POLICIES[name],
      securityServicePrincipalConfigurePermission,
      user,
    ),
  ).toEqual(rights.create ? ALLOW : DENY);
});

describe.each(Object.entries(POLICIES))('%s', (_, policy) => {
  it('lets service accounts and strangers do nothing under Security', async () => {
    for (const user of [...ACCOUNTS.map(serviceAccountUser), undefined]) {
      for (const permission of [
        ...securityPermissions,
        createPermission({
          name: 'security.something.new',
          attributes: { action: 'read' },
        }),
      ]) {
        expect(await askPolicy(policy, permission, user)).toEqual(DENY);
      }
    }
  });

  it('leaves the rest of the portal to people as it was', async () => {
    for (const user of Object.values(PEOPLE)) {
      for (const permission of [
        catalogEntityReadPermission,
        catalogLocationReadPermission,
        catalogLocationDeletePermission,
        createPermission({ name: 'scaffolder.task.create', attributes: {} }),
      ]) {
        expect(await askPolicy(policy, permission, user)).toEqual(ALLOW);
      }
    }
  });
});

describe('what a service account may do in the catalog', () => {
  const [invoices] = ACCOUNTS;
  const owned = {
    result: AuthorizeResult.CONDITIONAL,
    conditions: {
      rule: 'IS_ENTITY_OWNER',
      params: { claims: [invoices.entityRef, invoices.ownerRef] },
    },
  };

  it.each<[keyof typeof POLICIES, object[]]>([
    ['securityTeam', [ALLOW, ALLOW, ALLOW, ALLOW]],
    ['catalogReaders', [ALLOW, DENY, DENY, DENY]],
    ['catalogReaders of what they own', [owned, DENY, DENY, DENY]],
    ['noDeletions', [ALLOW, owned, DENY, DENY]],
    ['portal', [ALLOW, owned, DENY, DENY]],
  ])('under %s', async (name, expected) => {
    const ci = serviceAccountUser(invoices);
    const decisions = await Promise.all(
      [
        catalogEntityReadPermission,
        catalogEntityRefreshPermission,
        catalogEntityDeletePermission,
        catalogLocationDeletePermission,
      ].map(permission => askPolicy(POLICIES[name], permission, ci)),
    );
    expect(decisions).toMatchObject(expected);
  });
});
