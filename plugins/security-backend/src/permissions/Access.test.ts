import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import { ServiceAccountResource } from 'backstage-plugin-security-node';
import { Access, AccessOptions, accountNotFound } from './Access';
import { AccountDecision } from './AccountDecision';

const CONFIGURE = 'security.user.api-key.configure';
const REVOKE = 'security.user.api-key.revoke';
const UPDATE = 'security.service-account.update';
const DELETE = 'security.service-account.delete';
const BECOME_SERVICE = 'security.service-principal.configure';

const MINE = resource('mine');
const OTHER = resource('other');

function resource(name: string): ServiceAccountResource {
  return {
    entityRef: `user:service-account/${name}`,
    name,
    ownerRef: 'group:default/team-a',
    status: 'active',
  };
}

function access(options: Partial<AccessOptions> = {}): Access {
  return new Access({
    canRead: false,
    canCreate: false,
    canBecomeService: false,
    mightConfigureApiKeys: true,
    configureApiKey: () => ({ permission: CONFIGURE }),
    revokeApiKey: () => ({ permission: REVOKE }),
    update: () => ({ permission: UPDATE }),
    delete: () => ({ permission: DELETE }),
    decidedAt: Date.now(),
    lock: undefined,
    ...options,
  });
}

const onlyMine =
  (permission: string): AccountDecision =>
  ({ name }) =>
    name === 'mine' ? 'allowed' : { permission, unmet: { rule: 'IS_MINE' } };

