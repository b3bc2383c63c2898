import {
  accountKeyState,
  apiKeyStatusAt,
  matchesKeyStatus,
} from 'backstage-plugin-security-common';
import { ApiKeyRecord } from '../records/ApiKeyRecord';
import { ServiceAccountWithKeys } from '../records/ServiceAccountWithKeys';

export const DAY_MS = 24 * 60 * 60 * 1000;

/** What is warned of, and when. */
export interface WarningTerms {
  /** How many days before a key expires. */
  daysBeforeExpiry: number[];
  /** How long a key may go without use, in milliseconds. */
  unusedAfter: number;
}

/** What there is to say of an account. */
export type Warning = {
  /**
   * How urgent it is: the days of an expiry, the fewer the more. A warning of
   * the same kind about the same replaces one that is less urgent.
   */
  step: number;
} & (
  | { kind: 'expiry' | 'unused'; about: string; apiKey: ApiKeyRecord }
  | { kind: 'owner'; about: string }
);

/**
 * What there is to warn of at this moment: of the newest key, unless it does
 * not work anyway, and of an owner who is gone. A key that was replaced needs
 * no warning.
 *
 * @param now - milliseconds since 1970
 */
export function warningsOf(
  { account, apiKeys }: ServiceAccountWithKeys,
  { daysBeforeExpiry, unusedAfter }: WarningTerms,
  now: number,
): Warning[] {
  const found: Warning[] = [];
  const keys = apiKeys.map(key => ({
    ...key,
    status: apiKeyStatusAt(key, now, {
      accountStatus: account.status,
      isSecretLost: key.isSecretLost,
    }),
  }));
  const index = keys.findIndex(({ status }) => status === 'active');
  const apiKey = apiKeys[index];
  if (apiKey?.expiresAt) {
    const left = apiKey.expiresAt.getTime() - now;
    const steps = daysBeforeExpiry.filter(days => left <= days * DAY_MS);
    if (steps.length > 0) {
      const step = Math.min(...steps);
      found.push({ kind: 'expiry', about: apiKey.id, step, apiKey });
    }
  }
  if (
    apiKey &&
    // Nobody is blamed for a key that is new.
    apiKey.createdAt.getTime() <= now - unusedAfter &&
    matchesKeyStatus(accountKeyState(keys), 'unused', { now, unusedAfter })
  ) {
    found.push({ kind: 'unused', about: apiKey.id, step: 0, apiKey });
  }
  if (account.ownerMissingSince) {
    found.push({ kind: 'owner', about: account.ownerRef, step: 0 });
  }
  return found;
}
