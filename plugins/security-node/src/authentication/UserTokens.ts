import { ServiceUnavailableError } from '@backstage/errors';
import { LRUCache } from 'lru-cache';
import { signingKeyId } from './accountTokens';
import { SigningKeys } from './SigningKeys';
import { ServiceAccountToken, VerifiedApiKey } from './VerifiedApiKey';

const MAX_ENTRIES = 20_000;
const MAX_AGE_MS = 30 * 60_000;
const MARGIN_MS = 60_000;

/**
 * Keeps the user token of each account for up to half an hour. That says
 * nothing of whether a key is valid: keys are verified before.
 */
export class UserTokens {
  readonly #signingKeys = new SigningKeys();
  readonly #tokens = new LRUCache<string, Promise<ServiceAccountToken>>({
    max: MAX_ENTRIES,
    ttl: MAX_AGE_MS,
  });

  /**
   * @param issue - makes a token where none is kept that can be used
   * @param getAuthUrl - where the `auth` plugin is
   */
  async get(
    apiKey: VerifiedApiKey,
    issue: () => Promise<ServiceAccountToken>,
    getAuthUrl: () => Promise<string>,
  ): Promise<string> {
    // Whatever is changed of an account gives it another version. Its owner
    // alone would not do: one that comes back would find the former token.
    const id = `${apiKey.accountId} ${apiKey.accountVersion}`;
    const kept = await this.#kept(id);
    if (kept && (await this.#isSigned(kept, getAuthUrl))) {
      return kept;
    }
    const issued = issue();
    this.#tokens.set(id, issued);
    try {
      const { token } = await issued;
      if (await this.#isSigned(token, getAuthUrl)) {
        return token;
      }
    } catch (error) {
      this.#tokens.delete(id);
      throw error;
    }
    this.#tokens.delete(id);
    throw new ServiceUnavailableError(
      'API keys cannot be used now: the auth plugin does not know the key that it signs with',
    );
  }

  async #kept(id: string): Promise<string | undefined> {
    const known = await this.#tokens.get(id);
    return known && known.expiresAt.getTime() - MARGIN_MS > Date.now()
      ? known.token
      : undefined;
  }

  async #isSigned(token: string, getAuthUrl: () => Promise<string>) {
    const keyId = signingKeyId(token);
    return keyId !== undefined && this.#signingKeys.has(keyId, getAuthUrl);
  }
}
