import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { recordChange } from '../changes/changes';
import { DatabaseGuard } from '../database/guardDatabase';
import { boundLockWait } from '../database/locks';
import { ApiKeyRecord, VerifiableApiKey } from '../records/ApiKeyRecord';
import {
  ApiKeyRow,
  apiKeyRowReader,
  ReadApiKeyRow,
  toVerifiableApiKey,
} from '../records/apiKeyRow';
import {
  ServiceAccountRow,
  toServiceAccountRecord,
} from '../records/serviceAccountRow';
import { ApiKeyStore, LockedApiKeys } from './ApiKeyStore';
import { DatabaseLockedApiKeys } from './DatabaseLockedApiKeys';

const TABLE = 'security_api_keys';
const VERIFIED_COLUMNS = [
  'id',
  'service_account_id',
  'lookup_hash',
  'hint',
  'status',
  'expires_at',
  'retires_at',
] as const;
const VERIFIED_ACCOUNT_COLUMNS = [
  'id',
  'name',
  'owner_ref',
  'status',
  'principal',
  'plugins',
  'restrictions',
  'version',
] as const;

/** {@link ApiKeyStore} in SQLite or PostgreSQL. */
export class DatabaseApiKeyStore implements ApiKeyStore {
  readonly #knex: Knex;
  readonly #guard: DatabaseGuard;
  readonly #read: ReadApiKeyRow;
  readonly #unusedAfter: number;
  readonly #onEnded: (accountId: string) => void;

  constructor(options: {
    knex: Knex;
    guard: DatabaseGuard;
    /** Of every secret in `security.keyring`. */
    keyringIds: string[];
    /** How long a key may go without use, in milliseconds. */
    unusedAfter: number;
    /** Called after a key of the account has ended, or will end sooner. */
    onEnded: (accountId: string) => void;
  }) {
    this.#knex = options.knex;
    this.#guard = options.guard;
    this.#read = apiKeyRowReader(options.keyringIds);
    this.#unusedAfter = options.unusedAfter;
    this.#onEnded = options.onEnded;
  }

  async withLockedAccount<T>(
    accountId: string,
    work: (keys: LockedApiKeys) => Promise<T>,
  ): Promise<T> {
    let hasEnded = false;
    const result = await this.#guard(() =>
      this.#knex.transaction(async trx => {
        await boundLockWait(trx);
        // SQLite knows no `for update`, but a write locks on both databases.
        const locked = await trx('security_service_accounts')
          .where({ id: accountId })
          .update({ id: accountId });
        if (locked !== 1) {
          throw new NotFoundError('The service account is gone');
        }
        const row = await trx('security_service_accounts')
          .where({ id: accountId })
          .first();
        const keys = new DatabaseLockedApiKeys({
          account: toServiceAccountRecord(row),
          trx,
          read: this.#read,
          unusedAfter: this.#unusedAfter,
        });
        const done = await work(keys);
        hasEnded = keys.hasEnded;
        if (hasEnded) {
          await recordChange(trx, accountId);
        }
        return done;
      }),
    );
    if (hasEnded) {
      this.#onEnded(accountId);
    }
    return result;
  }

  async history(accountId: string, limit: number): Promise<ApiKeyRecord[]> {
    return this.#guard(async () =>
      (
        await this.#knex<ApiKeyRow>(TABLE)
          .where({ service_account_id: accountId })
          .orderBy('sequence', 'desc')
          .limit(limit)
      ).map(this.#read),
    );
  }

  // Two statements, each of few columns, instead of a join: SQLite prepares
  // them anew every time, and for an unknown key the first one is enough.
  async findByLookupHash(
    hashes: string[],
  ): Promise<VerifiableApiKey | undefined> {
    return this.#guard(async () => {
      const key = await this.#knex<ApiKeyRow>(TABLE)
        .whereIn('lookup_hash', hashes)
        .first(...VERIFIED_COLUMNS);
      const account =
        key &&
        (await this.#knex<ServiceAccountRow>('security_service_accounts')
          .where('id', key.service_account_id)
          .first(...VERIFIED_ACCOUNT_COLUMNS));
      return account && toVerifiableApiKey(key, account);
    });
  }

  async findByIds(ids: string[]): Promise<VerifiableApiKey[]> {
    return this.#guard(async () => {
      const keys = await this.#knex<ApiKeyRow>(TABLE)
        .whereIn('id', ids)
        .select(...VERIFIED_COLUMNS);
      const accounts = await this.#knex<ServiceAccountRow>(
        'security_service_accounts',
      )
        .whereIn(
          'id',
          keys.map(key => key.service_account_id),
        )
        .select(...VERIFIED_ACCOUNT_COLUMNS);
      const byId = new Map(accounts.map(account => [account.id, account]));
      return keys.flatMap(key => {
        const account = byId.get(key.service_account_id);
        return account ? [toVerifiableApiKey(key, account)] : [];
      });
    });
  }

  async listEncryptedWithOthers(
    keyringId: string,
    options: { afterId: string | undefined; limit: number },
  ): Promise<ApiKeyRecord[]> {
    const query = this.#knex<ApiKeyRow>(TABLE)
      .whereNot('keyring_id', keyringId)
      .whereNotNull('ciphertext')
      .orderBy('id')
      .limit(options.limit);
    if (options.afterId) {
      query.where('id', '>', options.afterId);
    }
    return this.#guard(async () => (await query).map(this.#read));
  }

  async replaceEncryption(
    key: ApiKeyRecord,
    next: { keyringId: string; lookupHash: string; ciphertext: string },
  ): Promise<boolean> {
    return this.#guard(async () => {
      const replaced = await this.#knex(TABLE)
        .where({
          id: key.id,
          keyring_id: key.keyringId,
          ciphertext: key.ciphertext,
        })
        .update({
          keyring_id: next.keyringId,
          lookup_hash: next.lookupHash,
          ciphertext: next.ciphertext,
        });
      return replaced === 1;
    });
  }

  async forgetExpired(): Promise<number> {
    return this.#guard(() =>
      this.#knex(TABLE)
        .where('expires_at', '<=', new Date())
        .whereNotNull('ciphertext')
        .update({ ciphertext: null }),
    );
  }
}
