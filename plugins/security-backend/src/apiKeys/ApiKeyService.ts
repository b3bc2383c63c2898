import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { ShownApiKey } from 'backstage-plugin-security-common';
import { randomUUID } from 'node:crypto';
import { AuditTrail } from '../audit/audited';
import { SecurityConfig } from '../config';
import { DecryptionError, Keyring } from '../keyring/keyring';
import { ServiceAccountRecord } from '../serviceAccounts/ServiceAccountStore';
import {
  generateApiKey,
  hintOfApiKey,
  isWellFormedApiKey,
} from './apiKeyFormat';
import { ApiKeyRecord, ApiKeyStore, LockedApiKeys } from './ApiKeyStore';
import { ApiKeyUnavailableError } from './ApiKeyUnavailableError';
import { presentApiKey, statusOfApiKey } from './presentApiKey';

/** An operation on the key of an account, by somebody who may. */
export interface ApiKeyRequest {
  /** The account as it was when the decision was made. */
  account: ServiceAccountRecord;
  /** Entity ref of the person. */
  by: string;
  trail: AuditTrail;
}

/**
 * The rules of API keys. Every operation holds the account's lock, and is
 * audited before it is final and before a key leaves.
 */
export class ApiKeyService {
  readonly #store: ApiKeyStore;
  readonly #keyring: Keyring;
  readonly #logger: LoggerService;
  readonly #config: Pick<SecurityConfig, 'reveal' | 'keyLifetime'>;

  constructor(options: {
    store: ApiKeyStore;
    keyring: Keyring;
    logger: LoggerService;
    config: Pick<SecurityConfig, 'reveal' | 'keyLifetime'>;
  }) {
    this.#store = options.store;
    this.#keyring = options.keyring;
    this.#logger = options.logger;
    this.#config = options.config;
  }

  /**
   * The active key; a new one when there is none.
   *
   * @throws ApiKeyUnavailableError when the newest key cannot be shown
   */
  async show(request: ApiKeyRequest): Promise<ShownApiKey> {
    return this.#withUnchangedAccount(request, async keys => {
      assertEnabled(keys);
      const newest = await keys.newest();
      return newest && newest.status === 'active'
        ? this.#showExisting(keys, newest, request)
        : this.#generate(keys, request, 'api-key-generate');
    });
  }

  /**
   * Ends the newest key, if it still works, and makes another.
   *
   * @throws ConflictError when the newest key is another one by now
   */
  async rotate(request: ApiKeyRequest, keyId: string): Promise<ShownApiKey> {
    return this.#withUnchangedAccount(request, async keys => {
      assertEnabled(keys);
      const newest = await keys.newest();
      if (newest?.id !== keyId || newest.status !== 'active') {
        throw replacedMeanwhile();
      }
      await keys.revoke(newest, request.by);
      return this.#generate(keys, request, undefined, { replaced: newest.id });
    });
  }

  /**
   * Ends a key. Does nothing when it was revoked before.
   *
   * @throws ConflictError when the newest key is another one by now
   */
  async revoke(request: ApiKeyRequest, keyId: string): Promise<void> {
    await this.#withUnchangedAccount(request, async keys => {
      const newest = await keys.newest();
      if (newest?.id !== keyId) {
        throw replacedMeanwhile();
      }
      if (newest.status === 'active') {
        await keys.revoke(newest, request.by);
      }
      await request.trail.succeeded(auditMeta(newest));
    });
  }

  /** The keys of an account without their values, newest first. */
  async history(accountId: string): Promise<ApiKeyRecord[]> {
    return this.#store.history(accountId, 50);
  }

  async #showExisting(
    keys: LockedApiKeys,
    key: ApiKeyRecord,
    { by, trail }: ApiKeyRequest,
  ): Promise<ShownApiKey> {
    if (statusOfApiKey(key) === 'expired') {
      throw new ApiKeyUnavailableError('expired');
    }
    const value = this.#decrypt(key);
    const shown = await keys.recordShown(key, by);
    await trail.succeeded({ ...auditMeta(key), generated: false });
    return { value, generated: false, apiKey: presentApiKey(shown) };
  }

  #decrypt(key: ApiKeyRecord): string {
    if (key.ciphertext === undefined) {
      throw new ApiKeyUnavailableError('shown-once');
    }
    try {
      const value = this.#keyring.decrypt(key.ciphertext, {
        keyringId: key.keyringId,
        accountId: key.accountId,
        keyId: key.id,
      });
      if (isWellFormedApiKey(value)) {
        return value;
      }
    } catch (error) {
      if (!(error instanceof DecryptionError)) {
        throw error;
      }
    }
    this.#logger.error(
      `API key ${key.id} cannot be decrypted with the secret '${key.keyringId}' of security.keyring`,
    );
    throw new ApiKeyUnavailableError('undecryptable');
  }

  async #generate(
    keys: LockedApiKeys,
    { by, trail }: ApiKeyRequest,
    eventId: string | undefined,
    meta: { replaced?: string } = {},
  ): Promise<ShownApiKey> {
    const value = generateApiKey();
    const id = randomUUID();
    const createdAt = new Date();
    const inserted = await keys.insert({
      id,
      lookupHash: this.#keyring.lookupHash(value),
      ciphertext:
        this.#config.reveal === 'always'
          ? this.#keyring.encrypt(value, {
              accountId: keys.account.id,
              keyId: id,
            })
          : undefined,
      keyringId: this.#keyring.activeId,
      hint: hintOfApiKey(value),
      createdAt,
      createdBy: by,
      expiresAt: new Date(createdAt.getTime() + this.#config.keyLifetime),
    });
    const shown = await keys.recordShown(inserted, by);
    if (eventId) {
      await trail.also(eventId, auditMeta(shown));
    }
    await trail.succeeded({ ...auditMeta(shown), ...meta, generated: true });
    return { value, generated: true, apiKey: presentApiKey(shown) };
  }

  async #withUnchangedAccount<T>(
    { account }: ApiKeyRequest,
    work: (keys: LockedApiKeys) => Promise<T>,
  ): Promise<T> {
    return this.#store.withLockedAccount(account.id, async keys => {
      // Permission was given for the account as it was.
      if (keys.account.version !== account.version) {
        throw new ConflictError(
          'Somebody has changed the account meanwhile; load it again',
        );
      }
      return work(keys);
    });
  }
}

function assertEnabled({ account }: LockedApiKeys): void {
  if (account.status !== 'active') {
    throw new ApiKeyUnavailableError('account-disabled');
  }
}

function replacedMeanwhile(): ConflictError {
  return new ConflictError(
    'keyId: the account has another API key by now; load it again',
  );
}

function auditMeta({ id, hint, accountId }: ApiKeyRecord) {
  return { accountId, keyId: id, hint };
}
