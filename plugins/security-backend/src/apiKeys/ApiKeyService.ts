import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import {
  ApiKeyPolicy,
  RotateApiKey,
  serviceAccountEntityRef,
  ShownApiKey,
} from 'backstage-plugin-security-common';
import { isWellFormedApiKey } from 'backstage-plugin-security-node';
import { AuditTrail } from '../audit/audited';
import { ApiKeyConfig } from '../config';
import { DecryptionError, Keyring } from '../keyring/keyring';
import { ApiKeyRecord, VerifiableApiKey } from '../records/ApiKeyRecord';
import { presentApiKey, statusOfApiKey } from '../records/presentApiKey';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';
import { ApiKeyStore, LockedApiKeys } from './ApiKeyStore';
import { ApiKeyUnavailableError } from './ApiKeyUnavailableError';
import { issueApiKey } from './issueApiKey';

/** What is done to keys, as it is counted. */
export const API_KEY_OPERATIONS = [
  'show',
  'generate',
  'rotate',
  'revoke',
] as const;
export type ApiKeyOperation = (typeof API_KEY_OPERATIONS)[number];

/** An operation on the key of an account, by somebody who may. */
export interface ApiKeyRequest {
  /** The account as it was when the decision was made. */
  account: ServiceAccountRecord;
  /** Entity ref of the person. */
  by: string;
  /** Called once nobody else can change the account any more. */
  assertDecisionIsFresh(): void;
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
  readonly #config: ApiKeyConfig;
  readonly #onDone: (operation: ApiKeyOperation, keys: number) => void;

  /** @param options - `onDone`: told what was done, and to how many keys */
  constructor(options: {
    store: ApiKeyStore;
    keyring: Keyring;
    logger: LoggerService;
    config: ApiKeyConfig;
    onDone?(operation: ApiKeyOperation, keys: number): void;
  }) {
    this.#store = options.store;
    this.#keyring = options.keyring;
    this.#logger = options.logger;
    this.#config = options.config;
    this.#onDone = options.onDone ?? (() => {});
  }

