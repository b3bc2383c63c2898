import { ApiKeyPolicy } from 'backstage-plugin-security-common';
import { DateTime } from 'luxon';
import { ExpiresAt } from '../../hooks/useApiKeyFlow';

const DAY_SECONDS = 24 * 60 * 60;
const LIFETIMES = [7, 30, 60, 90, 180, 365].map(days => days * DAY_SECONDS);

// For a clock that is ahead of the backend's, which has the last word.
const MARGIN = { minutes: 1 };

/** When a key is to end: after so many seconds, with a day, or never. */
export interface Expiry {
  choice: number | 'day' | 'never';
  /** In the ISO format, of the time zone of the browser. */
  day: string;
}

export function defaultExpiry(policy: ApiKeyPolicy): Expiry {
  return { choice: policy.defaultLifetimeSeconds, day: '' };
}

/** The lifetimes to choose from, in seconds. */
export function lifetimesOf(policy: ApiKeyPolicy): number[] {
  const { defaultLifetimeSeconds, maxLifetimeSeconds } = policy;
  return Array.from(
    new Set([...LIFETIMES, defaultLifetimeSeconds, maxLifetimeSeconds]),
  )
    .filter(seconds => seconds <= maxLifetimeSeconds)
    .sort((a, b) => a - b);
}

/** The first and the last day that a key may end with. */
export function daysOf(policy: ApiKeyPolicy, now = DateTime.now()) {
  return {
    first: now.toISODate()!,
    last: latestOf(policy, now).minus({ days: 1 }).toISODate()!,
  };
}

/** When the key would end: null for never, undefined where it cannot. */
export function endOf(
  { choice, day }: Expiry,
  policy: ApiKeyPolicy,
  now = DateTime.now(),
): string | null | undefined {
  if (choice === 'never') {
    return null;
  }
  const latest = latestOf(policy, now);
  if (choice === 'day') {
    const end = DateTime.fromISO(day).endOf('day');
    return end > now && end <= latest ? end.toUTC().toISO()! : undefined;
  }
  return DateTime.min(now.plus({ seconds: choice }), latest)
    .toUTC()
    .toISO()!;
}

/** What to ask the backend for, which knows the default itself. */
export function expiresAtOf(expiry: Expiry, policy: ApiKeyPolicy): ExpiresAt {
  return expiry.choice === policy.defaultLifetimeSeconds
    ? undefined
    : endOf(expiry, policy);
}

function latestOf(policy: ApiKeyPolicy, now: DateTime): DateTime {
  return now.plus({ seconds: policy.maxLifetimeSeconds }).minus(MARGIN);
}
