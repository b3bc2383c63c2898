import { KeySource } from './RememberedKeys';
import {
  AccountChanges,
  ServiceAccountToken,
  ServiceAccountTokenIssuer,
  VerifiedApiKey,
} from './VerifiedApiKey';

interface Issued {
  apiKey: VerifiedApiKey;
  at: number;
}

/**
 * Issues tokens, and again for an account that turns out to have been changed
 * just before. Backstage keeps whom an account belongs to in one row for each
 * ref, written with each token: one that was issued for what the account had
 * been before would stay in force for everybody.
 */
export class TokenIssuer {
  readonly #issue: ServiceAccountTokenIssuer;
  readonly #readAnew: KeySource['readAnew'];
  /** Those of which it is not yet known that nothing was changed before. */
  readonly #recent = new Map<string, Issued>();

  constructor(
    issue: ServiceAccountTokenIssuer,
    readAnew: KeySource['readAnew'],
  ) {
    this.#issue = issue;
    this.#readAnew = readAnew;
  }

  async issue(apiKey: VerifiedApiKey): Promise<ServiceAccountToken> {
    const token = await this.#issue(apiKey);
    this.#recent.set(apiKey.accountId, { apiKey, at: performance.now() });
    return token;
  }

  /** Whether it waits to be told of changes. */
  get isWaiting(): boolean {
    return this.#recent.size > 0;
  }

  /** @param began - when it was asked what had changed */
  async onChanged(
    { accountIds }: AccountChanges,
    began: number,
  ): Promise<void> {
    const concerned = [...this.#recent.values()].filter(
      ({ apiKey }) => !accountIds || accountIds.includes(apiKey.accountId),
    );
    for (const [accountId, { at }] of this.#recent) {
      if (at < began) {
        this.#recent.delete(accountId);
      }
    }
    if (concerned.length > 0) {
      const keyIds = concerned.map(({ apiKey }) => apiKey.keyId);
      for (const apiKey of await this.#readAnew(keyIds)) {
        await this.issue(apiKey);
      }
    }
  }
}
