import { LRUCache } from 'lru-cache';
import {
  ServiceAccountToken,
  ServiceAccountTokenIssuer,
  VerifiedApiKey,
} from './VerifiedApiKey';

const MAX_ENTRIES = 10_000;
const MAX_AGE_MS = 5 * 60_000;
const MARGIN_MS = 60_000;

/**
 * Keeps the user token of each account for up to five minutes. That says
 * nothing of whether a key is valid: keys are verified before.
 */
export class UserTokenCache {
  readonly #tokens = new LRUCache<string, Promise<ServiceAccountToken>>({
    max: MAX_ENTRIES,
    ttl: MAX_AGE_MS,
  });

  async get(
    apiKey: VerifiedApiKey,
    issue: ServiceAccountTokenIssuer,
  ): Promise<string> {
    // Another owner makes another token.
    const id = [apiKey.accountId, ...apiKey.ownershipEntityRefs].join(' ');
    const known = this.#tokens.get(id);
    if (known) {
      const { token, expiresAt } = await known;
      if (expiresAt.getTime() - MARGIN_MS > Date.now()) {
        return token;
      }
    }
    const issued = issue(apiKey);
    this.#tokens.set(id, issued);
    try {
      return (await issued).token;
    } catch (error) {
      this.#tokens.delete(id);
      throw error;
    }
  }

  clear(): void {
    this.#tokens.clear();
  }
}
