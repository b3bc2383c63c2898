import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  EXPIRING_SOON_DAYS,
  KeyStatusFilter,
} from 'backstage-plugin-security-common';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { DatabaseGuard } from '../database/guardDatabase';
import { JOINED_COLUMNS, splitJoinedRow } from './joinedRow';
import {
  NewServiceAccount,
  ServiceAccountListRequest,
  ServiceAccountRecord,
  ServiceAccountStore,
  ServiceAccountWithKey,
} from './ServiceAccountStore';
import {
  ServiceAccountRow,
  toServiceAccountRecord,
  toServiceAccountRow,
} from './serviceAccountRow';

const TABLE = 'security_service_accounts';
const ORDER_COLUMNS = {
  name: 'name',
  owner: 'owner_ref',
  createdAt: 'created_at',
};

/** {@link ServiceAccountStore} in SQLite or PostgreSQL. */
export class DatabaseServiceAccountStore implements ServiceAccountStore {
  readonly #knex: Knex;
  readonly #guard: DatabaseGuard;

  readonly #onChanged: () => void;

  constructor(options: {
    knex: Knex;
    guard: DatabaseGuard;
    /** Called after an account was changed or deleted. */
    onChanged: () => void;
  }) {
    this.#knex = options.knex;
    this.#guard = options.guard;
    this.#onChanged = options.onChanged;
  }

  async list(
    request: ServiceAccountListRequest,
  ): Promise<ServiceAccountWithKey[]> {
    const { search, owner, keyStatus, orderBy, order, limit, after } = request;
    const column = ORDER_COLUMNS[orderBy];
    const query = this.#joined().limit(limit);
    if (owner) {
      query.where('account.owner_ref', owner);
    }
    if (search) {
      query.where(either =>
        either
          .whereRaw(`account.search_text like ? escape '\\'`, [
            `%${escapeLike(search.toLowerCase())}%`,
          ])
          .orWhere('key.hint', search),
      );
    }
    if (keyStatus) {
      filterByKeyStatus(query, keyStatus);
    }
    if (after) {
      const compare = order === 'asc' ? '>' : '<';
      if (orderBy === 'name') {
        query.where('account.name', compare, after.name);
      } else {
        query.whereRaw(`(account.${column}, account.name) ${compare} (?, ?)`, [
          orderBy === 'createdAt' ? new Date(after.value) : after.value,
          after.name,
        ]);
      }
    }
    query.orderBy(`account.${column}`, order);
    if (orderBy !== 'name') {
      query.orderBy('account.name', order);
    }
    return this.#guard(async () => (await query).map(splitJoinedRow));
  }

  async get(name: string): Promise<ServiceAccountWithKey | undefined> {
    return this.#guard(async () => {
      const row = await this.#joined().where('account.name', name).first();
      return row && splitJoinedRow(row);
    });
  }

  async getMany(names: string[]): Promise<ServiceAccountRecord[]> {
    return this.#guard(async () =>
      (await this.#knex<ServiceAccountRow>(TABLE).whereIn('name', names)).map(
        toServiceAccountRecord,
      ),
    );
  }

  async countServices(): Promise<number> {
    return this.#guard(async () => {
      const [row] = await this.#knex(TABLE)
        .where({ principal: 'service' })
        .count({ count: '*' });
      return Number(row.count);
    });
  }

  async insert(
    account: NewServiceAccount,
    beforeCommit: (record: ServiceAccountRecord) => Promise<void>,
  ): Promise<ServiceAccountRecord> {
    const now = new Date();
    const record: ServiceAccountRecord = {
      ...account,
      id: randomUUID(),
      status: 'active',
      version: 1,
      createdAt: now,
      updatedAt: now,
      updatedBy: account.createdBy,
    };
    return this.#guard(() =>
      this.#knex.transaction(async trx => {
        try {
          await trx(TABLE).insert(toServiceAccountRow(record));
        } catch (error) {
          if (isDatabaseConflictError(error)) {
            throw new ConflictError(
              'name: there is a service account with this name already',
            );
          }
          throw error;
        }
        await beforeCommit(record);
        return record;
      }),
    );
  }

  async update(
    options: Parameters<ServiceAccountStore['update']>[0],
  ): Promise<ServiceAccountRecord | undefined> {
    const { id, version, changes, updatedBy, beforeCommit } = options;
    const updated = await this.#guard(() =>
      this.#knex.transaction(async trx => {
        // The condition is in the statement: of two that saw the same version
        // one finds it changed.
        const touched = await trx(TABLE)
          .where({ id, version })
          .update({ version: version + 1 });
        if (touched !== 1) {
          return undefined;
        }
        const row = await trx<ServiceAccountRow>(TABLE).where({ id }).first();
        const record: ServiceAccountRecord = {
          ...toServiceAccountRecord(row!),
          ...changes,
          updatedAt: new Date(),
          updatedBy,
        };
        await trx(TABLE).where({ id }).update(toServiceAccountRow(record));
        await beforeCommit();
        return record;
      }),
    );
    this.#onChanged();
    return updated;
  }

  async delete(
    options: Parameters<ServiceAccountStore['delete']>[0],
  ): Promise<boolean> {
    const { id, version, beforeCommit } = options;
    const isDeleted = await this.#guard(() =>
      this.#knex.transaction(async trx => {
        const deleted = await trx(TABLE).where({ id, version }).delete();
        if (deleted !== 1) {
          return false;
        }
        await beforeCommit();
        return true;
      }),
    );
    this.#onChanged();
    return isDeleted;
  }

  #joined(): Knex.QueryBuilder {
    return this.#knex({ account: TABLE })
      .leftJoin({ key: 'security_api_keys' }, join =>
        join.on(
          'key.id',
          this.#knex.raw(
            `(select id from security_api_keys
               where service_account_id = account.id
               order by sequence desc limit 1)`,
          ),
        ),
      )
      .select(JOINED_COLUMNS);
  }
}

function filterByKeyStatus(query: Knex.QueryBuilder, status: KeyStatusFilter) {
  const now = new Date();
  if (status === 'none') {
    query.whereNull('key.id');
    return;
  }
  if (status === 'revoked') {
    query.where('key.status', 'revoked');
    return;
  }
  query.where('key.status', 'active');
  if (status === 'expired') {
    query.where('key.expires_at', '<=', now);
    return;
  }
  query.where(either =>
    either.whereNull('key.expires_at').orWhere('key.expires_at', '>', now),
  );
  if (status === 'expiring') {
    query.where(
      'key.expires_at',
      '<=',
      new Date(now.getTime() + EXPIRING_SOON_DAYS * 24 * 60 * 60 * 1000),
    );
  }
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, character => `\\${character}`);
}
