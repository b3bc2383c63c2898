import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { DatabaseGuard } from '../database/guardDatabase';
import {
  ServiceAccountRow,
  toServiceAccountRecord,
} from '../serviceAccounts/serviceAccountRow';
import { ApiKeyRow, toApiKeyRecord, toVerifiableApiKey } from './apiKeyRow';
import {
  ApiKeyRecord,
  ApiKeyStore,
  ApiKeyUse,
  LockedApiKeys,
  NewApiKey,
  VerifiableApiKey,
} from './ApiKeyStore';

const TABLE = 'security_api_keys';

/** {@link ApiKeyStore} in SQLite or PostgreSQL. */
export class DatabaseApiKeyStore implements ApiKeyStore {
  readonly #knex: Knex;
  readonly #guard: DatabaseGuard;
  readonly #onEnded: () => void;

  constructor(options: {
    knex: Knex;
    guard: DatabaseGuard;
    /** Called after a key has ended, or will end sooner. */
    onEnded: () => void;
  }) {
    this.#knex = options.knex;
    this.#guard = options.guard;
    this.#onEnded = options.onEnded;
  }

  async withLockedAccount<T>(
    accountId: string,
    work: (keys: LockedApiKeys) => Promise<T>,
  ): Promise<T> {
    let hasEnded = false;
    const ending =
      <A extends unknown[]>(end: (...args: A) => Promise<void>) =>
      async (...args: A) => {
        hasEnded = true;
        await end(...args);
      };
    const result = await this.#guard(() =>
      this.#knex.transaction(async trx => {
        // SQLite knows no `for update`, but a write locks on both databases.
        const locked = await trx('security_service_accounts')
          .where({ id: accountId })
          .update({ id: accountId });
        if (locked !== 1) {
          throw new NotFoundError('The service account is gone');
        }
        const account = await trx('security_service_accounts')
          .where({ id: accountId })
          .first();
        return work({
          account: toServiceAccountRecord(account),
          newest: () => newest(trx, accountId),
          unrevoked: () => unrevoked(trx, accountId),
          insert: key => insert(trx, accountId, key),
          retire: ending((key: ApiKeyRecord, retiresAt: Date, by: string) =>
            retire(trx, key, retiresAt, by),
          ),
          revoke: ending((key: ApiKeyRecord, by: string) =>
            revoke(trx, key, by),
          ),
          recordShown: (key, by) => recordShown(trx, key, by),
        });
      }),
    );
    if (hasEnded) {
      this.#onEnded();
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
      ).map(toApiKeyRecord),
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
        .first(
          'id',
          'service_account_id',
          'lookup_hash',
          'hint',
          'status',
          'expires_at',
          'retires_at',
        );
      const account =
        key &&
        (await this.#knex<ServiceAccountRow>('security_service_accounts')
          .where('id', key.service_account_id)
          .first(
            'id',
            'name',
            'owner_ref',
            'status',
            'principal',
            'plugins',
            'restrictions',
          ));
      return account && toVerifiableApiKey(key, account);
    });
  }

  async recordUses(uses: ApiKeyUse[]): Promise<void> {
    await this.#guard(() =>
      this.#knex.transaction(async trx => {
        // Always in one order: two replicas that lock rows in different
        // orders would wait for each other.
        const ordered = [...uses].sort((a, b) => (a.keyId < b.keyId ? -1 : 1));
        for (const { keyId, pluginId, at } of ordered) {
          await trx(TABLE)
            .where({ id: keyId })
            .where(either =>
              either.whereNull('last_used_at').orWhere('last_used_at', '<', at),
            )
            .update({ last_used_at: at, last_used_plugin: pluginId });
        }
      }),
    );
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
    return this.#guard(async () => (await query).map(toApiKeyRecord));
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

async function newest(
  trx: Knex.Transaction,
  accountId: string,
): Promise<ApiKeyRecord | undefined> {
  const row = await trx<ApiKeyRow>(TABLE)
    .where({ service_account_id: accountId })
    .orderBy('sequence', 'desc')
    .first();
  return row && toApiKeyRecord(row);
}

async function insert(
  trx: Knex.Transaction,
  accountId: string,
  key: NewApiKey,
): Promise<ApiKeyRecord> {
  const previous = await newest(trx, accountId);
  await trx(TABLE).insert({
    id: key.id,
    service_account_id: accountId,
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
  return reload(trx, key.id);
}

async function unrevoked(
  trx: Knex.Transaction,
  accountId: string,
): Promise<ApiKeyRecord[]> {
  const rows = await trx<ApiKeyRow>(TABLE)
    .where({ service_account_id: accountId })
    .whereNot({ status: 'revoked' })
    .orderBy('sequence', 'desc');
  return rows.map(toApiKeyRecord);
}

async function retire(
  trx: Knex.Transaction,
  key: ApiKeyRecord,
  retiresAt: Date,
  by: string,
): Promise<void> {
  await trx(TABLE).where({ id: key.id }).update({
    status: 'retiring',
    ciphertext: null,
    retires_at: retiresAt,
    revoked_by: by,
  });
}

async function revoke(
  trx: Knex.Transaction,
  key: ApiKeyRecord,
  by: string,
): Promise<void> {
  await trx(TABLE)
    .where({ id: key.id })
    .whereNot({ status: 'revoked' })
    .update({
      status: 'revoked',
      ciphertext: null,
      revoked_at: new Date(),
      revoked_by: by,
    });
}

async function recordShown(
  trx: Knex.Transaction,
  key: ApiKeyRecord,
  by: string,
): Promise<ApiKeyRecord> {
  await trx(TABLE)
    .where({ id: key.id })
    .update({
      times_shown: trx.raw('times_shown + 1'),
      last_shown_at: new Date(),
      last_shown_by: by,
    });
  return reload(trx, key.id);
}

async function reload(trx: Knex.Transaction, id: string) {
  const row = await trx<ApiKeyRow>(TABLE).where({ id }).first();
  return toApiKeyRecord(row!);
}
