import {
  accountKeyState,
  ApiKeyFacts,
  apiKeyStatusAt,
  daysLeft,
  matchesKeyStatus,
} from './keyState';
import { KeyStatusFilter, keyStatusFilterSchema } from './schemas';

const NOW = Date.parse('2026-11-25T12:00:00.000Z');
const DAY = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(NOW + days * DAY);

describe('apiKeyStatusAt', () => {
  const disabled = { accountStatus: 'disabled' } as const;
  const lost = { isSecretLost: true };

  it.each<[string, ApiKeyFacts, object, string]>([
    ['never ends', { status: 'active' }, {}, 'active'],
    ['ends', { status: 'active', expiresAt: inDays(1) }, {}, 'active'],
    ['ends now', { status: 'active', expiresAt: inDays(0) }, {}, 'expired'],
    [
      'was replaced',
      { status: 'retiring', retiresAt: inDays(1) },
      {},
      'retiring',
    ],
    [
      'was replaced, and its time is over',
      { status: 'retiring', retiresAt: inDays(0), expiresAt: inDays(9) },
      {},
      'revoked',
    ],
    ['was revoked', { status: 'revoked', expiresAt: inDays(1) }, {}, 'revoked'],
    [
      'was revoked, and would have ended',
      { status: 'revoked', expiresAt: inDays(-1) },
      {},
      'revoked',
    ],
    ['is of a disabled account', { status: 'active' }, disabled, 'disabled'],
    [
      'was replaced in a disabled account',
      { status: 'retiring', retiresAt: inDays(1) },
      disabled,
      'disabled',
    ],
    [
      'has ended in a disabled account',
      { status: 'active', expiresAt: inDays(-1) },
      disabled,
      'expired',
    ],
    ['cannot be found', { status: 'active' }, lost, 'lost'],
    [
      'cannot be found in a disabled account',
      { status: 'active' },
      { ...disabled, ...lost },
      'lost',
    ],
    ['was called disabled', { status: 'disabled' }, {}, 'disabled'],
    [
      'was called disabled, and has ended since',
      { status: 'disabled', expiresAt: inDays(0) },
      {},
      'expired',
    ],
    [
      'was called lost, and its time is over',
      { status: 'lost', retiresAt: inDays(0) },
      {},
      'revoked',
    ],
  ])('of a key that %s', (_, key, circumstances, status) => {
    expect(apiKeyStatusAt(key, NOW, circumstances)).toBe(status);
    const overTheWire = JSON.parse(JSON.stringify({ ...key, status }));
    expect(apiKeyStatusAt(overTheWire, NOW)).toBe(status);
  });
});

describe('accountKeyState', () => {
  it('is none without keys', () => {
    expect(accountKeyState([])).toEqual({ status: 'none', workingKeys: 0 });
  });

  it('is about all keys that work', () => {
    const state = accountKeyState([
      { status: 'revoked', lastUsedAt: inDays(0), lastUsedPlugin: 'search' },
      {
        status: 'retiring',
        expiresAt: inDays(30),
        retiresAt: inDays(3),
        lastUsedAt: inDays(-1),
        lastUsedPlugin: 'catalog',
      },
    ]);
    expect(state).toEqual({
      status: 'retiring',
      workingKeys: 1,
      worksUntil: inDays(3).toISOString(),
      lastUsedAt: inDays(-1).toISOString(),
      lastUsedPlugin: 'catalog',
    });
  });

  it('knows the last end and the last use of several', () => {
    const state = accountKeyState([
      { status: 'active', expiresAt: inDays(1) },
      { status: 'retiring', retiresAt: inDays(2), lastUsedAt: inDays(-1) },
    ]);
    expect(state).toMatchObject({
      status: 'active',
      workingKeys: 2,
      worksUntil: inDays(2).toISOString(),
      lastUsedAt: inDays(-1).toISOString(),
    });
    expect(
      accountKeyState([
        { status: 'active' },
        { status: 'retiring', retiresAt: inDays(2) },
      ]).worksUntil,
    ).toBeUndefined();
  });

  it('tells the last use of the newest key when none works', () => {
    expect(
      accountKeyState([
        { status: 'revoked', lastUsedAt: inDays(-2) },
        { status: 'revoked', lastUsedAt: inDays(-1) },
      ]),
    ).toMatchObject({
      status: 'revoked',
      lastUsedAt: inDays(-2).toISOString(),
    });
  });

  it('says what keeps the keys from working before how the newest ended', () => {
    expect(
      accountKeyState([{ status: 'revoked' }, { status: 'disabled' }]).status,
    ).toBe('disabled');
  });
});

describe('matchesKeyStatus', () => {
  const terms = { now: NOW, unusedAfter: 90 * DAY };
  const used = (days: number) => ({ lastUsedAt: inDays(-days) });
  const found = (
    ...keys: Parameters<typeof accountKeyState>[0]
  ): KeyStatusFilter[] =>
    keyStatusFilterSchema.options.filter(filter =>
      matchesKeyStatus(accountKeyState(keys), filter, terms),
    );

  it.each<[Parameters<typeof accountKeyState>[0], KeyStatusFilter[]]>([
    [[], ['none', 'not-working']],
    [[{ status: 'active' }], ['active', 'unused']],
    [[{ status: 'active', ...used(90) }], ['active', 'unused']],
    [[{ status: 'active', ...used(89) }], ['active']],
    [[{ status: 'active', ...used(1), expiresAt: inDays(31) }], ['active']],
    [
      [{ status: 'active', ...used(1), expiresAt: inDays(30) }],
      ['active', 'expiring'],
    ],
    [
      [
        { status: 'active' },
        { status: 'retiring', ...used(2), retiresAt: inDays(1) },
      ],
      ['active', 'retiring'],
    ],
    [
      [{ status: 'revoked' }, { status: 'retiring', retiresAt: inDays(1) }],
      ['active', 'expiring', 'retiring', 'unused'],
    ],
    [[{ status: 'disabled' }], ['not-working', 'disabled']],
    [[{ status: 'lost' }], ['not-working', 'lost']],
    [[{ status: 'expired' }], ['not-working', 'expired']],
    [[{ status: 'revoked' }], ['not-working', 'revoked']],
  ])('finds %j by %j', (keys, filters) => {
    expect(found(...keys)).toEqual(filters);
  });
});

describe('daysLeft', () => {
  it.each([
    [inDays(0.1), 1],
    [inDays(1), 1],
    [inDays(29.5), 30],
    [inDays(30.1), undefined],
  ])('until %s are %s', (end, days) => {
    const state = { status: 'active', worksUntil: end.toISOString() } as const;
    expect(daysLeft(state, NOW)).toBe(days);
    expect(daysLeft({ ...state, status: 'disabled' }, NOW)).toBeUndefined();
  });
});
