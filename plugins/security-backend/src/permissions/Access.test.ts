import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import { ServiceAccountResource } from 'backstage-plugin-security-node';
import { Access, AccessOptions, accountNotFound } from './Access';

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
    mayConfigureApiKey: () => false,
    mayRevokeApiKey: () => false,
    mayUpdate: () => false,
    mayDelete: () => false,
    decidedAt: Date.now(),
    lock: undefined,
    ...options,
  });
}

const isMine = ({ name }: ServiceAccountResource) => name === 'mine';

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
    });
  });

  it.each<[string, string, (some: Access) => void]>([
    ['read', 'security.configuration.read', some => some.assertCanRead()],
    ['create', 'security.configuration.read', some => some.assertCanCreate()],
    [
      'update',
      'security.service-account.update',
      some => some.assertCanUpdate(MINE),
    ],
    [
      'delete',
      'security.service-account.delete',
      some => some.assertCanDelete(MINE),
    ],
    [
      'configure keys',
      'security.user.api-key.configure',
      some => some.assertCanConfigureApiKey(MINE),
    ],
    [
      'revoke keys',
      'security.user.api-key.revoke',
      some => some.assertCanRevokeApiKey(MINE),
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
    const some = access({ mayConfigureApiKey: isMine, mayUpdate: () => true });

    expect(some.to(MINE)).toEqual({
      canConfigureApiKey: true,
      canRevokeApiKey: true,
      canUpdate: true,
      canDelete: false,
      canBecomeService: false,
      apiKeyRefusal: undefined,
    });
    expect(some.to(OTHER)).toMatchObject({
      canConfigureApiKey: false,
      canUpdate: true,
      apiKeyRefusal: 'not-permitted',
    });
    expect(() => some.assertCanConfigureApiKey(MINE)).not.toThrow();
    expect(() => some.assertCanConfigureApiKey(OTHER)).toThrow(NotAllowedError);
    expect(() => some.assertCanUpdate(OTHER)).not.toThrow();
    expect(() => some.assertCanDelete(MINE)).toThrow(NotAllowedError);
  });

  it('lets those end a key who may revoke it, and those who may have it', () => {
    const canRevoke = (options: Partial<AccessOptions>) => {
      const some = access(options);
      const { canConfigureApiKey, canRevokeApiKey } = some.to(MINE);
      if (canRevokeApiKey) {
        expect(() => some.assertCanRevokeApiKey(MINE)).not.toThrow();
      }
      return [canConfigureApiKey, canRevokeApiKey];
    };
    expect(canRevoke({ mayRevokeApiKey: isMine })).toEqual([false, true]);
    expect(canRevoke({ mayConfigureApiKey: isMine })).toEqual([true, true]);
    expect(() =>
      access({ mayRevokeApiKey: isMine }).assertCanConfigureApiKey(MINE),
    ).toThrow(NotAllowedError);
    expect(access({ mayRevokeApiKey: isMine }).to(OTHER)).toMatchObject({
      canRevokeApiKey: false,
    });
  });

  const all: Partial<AccessOptions> = {
    canRead: true,
    canCreate: true,
    canBecomeService: true,
    mayConfigureApiKey: () => true,
    mayRevokeApiKey: () => true,
    mayUpdate: () => true,
    mayDelete: () => true,
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
