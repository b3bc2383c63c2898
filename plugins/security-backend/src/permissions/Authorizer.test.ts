import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  AuthorizeResult,
  PermissionCriteria,
  PermissionCondition,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { PermissionRuleset } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_SERVICE_ACCOUNT } from 'backstage-plugin-security-common';
import {
  ServiceAccountResource,
  serviceAccountConditions,
  serviceAccountRules,
} from 'backstage-plugin-security-node';
import { Authorizer, AuthorizerOptions } from './Authorizer';

const { ALLOW, DENY, CONDITIONAL } = AuthorizeResult;
const PERSON = mockCredentials.user('user:default/alice');
const GUEST = mockCredentials.user('user:development/guest');

const READ = 'security.configuration.read';
const CREATE = 'security.service-account.create';
const CONFIGURE = 'security.user.api-key.configure';
const REVOKE = 'security.user.api-key.revoke';
const UPDATE = 'security.service-account.update';
const DELETE = 'security.service-account.delete';

const TEAM_A = account({ ownerRef: 'group:default/team-a' });
const TEAM_B = account({ ownerRef: 'group:default/team-b' });
const ownedByTeamA = serviceAccountConditions.isOwner({
  owners: ['group:default/team-a'],
});

function account(
  fields: Partial<ServiceAccountResource> = {},
): ServiceAccountResource {
  return {
    entityRef: 'user:service-account/nightly-build',
    name: 'nightly-build',
    ownerRef: 'group:default/team-a',
    status: 'active',
    ...fields,
  };
}

function conditional(
  conditions: PermissionCriteria<PermissionCondition>,
): PolicyDecision {
  return {
    result: CONDITIONAL,
    pluginId: 'security',
    resourceType: RESOURCE_TYPE_SERVICE_ACCOUNT,
    conditions,
  } as PolicyDecision;
}

/** Finds rules as the framework does. */
const ruleset = {
  getRuleByName(name: string) {
    const rule = Object.values(serviceAccountRules).find(
      each => each.name === name,
    );
    if (!rule) {
      throw new Error(`Permission rule '${name}' does not exist`);
    }
    return rule;
  },
} as unknown as PermissionRuleset;

function setUp(
  decisions: Record<string, PolicyDecision> = {},
  config: Partial<AuthorizerOptions['config']> = {},
) {
  const decide = async (requests: { permission: { name: string } }[]) =>
    requests.map(
      ({ permission }) => decisions[permission.name] ?? { result: DENY },
    );
  const permissions = mockServices.permissions.mock({
    authorize: decide as never,
    authorizeConditional: decide as never,
  });
  const logger = mockServices.logger.mock();
  const authorizer = new Authorizer({
    permissions,
    permissionsRegistry: mockServices.permissionsRegistry.mock({
      getPermissionRuleset: (() => ruleset) as never,
    }),
    logger,
    config: {
      permissionsEnabled: true,
      allowWithoutPermissions: false,
      allowGuest: false,
      guestRefs: ['user:development/guest', 'user:default/visitor'],
      ...config,
    },
  });
  return { authorizer, permissions, logger };
}

afterEach(() => {
  jest.useRealTimers();
});

