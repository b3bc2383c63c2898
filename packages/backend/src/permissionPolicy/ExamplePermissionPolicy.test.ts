import { mockCredentials } from '@backstage/backend-test-utils';
import {
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  securityApiKeyConfigurePermission,
  securityConfigurationReadPermission,
  securityPermissions,
  securityServiceAccountCreatePermission,
  securityServiceAccountDeletePermission,
  securityServiceAccountUpdatePermission,
} from 'backstage-plugin-security-common';
import { ExamplePermissionPolicy } from './ExamplePermissionPolicy';

function person(name: string, ...groups: string[]): PolicyQueryUser {
  const userEntityRef = `user:default/${name}`;
  return {
    credentials: mockCredentials.user(userEntityRef),
    info: {
      userEntityRef,
      ownershipEntityRefs: [
        userEntityRef,
        ...groups.map(group => `group:default/${group}`),
      ],
    },
  };
}

const administrator = person('amara.osei', 'security-admins');
const auditor = person('bruno.keller', 'security-auditors');
const engineer = person('chen.wei', 'team-payments', 'engineering');
const marketer = person('dana.novak', 'team-marketing', 'business');

const ALLOW = { result: AuthorizeResult.ALLOW };
const DENY = { result: AuthorizeResult.DENY };

const policy = new ExamplePermissionPolicy();

describe('ExamplePermissionPolicy', () => {
  it.each(securityPermissions)(
    'lets administrators $name',
    async permission => {
      await expect(
        policy.handle({ permission }, administrator),
      ).resolves.toEqual(ALLOW);
    },
  );

  it.each(securityPermissions)(
    'lets auditors $name only if it is viewing',
    async permission => {
      await expect(policy.handle({ permission }, auditor)).resolves.toEqual(
        permission === securityConfigurationReadPermission ? ALLOW : DENY,
      );
    },
  );

  it('lets engineers view, and neither create nor delete', async () => {
    await expect(
      policy.handle(
        { permission: securityConfigurationReadPermission },
        engineer,
      ),
    ).resolves.toEqual(ALLOW);
    await expect(
      policy.handle(
        { permission: securityServiceAccountCreatePermission },
        engineer,
      ),
    ).resolves.toEqual(DENY);
    await expect(
      policy.handle(
        { permission: securityServiceAccountDeletePermission },
        engineer,
      ),
    ).resolves.toEqual(DENY);
  });

  it.each([
    securityApiKeyConfigurePermission,
    securityServiceAccountUpdatePermission,
  ])('lets engineers $name for what they own', async permission => {
    await expect(policy.handle({ permission }, engineer)).resolves.toEqual({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'security',
      resourceType: 'security-service-account',
      conditions: {
        rule: 'IS_OWNER',
        resourceType: 'security-service-account',
        params: {
          owners: [
            'user:default/chen.wei',
            'group:default/team-payments',
            'group:default/engineering',
          ],
        },
      },
    });
  });

  it.each(securityPermissions)('lets nobody else $name', async permission => {
    await expect(policy.handle({ permission }, marketer)).resolves.toEqual(
      DENY,
    );
    await expect(policy.handle({ permission })).resolves.toEqual(DENY);
  });

  it('lets everybody who is signed in read the catalog', async () => {
    const permission = catalogEntityReadPermission;
    await expect(policy.handle({ permission }, marketer)).resolves.toEqual(
      ALLOW,
    );
    await expect(policy.handle({ permission })).resolves.toEqual(DENY);
  });

  it('denies what it does not name, to administrators too', async () => {
    await expect(
      policy.handle(
        { permission: catalogEntityDeletePermission },
        administrator,
      ),
    ).resolves.toEqual(DENY);
    await expect(
      policy.handle(
        {
          permission: createPermission({
            name: 'security.something.new',
            attributes: { action: 'read' },
          }),
        },
        administrator,
      ),
    ).resolves.toEqual(DENY);
  });
});
