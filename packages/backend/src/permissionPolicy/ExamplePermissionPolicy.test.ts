import {
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import {
  securityApiKeyConfigurePermission,
  securityApiKeyRevokePermission,
  securityConfigurationReadPermission,
  securityPermissions,
  securityServiceAccountCreatePermission,
  securityServiceAccountDeletePermission,
  securityServiceAccountUpdatePermission,
} from 'backstage-plugin-security-common';
import {
  allowedServiceAccounts,
  askPolicy,
  personUser,
  testServiceAccount,
} from 'backstage-plugin-security-node/testUtils';
import { ExamplePermissionPolicy } from './ExamplePermissionPolicy';

const administrator = personUser(
  'user:default/amara.osei',
  'group:default/security-admins',
);
const auditor = personUser(
  'user:default/bruno.keller',
  'group:default/security-auditors',
);
const responder = personUser(
  'user:default/isaac.levi',
  'group:default/incident-responders',
);
const engineer = personUser(
  'user:default/chen.wei',
  'group:default/team-payments',
  'group:default/engineering',
);
const marketer = personUser(
  'user:default/dana.novak',
  'group:default/team-marketing',
  'group:default/business',
);

const ALLOW = { result: AuthorizeResult.ALLOW };
const DENY = { result: AuthorizeResult.DENY };

const policy = new ExamplePermissionPolicy();

describe('ExamplePermissionPolicy', () => {
  it.each(securityPermissions)(
    'lets administrators $name',
    async permission => {
      await expect(
        askPolicy(policy, permission, administrator),
      ).resolves.toEqual(ALLOW);
    },
  );

  it.each(securityPermissions)(
    'lets auditors $name only if it is viewing',
    async permission => {
      await expect(askPolicy(policy, permission, auditor)).resolves.toEqual(
        permission === securityConfigurationReadPermission ? ALLOW : DENY,
      );
    },
  );

  it.each(securityPermissions)(
    'lets incident responders $name only if it is viewing or ending keys',
    async permission => {
      await expect(askPolicy(policy, permission, responder)).resolves.toEqual(
        permission === securityConfigurationReadPermission ||
          permission === securityApiKeyRevokePermission
          ? ALLOW
          : DENY,
      );
    },
  );

  it('lets engineers view, and neither create nor delete', async () => {
    await expect(
      askPolicy(policy, securityConfigurationReadPermission, engineer),
    ).resolves.toEqual(ALLOW);
    await expect(
      askPolicy(policy, securityServiceAccountCreatePermission, engineer),
    ).resolves.toEqual(DENY);
    await expect(
      askPolicy(policy, securityServiceAccountDeletePermission, engineer),
    ).resolves.toEqual(DENY);
  });

  it.each([
    securityApiKeyConfigurePermission,
    securityServiceAccountUpdatePermission,
  ])('lets engineers $name for what they own', async permission => {
    const own = testServiceAccount('invoices', 'group:default/team-payments');
    const others = testServiceAccount('mail', 'group:default/team-marketing');
    expect(
      await allowedServiceAccounts(policy, permission, engineer, [own, others]),
    ).toEqual([own]);
  });

  it.each(securityPermissions)('lets nobody else $name', async permission => {
    await expect(askPolicy(policy, permission, marketer)).resolves.toEqual(
      DENY,
    );
    await expect(askPolicy(policy, permission)).resolves.toEqual(DENY);
  });

  it('lets everybody who is signed in read the catalog', async () => {
    const permission = catalogEntityReadPermission;
    await expect(askPolicy(policy, permission, marketer)).resolves.toEqual(
      ALLOW,
    );
    await expect(askPolicy(policy, permission)).resolves.toEqual(DENY);
  });

  it('denies what it does not name, to administrators too', async () => {
    await expect(
      askPolicy(policy, catalogEntityDeletePermission, administrator),
    ).resolves.toEqual(DENY);
    await expect(
      askPolicy(
        policy,
        createPermission({
          name: 'security.something.new',
          attributes: { action: 'read' },
        }),
        administrator,
      ),
    ).resolves.toEqual(DENY);
  });
});
