import { hintOfApiKey } from 'backstage-plugin-security-common';
import { AuditTrail } from '../audit/audited';
import { ApiKeyConfig } from '../config';
import { Keyring } from '../keyring/keyring';
import { ApiKeyRecord } from '../records/ApiKeyRecord';
import { ApiKeyOperation } from './ApiKeyService';
import { ApiKeyStore } from './ApiKeyStore';
import { issueApiKey } from './issueApiKey';

/**
 * What became of a key that was made elsewhere: the account has it already, it
 * is stored from now on, or the account had it and it has ended.
 */
export type ProvidedApiKey = 'kept' | 'stored' | 'ended';

/** API keys that are made elsewhere, and stored as every other. */
export class ProvidedApiKeys {
  readonly #store: ApiKeyStore;
  readonly #keyring: Keyring;
  readonly #config: ApiKeyConfig;
  readonly #onDone: (operation: ApiKeyOperation, keys: number) => void;

  /** @param options - `onDone`: told what was done, and to how many keys */
  constructor(options: {
    store: ApiKeyStore;
    keyring: Keyring;
    config: ApiKeyConfig;
    onDone?(operation: ApiKeyOperation, keys: number): void;
  }) {
    this.#store = options.store;
    this.#keyring = options.keyring;
    this.#config = options.config;
    this.#onDone = options.onDone ?? (() => {});
  }

  /** The name of the account that has or had the key, as far as is known. */
  async accountOf(value: string): Promise<string | undefined> {
    const key = await this.#store.findByLookupHash(
      this.#keyring.lookupHashes(value),
    );
    return key?.account.name;
  }

  /**
   * Makes a key the one of the account; those that it had before end at once.
   * A key that has ended does not come back.
   *
   * @throws NotFoundError when the account is gone
   */
  async provide(options: {
    accountId: string;
    value: string;
    by: string;
    trail: AuditTrail;
  }): Promise<ProvidedApiKey> {
    const { accountId, value, by, trail } = options;
    let done: ApiKeyOperation | undefined;
    const outcome = await this.#store.withLockedAccount<ProvidedApiKey>(
      accountId,
      async keys => {
        const alike = await keys.withHint(hintOfApiKey(value));
        const hashes = this.#keyring.lookupHashes(value);
        const same = alike.filter(key => hashes.includes(key.lookupHash));
        if (same.some(key => !hasEnded(key))) {
          return 'kept';
        }
        // Of a key whose secret is lost nothing but the hint tells which it was.
        const lost = alike.filter(key => key.isSecretLost);
        if (same.length > 0 || lost.some(hasEnded)) {
          return 'ended';
        }
        const former = await keys.unrevoked();
        for (const key of former) {
          await keys.revoke(key, by);
        }
        const { key } = issueApiKey({
          keyring: this.#keyring,
          config: this.#config,
          accountId,
          by,
          value,
        });
        await keys.insert(key);
        const [replaced] = former;
        done = replaced ? 'rotate' : 'generate';
        await trail.also(`api-key-${done}`, {
          accountId,
          keyId: key.id,
          hint: key.hint,
          ...(replaced && { replaced: replaced.id }),
        });
        return 'stored';
      },
    );
    if (done) {
      this.#onDone(done, 1);
    }
    return outcome;
  }
}

/** For good: an account that is enabled again does not bring it back. */
function hasEnded({ status, expiresAt }: ApiKeyRecord): boolean {
  return (
    status !== 'active' || (expiresAt !== undefined && expiresAt <= new Date())
  );
}
