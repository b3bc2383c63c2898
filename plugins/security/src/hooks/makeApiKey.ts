import {
  SecurityApi,
  ServiceAccountDetails,
  ShownApiKey,
} from 'backstage-plugin-security-common';
import { isUnanswered, statusOf, unavailableReasonOf } from '../api/errors';
import { answerWithin } from '../api/settle';
import { ApiKeyChange, ApiKeyStep, ReplacedKey } from './apiKeySteps';

const CHANGE_MS = 30_000;
const READ_MS = 15_000;

/** A call that makes a new key in place of the newest one of the account. */
export interface ApiKeyMaking {
  change: ApiKeyChange;
  account: ServiceAccountDetails;
  call(signal: AbortSignal): Promise<ShownApiKey>;
  replaced?: ReplacedKey;
}

interface Deps {
  securityApi: SecurityApi;
  /** Who is signed in, if that can be known. */
  whoAmI(): Promise<string | undefined>;
  /** Whether an answer got lost before. */
  hasLostAnswer: { current: boolean };
  /** Goes to what the work leads to. */
  run(work: () => Promise<ApiKeyStep>): void;
}

/**
 * Makes the key. When the answer gets lost, the account is read before anything
 * is said of it.
 */
export function makeApiKey(
  { change, account, call, replaced }: ApiKeyMaking,
  { securityApi, whoAmI, hasLostAnswer, run }: Deps,
): Promise<ApiKeyStep> {
  async function look(): Promise<ApiKeyStep> {
    try {
      const latest = await answerWithin(READ_MS, signal =>
        securityApi.getAccount(account, { signal }),
      );
      if (latest.type !== 'service-account') {
        return { name: 'loading' };
      }
      const { apiKey } = latest;
      if (!apiKey || apiKey.id === account.apiKey?.id) {
        return { name: 'unchanged', again: () => run(attempt) };
      }
      return {
        name: 'made',
        change,
        account: latest,
        apiKey,
        isMine: apiKey.createdBy === (await whoAmI()),
        old: latest.apiKeys.find(({ id }) => id === account.apiKey?.id),
      };
    } catch {
      return { name: 'unknown', change, lookAgain: () => run(look) };
    }
  }

  async function attempt(): Promise<ApiKeyStep> {
    try {
      return await unlessUnavailable(
        account,
        answerWithin(CHANGE_MS, call),
        replaced,
      );
    } catch (error) {
      // The attempt before may have come through, and be what is in the way.
      const isOwnConflict = hasLostAnswer.current && statusOf(error) === 409;
      if (!isUnanswered(error) && !isOwnConflict) {
        throw error;
      }
      hasLostAnswer.current = true;
      const seen = await look();
      if (isOwnConflict && seen.name === 'unchanged') {
        throw error;
      }
      return seen;
    }
  }

  return attempt();
}

/** The key, or why there is none to see. */
export async function unlessUnavailable(
  account: ServiceAccountDetails,
  shown: Promise<ShownApiKey>,
  rotated?: ReplacedKey,
): Promise<ApiKeyStep> {
  try {
    return { name: 'shown', account, shown: await shown, rotated };
  } catch (error) {
    const reason = unavailableReasonOf(error);
    if (reason) {
      return { name: 'unavailable', account, reason };
    }
    throw error;
  }
}