  /**
   * The active key; a new one when there is none.
   *
   * @param expiresAt - when a new one ends
   * @throws ApiKeyUnavailableError when the newest key cannot be shown
   */
  async show(
    request: ApiKeyRequest,
    expiresAt?: string | null,
  ): Promise<ShownApiKey> {
    const shown = await this.#withUnchangedAccount(request, async keys => {
      assertEnabled(keys);
      const newest = await keys.newest();
      if (newest && newest.status === 'active') {
        return this.#showExisting(keys, newest, request);
      }
      assertNotProvided(keys);
      return this.#generate(keys, request, {
        expiresAt,
        eventId: 'api-key-generate',
      });
    });
    this.#onDone(shown.generated ? 'generate' : 'show', 1);
    return shown;
  }

  /**
   * Makes another key. The one that is replaced ends, at once or after a
   * grace period; one that was replaced before ends at once.
   *
   * @throws ConflictError when the newest key is another one by now
   */
  async rotate(
    request: ApiKeyRequest,
    { keyId, expiresAt, graceSeconds }: RotateApiKey,
  ): Promise<ShownApiKey> {
    const grace = this.#gracePeriod(graceSeconds);
    const shown = await this.#withUnchangedAccount(request, async keys => {
      assertEnabled(keys);
      const [newest, ...older] = await keys.unrevoked();
      if (newest?.id !== keyId || newest.status !== 'active') {
        throw replacedMeanwhile();
      }
      assertNotProvided(keys);
      for (const key of older) {
        await keys.revoke(key, request.by);
      }
      const retiresAt = new Date(
        Math.min(Date.now() + grace, newest.expiresAt?.getTime() ?? Infinity),
      );
      if (retiresAt > new Date() && !newest.isSecretLost) {
        await keys.retire(newest, retiresAt, request.by);
      } else {
        await keys.revoke(newest, request.by);
      }
      return this.#generate(keys, request, {
        expiresAt,
        meta: {
          replaced: newest.id,
          ...(graceSeconds && { graceSeconds }),
        },
      });
    });
    this.#onDone('rotate', 1);
    return shown;
  }

  /**
   * Ends a key. Does nothing when it has ended before.
   *
   * @throws ConflictError when the account has no such key
   */
  async revoke(request: ApiKeyRequest, keyId: string): Promise<void> {
    const ended = await this.#withUnchangedAccount(request, async keys => {
      const unrevoked = await keys.unrevoked();
      const key = unrevoked.find(({ id }) => id === keyId);
      const newest = await keys.newest();
      if (!key && newest?.id !== keyId) {
        throw replacedMeanwhile();
      }
      if (key) {
        await keys.revoke(key, request.by);
      }
      await request.trail.succeeded(auditMeta(key ?? newest!));
      return key ? 1 : 0;
    });
    this.#onDone('revoke', ended);
  }

  /** Ends every key of the account. */
  async revokeAll(request: ApiKeyRequest): Promise<void> {
    const ended = await this.#withUnchangedAccount(request, async keys => {
      const unrevoked = await keys.unrevoked();
      for (const key of unrevoked) {
        await keys.revoke(key, request.by);
      }
      await request.trail.succeeded({
        accountId: keys.account.id,
        keyIds: unrevoked.map(({ id }) => id),
      });
      return unrevoked.length;
    });
    this.#onDone('revoke', ended);
  }

  /** Ends a key because its holder says so. */
  async revokeByHolder(
    { id, account }: VerifiableApiKey,
    trail: AuditTrail,
  ): Promise<void> {
    const ended = await this.#store.withLockedAccount(
      account.id,
      async keys => {
        const unrevoked = await keys.unrevoked();
        const key = unrevoked.find(each => each.id === id);
        if (key) {
          await keys.revoke(key, serviceAccountEntityRef(account.name));
          await trail.succeeded(auditMeta(key));
        }
        return key ? 1 : 0;
      },
    );
    this.#onDone('revoke', ended);
  }

  /** What is configured, for those who use it. */
  get policy(): ApiKeyPolicy {
    const config = this.#config;
    return {
      reveal: config.reveal,
      defaultLifetimeSeconds: config.defaultLifetime / 1000,
      maxLifetimeSeconds: config.maxLifetime / 1000,
      canNeverExpire: config.allowNeverExpiring,
      maxGraceSeconds: config.maxGracePeriod / 1000,
      verificationTtlSeconds: config.verificationTtl / 1000,
      canBeService: config.canBeService,
    };
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
    if (statusOfApiKey(key, keys.account) === 'expired') {
      throw new ApiKeyUnavailableError('expired');
    }
    const value = this.#decrypt(key);
    const shown = await keys.recordShown(key, by);
    await trail.succeeded({ ...auditMeta(key), generated: false });
    return {
      value,
      generated: false,
      apiKey: presentApiKey(shown, keys.account),
    };
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
    options: {
      expiresAt: string | null | undefined;
      eventId?: string;
      meta?: { replaced: string; graceSeconds?: number };
    },
  ): Promise<ShownApiKey> {
    const { value, key } = issueApiKey({
      keyring: this.#keyring,
      config: this.#config,
      accountId: keys.account.id,
      by,
      expiresAt: options.expiresAt,
    });
    const inserted = await keys.insert(key);
    const shown = await keys.recordShown(inserted, by);
    if (options.eventId) {
      await trail.also(options.eventId, auditMeta(shown));
    }
    await trail.succeeded({
      ...auditMeta(shown),
      ...options.meta,
      generated: true,
    });
    return {
      value,
      generated: true,
      apiKey: presentApiKey(shown, keys.account),
    };
  }

  /** In milliseconds. */
  #gracePeriod(seconds: number | undefined): number {
    const grace = (seconds ?? 0) * 1000;
    if (grace > this.#config.maxGracePeriod) {
      throw new InputError(
        'graceSeconds: must not be more than security.apiKeys.maxGracePeriod',
      );
    }
    return grace;
  }

  async #withUnchangedAccount<T>(
    { account, assertDecisionIsFresh }: ApiKeyRequest,
    work: (keys: LockedApiKeys) => Promise<T>,
  ): Promise<T> {
    return this.#store.withLockedAccount(account.id, async keys => {
      assertDecisionIsFresh();
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

/** The configuration would put its own key back at the next start. */
function assertNotProvided({ account }: LockedApiKeys): void {
  if (account.apiKeyManagedBy) {
    throw new ConflictError(
      `'${account.name}' gets its API key from security.serviceAccounts of the configuration: change it there`,
    );
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
