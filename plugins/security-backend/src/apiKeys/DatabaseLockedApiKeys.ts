import { Knex } from 'knex';
import { ApiKeyRecord } from '../records/ApiKeyRecord';
import { ApiKeyRow, ReadApiKeyRow } from '../records/apiKeyRow';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';
import { refreshKeyFacets } from '../serviceAccounts/keyFacets';
import { LockedApiKeys, NewApiKey } from './ApiKeyStore';

const TABLE = 'security_api_keys';

/** {@link LockedApiKeys} in the transaction that holds the lock. */
export class DatabaseLockedApiKeys implements LockedApiKeys {
  readonly account: ServiceAccountRecord;
  readonly #trx: Knex.Transaction;
  readonly #read: ReadApiKeyRow;
  readonly #unusedAfter: number;
  #hasEnded = false;

  constructor(options: {
    account: ServiceAccountRecord;
    trx: Knex.Transaction;
    read: ReadApiKeyRow;
    unusedAfter: number;
  }) {
    this.account = options.account;
    this.#trx = options.trx;
    this.#read = options.read;
    this.#unusedAfter = options.unusedAfter;
  }

  /** Whether a key has ended, or will end sooner. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  async newest(): Promise<ApiKeyRecord | undefined> {
    const row = await this.#keys().orderBy('sequence', 'desc').first();
    return row && this.#read(row);
  }

  async unrevoked(): Promise<ApiKeyRecord[]> {
    const rows = await this.#keys()
      .whereNot({ status: 'revoked' })
      .orderBy('sequence', 'desc');
    return rows.map(this.#read);
  }

  async withHint(hint: string): Promise<ApiKeyRecord[]> {
    return (await this.#keys().where({ hint })).map(this.#read);
  }

  async insert(key: NewApiKey): Promise<ApiKeyRecord> {
    const previous = await this.newest();
    await this.#trx(TABLE).insert({
      id: key.id,
      service_account_id: this.account.id,
      sequence: (previous?.sequence ?? 0) + 1,
      lookup_hash: key.lookupHash,
      ciphertext: key.ciphertext ?? null,
      keyring_id: key.keyringId,
      hint: key.hint,
      status: 'active',
      created_at: key.createdAt,
      created_by: key.createdBy,
      expires_at: key.expiresAt ?? null,
      times_shown: 0,
    });
    await this.#trx('security_service_accounts')
      .where({ id: this.account.id })
      .update({ newest_key_id: key.id });
    await this.#refreshFacets();
    return this.#reload(key.id);
  }

  async retire(key: ApiKeyRecord, retiresAt: Date, by: string): Promise<void> {
    this.#hasEnded = true;
    await this.#keys().where({ id: key.id }).update({
      status: 'retiring',
      ciphertext: null,
      retires_at: retiresAt,
      revoked_by: by,
    });
    await this.#refreshFacets();
  }

  async revoke(key: ApiKeyRecord, by: string): Promise<void> {
    this.#hasEnded = true;
    await this.#keys()
      .where({ id: key.id })
      .whereNot({ status: 'revoked' })
      .update({
        status: 'revoked',
        ciphertext: null,
        revoked_at: new Date(),
        revoked_by: by,
      });
    await this.#refreshFacets();
  }

  async recordShown(key: ApiKeyRecord, by: string): Promise<ApiKeyRecord> {
    await this.#keys()
      .where({ id: key.id })
      .update({
        times_shown: this.#trx.raw('times_shown + 1'),
        last_shown_at: new Date(),
        last_shown_by: by,
      });
    return this.#reload(key.id);
  }

  #keys() {
    return this.#trx<ApiKeyRow>(TABLE).where({
      service_account_id: this.account.id,
    });
  }

  #refreshFacets() {
    return refreshKeyFacets(this.#trx, [this.account.id], this.#unusedAfter);
  }

  async #reload(id: string): Promise<ApiKeyRecord> {
    const row = await this.#keys().where({ id }).first();
    return this.#read(row!);
  }
}
