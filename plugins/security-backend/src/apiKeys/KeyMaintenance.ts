import { LoggerService } from '@backstage/backend-plugin-api';
import { letOthersRun } from '../database/letOthersRun';
import { DecryptionError, Keyring } from '../keyring/keyring';
import { ApiKeyRecord } from '../records/ApiKeyRecord';
import { ApiKeyStore } from './ApiKeyStore';

const BATCH = 100;

/**
 * Moves stored keys to the active secret of the keyring, and forgets the
 * values of expired ones. It can stop at any point and go on later: each key
 * is moved by itself, and keys work before, during and after.
 */
export class KeyMaintenance {
  readonly #store: ApiKeyStore;
  readonly #keyring: Keyring;
  readonly #logger: LoggerService;
  #reported = 0;

  constructor(options: {
    store: ApiKeyStore;
    keyring: Keyring;
    logger: LoggerService;
  }) {
    this.#store = options.store;
    this.#keyring = options.keyring;
    this.#logger = options.logger;
  }

  async run(signal?: AbortSignal): Promise<void> {
    const forgotten = await this.#store.forgetExpired();
    if (forgotten > 0) {
      this.#logger.info(`Forgot the values of ${forgotten} expired API keys`);
    }
    await this.#encryptAgain(signal);
  }

  async #encryptAgain(signal: AbortSignal | undefined): Promise<void> {
    let moved = 0;
    let unreadable = 0;
    let afterId: string | undefined;
    while (!signal?.aborted) {
      const keys = await this.#store.listEncryptedWithOthers(
        this.#keyring.activeId,
        { afterId, limit: BATCH },
      );
      for (const key of keys) {
        const value = this.#tryDecrypt(key);
        if (value === undefined) {
          unreadable++;
        } else if (await this.#replace(key, value)) {
          moved++;
        }
        await letOthersRun();
      }
      if (keys.length < BATCH) {
        break;
      }
      afterId = keys[keys.length - 1].id;
    }
    if (moved > 0) {
      this.#logger.info(
        `Encrypted ${moved} API keys again with the secret '${
          this.#keyring.activeId
        }' of security.keyring`,
      );
    }
    // It runs every few minutes, and says so once.
    if (unreadable > this.#reported) {
      this.#logger.error(
        `${unreadable} API keys cannot be decrypted with security.keyring; put the missing secret back, or rotate them`,
      );
    }
    this.#reported = unreadable;
  }

  #tryDecrypt(key: ApiKeyRecord): string | undefined {
    try {
      return this.#keyring.decrypt(key.ciphertext!, {
        keyringId: key.keyringId,
        accountId: key.accountId,
        keyId: key.id,
      });
    } catch (error) {
      if (error instanceof DecryptionError) {
        return undefined;
      }
      throw error;
    }
  }

  #replace(key: ApiKeyRecord, value: string): Promise<boolean> {
    return this.#store.replaceEncryption(key, {
      keyringId: this.#keyring.activeId,
      lookupHash: this.#keyring.lookupHash(value),
      ciphertext: this.#keyring.encrypt(value, {
        accountId: key.accountId,
        keyId: key.id,
      }),
    });
  }
}
