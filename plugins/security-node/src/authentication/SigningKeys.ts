import { ServiceUnavailableError } from '@backstage/errors';

const MAX_AGE_MS = 5_000;
const TIMEOUT_MS = 5_000;

/**
 * The keys that the `auth` plugin signs user tokens with. Backstage fetches
 * them too when it verifies the token that a call with an API key is made with,
 * and takes a failure for an invalid token. So it is found out before whether
 * they are to be had: a valid API key must not get a 401 for want of them.
 */
export class SigningKeys {
  #known: { ids: Set<string>; at: number } | undefined;
  #loading: Promise<Set<string>> | undefined;

  /**
   * Whether `auth` knows a key with this id.
   *
   * @param getAuthUrl - where the `auth` plugin is
   * @throws ServiceUnavailableError when that cannot be found out
   */
  async has(
    keyId: string,
    getAuthUrl: () => Promise<string>,
  ): Promise<boolean> {
    const known = this.#known;
    if (known && Date.now() - known.at < MAX_AGE_MS && known.ids.has(keyId)) {
      return true;
    }
    this.#loading ??= this.#load(getAuthUrl).finally(() => {
      this.#loading = undefined;
    });
    return (await this.#loading).has(keyId);
  }

  async #load(getAuthUrl: () => Promise<string>): Promise<Set<string>> {
    const at = Date.now();
    try {
      const response = await fetch(
        `${await getAuthUrl()}/.well-known/jwks.json`,
        { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' },
      );
      if (response.ok) {
        const { keys } = (await response.json()) as {
          keys: Array<{ kid: string }>;
        };
        const ids = new Set(keys.map(({ kid }) => kid));
        this.#known = { ids, at };
        return ids;
      }
    } catch {
      // Whatever went wrong, the API key may be fine.
    }
    throw new ServiceUnavailableError(
      'API keys cannot be used now: the signing keys of the auth plugin are not available',
    );
  }
}