describe('Authorizer', () => {
  it('allows what the policy allows, each by itself', async () => {
    const { authorizer } = setUp({
      [READ]: { result: ALLOW },
      [CONFIGURE]: { result: ALLOW },
      [DELETE]: { result: ALLOW },
    });

    const access = await authorizer.accessOf(PERSON);

    expect(access.canRead).toBe(true);
    expect(access.toCreate.canCreate).toBe(false);
    expect(access.to(TEAM_A)).toMatchObject({
      canConfigureApiKey: true,
      canRevokeApiKey: true,
      canUpdate: false,
      canDelete: true,
      canBecomeService: false,
      apiKeyRefusal: undefined,
    });
  });

  it('does not take one permission for another', async () => {
    for (const allowed of [READ, CREATE, CONFIGURE, REVOKE, UPDATE, DELETE]) {
      const { authorizer } = setUp({ [allowed]: { result: ALLOW } });
      const access = await authorizer.accessOf(PERSON);
      const { apiKeyRefusal: _, ...flags } = access.to(TEAM_A);
      expect({
        [READ]: access.canRead,
        [CREATE]: access.toCreate.canCreate,
        [CONFIGURE]: flags.canConfigureApiKey,
        [REVOKE]: flags.canRevokeApiKey,
        [UPDATE]: flags.canUpdate,
        [DELETE]: flags.canDelete,
      }).toEqual({
        [READ]: false,
        [CREATE]: false,
        [CONFIGURE]: false,
        // Whoever may have a key may end it.
        [REVOKE]: allowed === CONFIGURE,
        [UPDATE]: false,
        [DELETE]: false,
        [allowed]: true,
      });
    }
  });

  it('takes nothing but ALLOW for an answer that allows', async () => {
    for (const result of ['allow', 'MAYBE', '', true, undefined, null]) {
      const answer = { result } as unknown as PolicyDecision;
      const { authorizer } = setUp({
        [READ]: answer,
        [CREATE]: answer,
        [CONFIGURE]: answer,
        [REVOKE]: answer,
        [UPDATE]: answer,
        [DELETE]: answer,
      });
      const access = await authorizer.accessOf(PERSON);
      expect([access.canRead, access.toCreate.canCreate]).toEqual([
        false,
        false,
      ]);
      expect(access.to(TEAM_A)).toMatchObject({
        canConfigureApiKey: false,
        canRevokeApiKey: false,
        canUpdate: false,
        canDelete: false,
        canBecomeService: false,
        apiKeyRefusal: 'not-permitted',
      });
    }
  });

  it('takes a condition on a basic permission for a refusal', async () => {
    const { authorizer } = setUp({ [READ]: conditional(ownedByTeamA) });
    expect((await authorizer.accessOf(PERSON)).canRead).toBe(false);
  });

  it('asks twice, as the caller, however many accounts are looked at', async () => {
    const { authorizer, permissions } = setUp({
      [CONFIGURE]: conditional(ownedByTeamA),
    });

    const access = await authorizer.accessOf(PERSON);
    for (let i = 0; i < 10; i++) {
      access.to(TEAM_A);
    }

    for (const asked of [
      permissions.authorize,
      permissions.authorizeConditional,
    ]) {
      expect(asked).toHaveBeenCalledTimes(1);
      expect(asked).toHaveBeenCalledWith(expect.anything(), {
        credentials: PERSON,
      });
    }
  });

  describe('with a conditional decision', () => {
    it('decides for each account', async () => {
      const { authorizer } = setUp({
        [CONFIGURE]: conditional(ownedByTeamA),
        [UPDATE]: conditional({ not: ownedByTeamA }),
        [DELETE]: conditional({
          allOf: [
            ownedByTeamA,
            serviceAccountConditions.hasStatus({ statuses: ['disabled'] }),
          ],
        }),
      });

      const access = await authorizer.accessOf(PERSON);

      expect(access.to(TEAM_A)).toMatchObject({
        canConfigureApiKey: true,
        canRevokeApiKey: true,
        canUpdate: false,
        canDelete: false,
        canBecomeService: false,
        apiKeyRefusal: undefined,
      });
      expect(access.to(TEAM_B)).toMatchObject({
        canConfigureApiKey: false,
        canRevokeApiKey: false,
        canUpdate: true,
        canDelete: false,
        canBecomeService: false,
        apiKeyRefusal: 'not-permitted',
      });
      expect(access.to({ ...TEAM_A, status: 'disabled' }).canDelete).toBe(true);
    });

    const unknownRule = {
      rule: 'NO_SUCH_RULE',
      resourceType: RESOURCE_TYPE_SERVICE_ACCOUNT,
    };
    it.each<[string, PermissionCriteria<PermissionCondition>]>([
      ['an unknown rule', unknownRule],
      ['the opposite of an unknown rule', { not: unknownRule }],
      ['an unknown rule among others', { anyOf: [unknownRule, ownedByTeamA] }],
      [
        'wrong parameters',
        { ...ownedByTeamA, params: { owners: 'group:default/team-a' } },
      ],
      ['no parameters', { ...ownedByTeamA, params: undefined }],
      ['nothing', undefined as never],
    ])('denies when it has %s, and says so', async (_, conditions) => {
      const { authorizer, logger } = setUp({
        [READ]: { result: ALLOW },
        [CONFIGURE]: conditional(conditions),
        [UPDATE]: { result: ALLOW },
      });

      const access = await authorizer.accessOf(PERSON);

      expect(access.to(TEAM_A)).toMatchObject({
        canConfigureApiKey: false,
        canRevokeApiKey: false,
        canUpdate: true,
        apiKeyRefusal: 'not-permitted',
      });
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('so it denies'),
        expect.any(Error),
      );
    });
  });

  describe('when the permission backend fails', () => {
    it.each(['authorize', 'authorizeConditional'] as const)(
      'allows nothing (%s)',
      async method => {
        const { authorizer, permissions, logger } = setUp({
          [READ]: { result: ALLOW },
          [CONFIGURE]: { result: ALLOW },
        });
        permissions[method].mockRejectedValue(new Error('ECONNREFUSED'));

        await expect(authorizer.accessOf(PERSON)).rejects.toThrow(
          new ServiceUnavailableError(
            'The permission backend is not available',
          ),
        );

        expect(logger.error).toHaveBeenCalledWith(
          expect.stringContaining('ECONNREFUSED'),
        );
      },
    );

    it.each(['authorize', 'authorizeConditional'] as const)(
      'waits ten seconds for an answer and not longer (%s)',
      async method => {
        jest.useFakeTimers();
        const { authorizer, permissions } = setUp();
        permissions[method].mockReturnValue(new Promise(() => {}));
        let error: Error | undefined;
        const asked = authorizer.accessOf(PERSON).catch(e => {
          error = e;
        });

        await jest.advanceTimersByTimeAsync(9_999);
        expect(error).toBeUndefined();
        await jest.advanceTimersByTimeAsync(1);
        await asked;

        expect(error).toEqual(
          new ServiceUnavailableError(
            'The permission backend is not available',
          ),
        );
        expect(jest.getTimerCount()).toBe(0);
      },
    );

    it('leaves no timer behind when it answers', async () => {
      jest.useFakeTimers();
      const { authorizer } = setUp();
      await authorizer.accessOf(PERSON);
      expect(jest.getTimerCount()).toBe(0);
    });

    it('allows again once it is back', async () => {
      const { authorizer, permissions } = setUp({ [READ]: { result: ALLOW } });
      permissions.authorize.mockRejectedValueOnce(new Error('down'));
      await expect(authorizer.accessOf(PERSON)).rejects.toThrow();
      expect((await authorizer.accessOf(PERSON)).canRead).toBe(true);
    });

    it.each([
      ['nothing', []],
      ['too little', [{ result: ALLOW }]],
    ])('allows nothing when it answers %s', async (_, answer) => {
      const { authorizer, permissions } = setUp();
      permissions.authorize.mockResolvedValue(answer as never);
      permissions.authorizeConditional.mockResolvedValue(answer as never);
      const access = await authorizer.accessOf(PERSON).catch(() => undefined);
      expect(access?.toCreate.canCreate ?? false).toBe(false);
    });
  });

  describe('keys', () => {
    const everything = Object.fromEntries(
      [READ, CREATE, CONFIGURE, UPDATE, DELETE].map(name => [
        name,
        { result: ALLOW } as PolicyDecision,
      ]),
    );
    const withoutPermissions = { permissionsEnabled: false };
    const withoutPermissionsDangerously = {
      permissionsEnabled: false,
      allowWithoutPermissions: true,
    };

    it.each([
      ['alice', {}, undefined],
      ['alice', withoutPermissions, 'permissions-disabled'],
      ['alice', withoutPermissionsDangerously, undefined],
      ['alice', { allowGuest: true }, undefined],
      ['the guest', {}, 'guest'],
      ['the guest', { allowGuest: true }, undefined],
      ['the guest', withoutPermissions, 'permissions-disabled'],
      ['the guest', withoutPermissionsDangerously, 'guest'],
      [
        'the guest',
        { ...withoutPermissions, allowGuest: true },
        'permissions-disabled',
      ],
      [
        'the guest',
        { ...withoutPermissionsDangerously, allowGuest: true },
        undefined,
      ],
    ])('of %s with %j are refused for: %s', async (who, config, refusal) => {
      const { authorizer } = setUp(everything, config);

      const access = await authorizer.accessOf(
        who === 'alice' ? PERSON : GUEST,
      );

      expect(access.to(TEAM_A)).toMatchObject({
        canConfigureApiKey: refusal === undefined,
        canRevokeApiKey: refusal === undefined,
        canUpdate: refusal !== 'permissions-disabled',
        canDelete: refusal !== 'permissions-disabled',
        canBecomeService: false,
        apiKeyRefusal: refusal,
      });
    });

    it.each([
      'user:development/guest',
      'user:development/GUEST',
      'User:Development/Guest',
      'user:default/visitor',
      'user:Default/Visitor',
    ])('are refused for %s, as the guest', async ref => {
      const { authorizer } = setUp(everything);
      const access = await authorizer.accessOf(mockCredentials.user(ref));
      expect(access.to(TEAM_A).apiKeyRefusal).toBe('guest');
    });

    it('stay refused by a policy that says no, whatever is allowed', async () => {
      const { authorizer } = setUp(
        { [CONFIGURE]: { result: DENY } },
        { allowWithoutPermissions: true, allowGuest: true },
      );
      const access = await authorizer.accessOf(GUEST);
      expect(access.to(TEAM_A).canConfigureApiKey).toBe(false);
    });
  });
});
