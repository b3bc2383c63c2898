import { act, screen } from '@testing-library/react';
import {
  AccountKeyState,
  ApiKey,
  ServiceAccountDetails,
} from 'backstage-plugin-security-common';
import { FakeSecurityApi } from '../dev/FakeSecurityApi';
import { renderSecurity } from './__testUtils__/renderSecurity';
import { accountAt, keyStateAt } from './keysNow';

const NOW = Date.parse('2030-01-01T00:00:00Z');
const HOUR = 60 * 60 * 1000;
const inHours = (hours: number) => new Date(NOW + hours * HOUR).toISOString();

/** The newest key ends in 2 hours, and the one it replaced as given. */
function accountWith(newest: Partial<ApiKey>, replacedEnds: number) {
  const api = new FakeSecurityApi();
  return api.add({
    name: 'ci',
    apiKeys: [
      api.makeKey({ lastUsedAt: inHours(-2), ...newest }),
      api.makeKey({
        retiresAt: inHours(replacedEnds),
        lastUsedAt: inHours(-1),
      }),
    ],
  });
}

const brief = ({ status, workingKeys, lastUsedAt }: AccountKeyState) => ({
  status,
  workingKeys,
  lastUsedAt,
});

describe('what the backend said, as time goes by', () => {
  beforeEach(() => jest.useFakeTimers().setSystemTime(NOW));
  afterEach(() => jest.useRealTimers());

  it.each([
    ['both work', 0, { status: 'active', workingKeys: 2 }],
    ['the newest has ended', 2, { status: 'retiring', workingKeys: 1 }],
    ['all have ended', 5, { status: 'expired', workingKeys: 0 }],
  ])('is of the moment in list and page alike: %s', (_, hours, expected) => {
    const account = accountWith({ expiresAt: inHours(2) }, 4);
    const now = NOW + hours * HOUR;
    const seen = brief(keyStateAt(account, now));
    expect(seen).toMatchObject({
      ...expected,
      lastUsedAt: inHours(expected.workingKeys > 0 ? -1 : -2),
    });
    const { keyState } = accountAt(account, now) as ServiceAccountDetails;
    expect(brief(keyState)).toEqual(seen);
  });

  it('tells that the replaced key has ended, without a reload', async () => {
    const api = new FakeSecurityApi();
    api.add({
      name: 'ci',
      apiKeys: [
        api.makeKey({ status: 'revoked' }),
        api.makeKey({ retiresAt: inHours(1) }),
      ],
    });
    renderSecurity(api, { path: '/service-account/ci' });
    expect(await screen.findByRole('note')).toHaveTextContent(
      /^The replaced key .* works until/,
    );

    act(() => jest.advanceTimersByTime(HOUR + 20_000));
    expect(screen.queryByRole('note')).not.toBeInTheDocument();
  });
});
