import { ApiKeyStatus } from './schemas/apiKeys';
import {
  AccountKeyState,
  AccountKeyStatus,
  ServiceAccountStatus,
} from './schemas/accounts';
import { EXPIRING_SOON_DAYS, KeyStatusFilter } from './schemas/listAccounts';

/*
 * What state a key and an account are in is decided here and nowhere else: by
 * the backend for its answers and for who is let in, by the page as time goes
 * by. The backend's SQL says the same, and a test holds it to that.
 */

type Time = Date | string;

/**
 * What the state of a key hangs on. `status` is the stored one, or one that
 * {@link apiKeyStatusAt} decided earlier.
 *
 * @public
 */
export interface ApiKeyFacts {
  /** The status, apart from what the time has changed since. */
  status: ApiKeyStatus;
  /** When the key ends by itself; missing where it does not. */
  expiresAt?: Date | string;
  /** When the key ends because another one has replaced it. */
  retiresAt?: Date | string;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * The status of a key at a time.
 *
 * @param now - milliseconds since 1970
 * @param circumstances - what the key itself does not know: the status of its
 * account, and whether the keyring secret that it is found by is gone
 * @public
 */
export function apiKeyStatusAt(
  key: ApiKeyFacts,
  now: number,
  circumstances: {
    accountStatus?: ServiceAccountStatus;
    isSecretLost?: boolean;
  } = {},
): ApiKeyStatus {
  if (key.status === 'revoked') {
    return 'revoked';
  }
  if (key.status === 'expired' || hasPassed(key.expiresAt, now)) {
    return 'expired';
  }
  if (hasPassed(key.retiresAt, now)) {
    return 'revoked';
  }
  if (key.status === 'lost' || circumstances.isSecretLost) {
    return 'lost';
  }
  if (key.status === 'disabled' || circumstances.accountStatus === 'disabled') {
    return 'disabled';
  }
  return key.retiresAt ? 'retiring' : 'active';
}

/**
 * Whether a key of this status opens anything.
 *
 * @public
 */
export function isWorking(status: AccountKeyStatus): boolean {
  return status === 'active' || status === 'retiring';
}

/**
 * When a key ends by itself; undefined for never.
 *
 * @returns milliseconds since 1970
 * @public
 */
export function endOfApiKey({
  expiresAt,
  retiresAt,
}: Omit<ApiKeyFacts, 'status'>): number | undefined {
  const ends = [expiresAt, retiresAt].filter(end => end !== undefined);
  return ends.length > 0 ? Math.min(...ends.map(toMillis)) : undefined;
}

/**
 * What is to be said of all keys of an account together.
 *
 * @param keys - newest first, with the status of now; those that ended may be
 * missing, but for the newest
 * @public
 */
export function accountKeyState(
  keys: Array<
    ApiKeyFacts & {
      lastUsedAt?: Date | string;
      lastUsedPlugin?: string | undefined;
    }
  >,
): AccountKeyState {
  const working = keys.filter(({ status }) => isWorking(status));
  const ends = working.map(endOfApiKey);
  const lastUsed = latestUse(working.length > 0 ? working : keys.slice(0, 1));
  return {
    status: statusOfAll(keys.map(({ status }) => status)),
    workingKeys: working.length,
    worksUntil:
      working.length === 0 || ends.includes(undefined)
        ? undefined
        : new Date(Math.max(...ends.map(end => end!))).toISOString(),
    lastUsedAt:
      lastUsed?.lastUsedAt &&
      new Date(toMillis(lastUsed.lastUsedAt)).toISOString(),
    lastUsedPlugin: lastUsed?.lastUsedPlugin,
  };
}

/**
 * Whether an account in this state is found by a filter of the list.
 *
 * @param now - milliseconds since 1970
 * @param unusedAfter - how long a key may go without use, in milliseconds
 * @public
 */
export function matchesKeyStatus(
  state: AccountKeyState,
  filter: KeyStatusFilter,
  { now, unusedAfter }: { now: number; unusedAfter: number },
): boolean {
  switch (filter) {
    case 'active':
      return isWorking(state.status);
    case 'expiring':
      return daysLeft(state, now) !== undefined;
    case 'retiring':
      return state.status === 'retiring' || state.workingKeys > 1;
    case 'unused':
      return isWorking(state.status) && !isUsed(state, now - unusedAfter);
    case 'not-working':
      return !isWorking(state.status);
    default:
      return state.status === filter;
  }
}

/**
 * How many days are left until no key of the account works any more.
 *
 * @param now - milliseconds since 1970
 * @returns undefined when none works, or for longer than
 * {@link EXPIRING_SOON_DAYS}
 * @public
 */
export function daysLeft(
  { status, worksUntil }: Pick<AccountKeyState, 'status' | 'worksUntil'>,
  now: number,
): number | undefined {
  if (!isWorking(status) || worksUntil === undefined) {
    return undefined;
  }
  const left = toMillis(worksUntil) - now;
  return left <= EXPIRING_SOON_DAYS * DAY ? Math.ceil(left / DAY) : undefined;
}

function isUsed({ lastUsedAt }: AccountKeyState, since: number): boolean {
  return lastUsedAt !== undefined && toMillis(lastUsedAt) > since;
}

function statusOfAll(statuses: ApiKeyStatus[]): AccountKeyStatus {
  const [newest = 'none'] = statuses;
  const others = (['retiring', 'disabled', 'lost'] as const).find(status =>
    statuses.includes(status),
  );
  return newest === 'active' ? newest : others ?? newest;
}

function latestUse<T extends { lastUsedAt?: Time }>(keys: T[]): T | undefined {
  return keys
    .filter(({ lastUsedAt }) => lastUsedAt !== undefined)
    .sort((a, b) => toMillis(b.lastUsedAt!) - toMillis(a.lastUsedAt!))[0];
}

function hasPassed(time: Time | undefined, now: number): boolean {
  return time !== undefined && toMillis(time) <= now;
}

function toMillis(time: Time): number {
  return time instanceof Date ? time.getTime() : Date.parse(time);
}