describe('Access', () => {
  it('allows nothing that was not allowed', () => {
    const nothing = access();
    expect(nothing.canRead).toBe(false);
    expect(nothing.toCreate).toEqual({
      canCreate: false,
      createRefusal: 'not-permitted',
    });
    expect(nothing.to(MINE)).toEqual({
      canConfigureApiKey: false,
      canRevokeApiKey: false,
      canUpdate: false,
      canDelete: false,
      canBecomeService: false,
      apiKeyRefusal: 'not-permitted',
      refusals: [CONFIGURE, REVOKE, UPDATE, DELETE, BECOME_SERVICE].map(
        permission => ({ permission }),
      ),
    });
  });

  it.each<[string, string, (some: Access) => void]>([
    ['read', 'security.configuration.read', some => some.assertCanRead()],
    ['create', 'security.configuration.read', some => some.assertCanCreate()],
    ['update', UPDATE, some => some.assertCanUpdate(MINE)],
    ['delete', DELETE, some => some.assertCanDelete(MINE)],
    ['configure keys', CONFIGURE, some => some.assertCanConfigureApiKey(MINE)],
    [
      'revoke keys',
      `${CONFIGURE} or ${REVOKE}`,
      some => some.assertCanRevokeApiKey(MINE),
    ],
    [
      'make services',
      BECOME_SERVICE,
      some => some.assertCanConfigureServicePrincipal(),
    ],
  ])('to %s needs the permission %s', (_, permission, assertCan) => {
    expect(() => assertCan(access())).toThrow(
      new NotAllowedError(`You need the permission ${permission}`),
    );
  });

  it('to create needs the permission to create too', () => {
    expect(() => access({ canRead: true }).assertCanCreate()).toThrow(
      new NotAllowedError(
        'You need the permission security.service-account.create',
      ),
    );
    expect(() => access({ canCreate: true }).assertCanCreate()).toThrow(
      NotAllowedError,
    );
    expect(() =>
      access({ canRead: true, canCreate: true }).assertCanCreate(),
    ).not.toThrow();
  });

  it('decides for each account and operation by itself', () => {
    const some = access({
      configureApiKey: onlyMine(CONFIGURE),
      update: () => 'allowed',
    });

    expect(some.to(MINE)).toEqual({
      canConfigureApiKey: true,
      canRevokeApiKey: true,
      canUpdate: true,
      canDelete: false,
      canBecomeService: false,
      apiKeyRefusal: undefined,
      refusals: [{ permission: DELETE }, { permission: BECOME_SERVICE }],
    });
    expect(some.to(OTHER)).toMatchObject({
      canConfigureApiKey: false,
      canUpdate: true,
      apiKeyRefusal: 'not-permitted',
      refusals: [
        { permission: CONFIGURE, unmet: { rule: 'IS_MINE' } },
        { permission: REVOKE },
        { permission: DELETE },
        { permission: BECOME_SERVICE },
      ],
    });
    expect(() => some.assertCanConfigureApiKey(MINE)).not.toThrow();
    expect(() => some.assertCanConfigureApiKey(OTHER)).toThrow(NotAllowedError);
    expect(() => some.assertCanUpdate(OTHER)).not.toThrow();
    expect(() => some.assertCanDelete(MINE)).toThrow(NotAllowedError);
  });

  it.each<[string, Partial<AccessOptions>, object]>([
    [
      'revoke it',
      { revokeApiKey: onlyMine(REVOKE) },
      { canConfigureApiKey: false, canRevokeApiKey: true },
    ],
    [
      'have it',
      { configureApiKey: onlyMine(CONFIGURE) },
      { canConfigureApiKey: true, canRevokeApiKey: true },
    ],
  ])('lets those end a key who may %s', (_, options, flags) => {
    const some = access(options);
    expect(some.to(MINE)).toMatchObject(flags);
    expect(() => some.assertCanRevokeApiKey(MINE)).not.toThrow();
    expect(some.to(OTHER).canRevokeApiKey).toBe(false);
    expect(() => some.assertCanRevokeApiKey(OTHER)).toThrow(NotAllowedError);
  });

  it('gives no key to those who may only end it', () => {
    const some = access({ revokeApiKey: onlyMine(REVOKE) });
    expect(() => some.assertCanConfigureApiKey(MINE)).toThrow(NotAllowedError);
  });

  describe('when it refuses', () => {
    const owned = {
      rule: 'IS_OWNER',
      description: 'Allow those that are owned',
      params: { owners: ['group:default/team-b'] },
    };
    const some = access({
      configureApiKey: () => ({ permission: CONFIGURE, unmet: owned }),
      update: () => ({ permission: UPDATE, undecided: true }),
    });

    it.each<[string, () => void, string, string[]]>([
      [
        'the rule that does not hold',
        () => some.assertCanConfigureApiKey(MINE),
        `You need the permission ${CONFIGURE}. The policy gives ${CONFIGURE} on a condition that does not hold: IS_OWNER (Allow those that are owned; owners: group:default/team-b)`,
        [CONFIGURE],
      ],
      [
        'that it is about the account as it would be',
        () => some.assertCanConfigureApiKey(MINE, 'for the next owner'),
        `You need the permission ${CONFIGURE} for the next owner. The policy gives ${CONFIGURE} on a condition that does not hold: IS_OWNER (Allow those that are owned; owners: group:default/team-b)`,
        [CONFIGURE],
      ],
      [
        'each permission that would do',
        () => some.assertCanRevokeApiKey(MINE),
        `You need the permission ${CONFIGURE} or ${REVOKE}. The policy gives ${CONFIGURE} on a condition that does not hold: IS_OWNER (Allow those that are owned; owners: group:default/team-b)`,
        [CONFIGURE, REVOKE],
      ],
      [
        'that it could not be decided',
        () => some.assertCanUpdate(MINE),
        `You need the permission ${UPDATE}. Whether you have ${UPDATE} could not be decided: a condition of the policy could not be applied`,
        [UPDATE],
      ],
    ])('says %s', (_, refused, message, permissions) => {
      expect(refused).toThrow(
        expect.objectContaining({
          name: 'NotAllowedError',
          message,
          refusals: permissions.map(permission =>
            expect.objectContaining({ permission }),
          ),
        }),
      );
    });
  });

  const all: Partial<AccessOptions> = {
    canRead: true,
    canCreate: true,
    canBecomeService: true,
    configureApiKey: () => 'allowed',
    revokeApiKey: () => 'allowed',
    update: () => 'allowed',
    delete: () => 'allowed',
  };

  it('locks keys and what they may reach for the guest, and names the setting', () => {
    const guest = access({ ...all, lock: 'guest' });

    expect(guest.toCreate).toEqual({ canCreate: true });
    expect(guest.to(MINE)).toEqual({
      canConfigureApiKey: false,
      canRevokeApiKey: false,
      canUpdate: true,
      canDelete: true,
      canBecomeService: false,
      apiKeyRefusal: 'guest',
    });
    expect(() => guest.assertCanUpdate(MINE)).not.toThrow();
    for (const refused of [
      () => guest.assertCanConfigureApiKey(MINE),
      () => guest.assertCanRevokeApiKey(MINE),
      () => guest.assertCanConfigureServicePrincipal(),
    ]) {
      expect(refused).toThrow(NotAllowedError);
      expect(refused).toThrow('security.dangerouslyAllowGuest');
    }
  });

  it('locks every change while permissions are off, and names the setting', () => {
    const frozen = access({ ...all, lock: 'permissions-disabled' });

    expect(frozen.canRead).toBe(true);
    expect(frozen.toCreate).toEqual({
      canCreate: false,
      createRefusal: 'permissions-disabled',
    });
    expect(frozen.to(MINE)).toEqual({
      canConfigureApiKey: false,
      canRevokeApiKey: false,
      canUpdate: false,
      canDelete: false,
      canBecomeService: false,
      apiKeyRefusal: 'permissions-disabled',
    });
    for (const refused of [
      () => frozen.assertCanCreate(),
      () => frozen.assertCanUpdate(MINE),
      () => frozen.assertCanDelete(MINE),
      () => frozen.assertCanConfigureApiKey(MINE),
      () => frozen.assertCanRevokeApiKey(MINE),
      () => frozen.assertCanConfigureServicePrincipal(),
    ]) {
      expect(refused).toThrow(NotAllowedError);
      expect(refused).toThrow('permission.enabled');
    }
  });

  it('is not acted upon once it is old', () => {
    expect(() => access().assertIsFresh()).not.toThrow();
    expect(() =>
      access({ decidedAt: Date.now() - 2_500 }).assertIsFresh(),
    ).toThrow(ServiceUnavailableError);
  });
});

describe('accountNotFound', () => {
  it('is the same for every account', () => {
    expect(accountNotFound()).toMatchObject({
      name: 'NotFoundError',
      message: 'There is no such account',
    });
  });
});
