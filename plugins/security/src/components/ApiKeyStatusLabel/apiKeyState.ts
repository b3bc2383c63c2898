import { ApiKey, EXPIRING_SOON_DAYS } from 'backstage-plugin-security-common';

/** What people want to know of a key. */
export type ApiKeyState =
  | { name: 'none' | 'active' | 'retiring' | 'expired' | 'revoked' }
  | { name: 'expiring'; days: number };

const DAY = 24 * 60 * 60 * 1000;

export function apiKeyState(
  apiKey: ApiKey | undefined,
  now: number = Date.now(),
): ApiKeyState {
  if (!apiKey) {
    return { name: 'none' };
  }
  if (apiKey.status !== 'active' || !apiKey.expiresAt) {
    return { name: apiKey.status };
  }
  const left = Date.parse(apiKey.expiresAt) - now;
  if (left <= 0) {
    return { name: 'expired' };
  }
  return left <= EXPIRING_SOON_DAYS * DAY
    ? { name: 'expiring', days: Math.ceil(left / DAY) }
    : { name: 'active' };
}
