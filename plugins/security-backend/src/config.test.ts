import { mockServices } from '@backstage/backend-test-utils';
import { readSecurityConfig } from './config';

function read(data: object) {
  return readSecurityConfig(mockServices.rootConfig({ data }));
}

const DAY = 24 * 60 * 60 * 1000;

describe('readSecurityConfig', () => {
  it('is safe when nothing is configured', () => {
    expect(read({})).toEqual({
      keyring: undefined,
      unusedAfter: 90 * DAY,
      ownerMissingAfter: DAY / 24,
      apiKeys: {
        reveal: 'always',
        defaultLifetime: 90 * DAY,
        maxLifetime: 365 * DAY,
        allowNeverExpiring: false,
        maxGracePeriod: 30 * DAY,
        verificationTtl: 1000,
        canBeService: false,
      },
      warnings: {
        isEnabled: true,
        daysBeforeExpiry: [30, 14, 7, 1],
        withoutOwner: undefined,
      },
      permissionsEnabled: false,
      allowWithoutPermissions: false,
      allowGuest: false,
      guestRefs: ['user:development/guest'],
    });
  });

  it.each([
    ['user:default/visitor', 'user:default/visitor'],
    ['User:Default/Visitor', 'user:default/visitor'],
    ['visitor', 'user:default/visitor'],
  ])('knows the guest that %s names', (userEntityRef, ref) => {
    const auth = { providers: { guest: { userEntityRef } } };
    expect(read({ auth }).guestRefs).toEqual(['user:development/guest', ref]);
  });

  it.each([undefined, ''])(
    'says that a variable is not set where the secret is %j',
    secret => {
      const keyring = [{ id: 'first', secret }];
      expect(() => read({ security: { keyring } })).toThrow(
        /security\.keyring\[0\]\.secret is empty: the environment variable/,
      );
    },
  );

  it('takes what is configured', () => {
    const keyring = [
      { id: 'second', secret: 'secret-2' },
      { id: 'first', secret: 'secret-1' },
    ];
    expect(
      read({
        permission: { enabled: true },
        security: {
          keyring,
          apiKeys: { reveal: 'once', defaultLifetime: { hours: 36 } },
          dangerouslyAllowGuest: true,
          dangerouslyAllowWithoutPermissions: true,
        },
      }),
    ).toMatchObject({
      keyring,
      apiKeys: { reveal: 'once', defaultLifetime: 1.5 * DAY },
      permissionsEnabled: true,
      allowWithoutPermissions: true,
      allowGuest: true,
    });
  });

  it('takes whom to warn, and when', () => {
    const warnings = {
      enabled: false,
      daysBeforeExpiry: ['60', 2],
      recipientWithoutOwner: 'Group:default/Platform',
    };
    expect(read({ security: { warnings } }).warnings).toEqual({
      isEnabled: false,
      daysBeforeExpiry: [60, 2],
      withoutOwner: 'group:default/platform',
    });
  });

  it.each([
    [{ daysBeforeExpiry: [0] }, /daysBeforeExpiry must be a list/],
    [{ daysBeforeExpiry: [1.5] }, /daysBeforeExpiry must be a list/],
    [{ daysBeforeExpiry: 'soon' }, /daysBeforeExpiry must be a list/],
    [{ recipientWithoutOwner: 'platform' }, /recipientWithoutOwner must be/],
  ])('refuses the warnings %j', (warnings, message) => {
    expect(() => read({ security: { warnings } })).toThrow(message);
  });

  it('tells an empty keyring from none', () => {
    expect(read({ security: { keyring: [] } }).keyring).toEqual([]);
  });

  it.each([
    ['30 days', 30 * DAY],
    ['P1Y', 365 * DAY],
    ['PT1S', 1000],
    [{ years: 100 }, 100 * 365 * DAY],
    [{ days: '30' }, 30 * DAY],
    [{ milliseconds: 1 }, 1],
  ])('reads the lifetime %j', (defaultLifetime, expected) => {
    const { apiKeys } = read({
      security: {
        apiKeys: { defaultLifetime, maxLifetime: { years: 100 } },
      },
    });
    expect(apiKeys.defaultLifetime).toBeGreaterThanOrEqual(expected);
    // Leap days.
    expect(apiKeys.defaultLifetime).toBeLessThanOrEqual(expected * 1.001);
  });

  it.each([
    [{ days: 0 }],
    [{ days: -1 }],
    [{}],
    [''],
    ['soon'],
    ['PT0S'],
    [90],
    [{ years: 101 }],
    [{ days: Number.MAX_VALUE }],
    ['P1000000Y'],
    [{ fortnights: 1 }],
  ])('refuses the lifetime %j', defaultLifetime => {
    expect(() => read({ security: { apiKeys: { defaultLifetime } } })).toThrow(
      /security\.apiKeys\.defaultLifetime/,
    );
  });

  it.each(['Always', 'never', 'on', '', true])(
    'refuses to reveal keys %j',
    reveal => {
      expect(() => read({ security: { apiKeys: { reveal } } })).toThrow(
        /security\.apiKeys\.reveal/,
      );
    },
  );

  it.each([
    [{ id: 'first' }],
    [{ secret: 'CANARY' }],
    [{ id: '', secret: 'CANARY' }],
    [{ id: 'first', secret: '' }],
    [{ id: 1, secret: 'CANARY' }],
    [{ id: 'first', secret: ['CANARY'] }],
  ])('refuses the keyring entry %j without its value', entry => {
    const error = errorOf(() => read({ security: { keyring: [entry] } }));
    expect(error.message).toMatch(/security\.keyring\[0\]/);
    expect(error.message).not.toContain('CANARY');
  });

  it('refuses a keyring that is not a list', () => {
    const keyring = { id: 'first', secret: 'CANARY' };
    const error = errorOf(() => read({ security: { keyring } }));
    expect(error.message).toMatch(/security\.keyring/);
    expect(error.message).not.toContain('CANARY');
  });

  it.each([
    ['permission', 'enabled'],
    ['security', 'dangerouslyAllowGuest'],
    ['security', 'dangerouslyAllowWithoutPermissions'],
  ])('does not take %s.%s for true unless it says so', (section, setting) => {
    expect(() => read({ [section]: { [setting]: 'maybe' } })).toThrow(
      `${section}.${setting}`,
    );
    expect(() => read({ [section]: { [setting]: { x: 1 } } })).toThrow(
      `${section}.${setting}`,
    );
    expect(read({ [section]: { [setting]: false } })).toMatchObject({
      permissionsEnabled: false,
      allowGuest: false,
      allowWithoutPermissions: false,
    });
  });
});

function errorOf(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('did not throw');
}
