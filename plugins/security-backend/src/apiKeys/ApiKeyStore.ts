import { ApiKeyRecord, VerifiableApiKey } from '../records/ApiKeyRecord';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';

export type NewApiKey = Pick<
  ApiKeyRecord,
  | 'id'
  | 'lookupHash'
  | 'ciphertext'
  | 'keyringId'
  | 'hint'
  | 'createdAt'
  | 'createdBy'
  | 'expiresAt'
>;

/**
 * The keys of one account while nobody else can change them: its row is locked
 * until the work is done.
 */
export interface LockedApiKeys {
  /** The account as it is now. */
  account: ServiceAccountRecord;
  newest(): Promise<ApiKeyRecord | undefined>;
  /** Those that were not revoked, newest first. */
  unrevoked(): Promise<ApiKeyRecord[]>;
  /** Those with this hint, revoked ones too. */
  withHint(hint: string): Promise<ApiKeyRecord[]>;
  insert(key: NewApiKey): Promise<ApiKeyRecord>;
  /** Lets a key work until then, and forgets its value. */
  retire(key: ApiKeyRecord, retiresAt: Date, by: string): Promise<void>;
  /** Ends a key and forgets its value. */
  revoke(key: ApiKeyRecord, by: string): Promise<void>;
  recordShown(key: ApiKeyRecord, by: string): Promise<ApiKeyRecord>;
}

/** Keeps API keys. Knows nothing of people, permissions and plain keys. */
export interface ApiKeyStore {
  /**
   * Runs `work` in a transaction of its own; all that it did is undone when it
   * rejects.
   *
   * @throws NotFoundError when the account is gone
   * @throws ServiceUnavailableError when others hold the lock for too long
   */
  withLockedAccount<T>(
    accountId: string,
    work: (keys: LockedApiKeys) => Promise<T>,
  ): Promise<T>;

  /** The keys of an account, newest first. */
  history(accountId: string, limit: number): Promise<ApiKeyRecord[]>;

  /** The key with one of these hashes. */
  findByLookupHash(hashes: string[]): Promise<VerifiableApiKey | undefined>;

  /** Those of these keys that are there. */
  findByIds(ids: string[]): Promise<VerifiableApiKey[]>;

  /** Keys with a stored value that another than this secret protects. */
  listEncryptedWithOthers(
    keyringId: string,
    options: { afterId: string | undefined; limit: number },
  ): Promise<ApiKeyRecord[]>;

  /** Stores the key anew if nothing else changed it meanwhile. */
  replaceEncryption(
    key: ApiKeyRecord,
    next: { keyringId: string; lookupHash: string; ciphertext: string },
  ): Promise<boolean>;

  /** Forgets the values of keys that have expired; returns how many. */
  forgetExpired(): Promise<number>;
}
