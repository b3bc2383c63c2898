import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { recordChange, recordCreation } from '../changes/changes';
import { DatabaseGuard } from '../database/guardDatabase';
import { letOthersRun } from '../database/letOthersRun';
import { boundLockWait } from '../database/locks';
import { apiKeyRowReader, ReadApiKeyRow } from '../records/apiKeyRow';
import { keysOfAccounts } from '../records/keysOfAccounts';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';
import {
  ServiceAccountRow,
  toServiceAccountRecord,
  toServiceAccountRow,
} from '../records/serviceAccountRow';
import { ServiceAccountWithKeys } from '../records/ServiceAccountWithKeys';
import { deleteFacets, insertFacets, updateFacets } from './accountFacets';
import { countAccounts } from './accountCounts';
import { readAccountsOf } from './accountsOfOwners';
import { refreshDueAccounts, WITHOUT_KEY } from './keyFacets';
import { StateTerms } from './keyStatusFilter';
import { noteOwnerFound, noteOwnerMissed, OWNER_KNOWN } from './ownerFacts';
import {
  NewServiceAccount,
  ServiceAccountCounts,
  ServiceAccountListRequest,
  ServiceAccountPage,
  ServiceAccountStore,
} from './ServiceAccountStore';
import { adoptUnusedAfter } from './storedStates';

const TABLE = 'security_service_accounts';

/** {@link ServiceAccountStore} in SQLite or PostgreSQL. */
export class DatabaseServiceAccountStore implements ServiceAccountStore {
  readonly #knex: Knex;
  readonly #guard: DatabaseGuard;
  readonly #terms: StateTerms;
  readonly #readKey: ReadApiKeyRow;
  readonly #onChanged: (accountId: string) => void;

  constructor(
    options: StateTerms & {
      knex: Knex;
      guard: DatabaseGuard;
      /** Called after an account was changed or deleted. */
      onChanged: (accountId: string) => void;
    },
  ) {
    this.#knex = options.knex;
    this.#guard = options.guard;
    this.#terms = options;
    this.#readKey = apiKeyRowReader(options.keyringIds);
    this.#onChanged = options.onChanged;
  }

  async list(request: ServiceAccountListRequest): Promise<ServiceAccountPage> {
    return this.#guard(async () => {
      const { rows, next } = await readAccountsOf(
        this.#knex,
        request,
        this.#terms,
      );
      return { accounts: await this.#withKeys(this.#knex, rows), next };
    });
  }

  async count(owners: string[] | undefined): Promise<ServiceAccountCounts> {
    return this.#guard(() => countAccounts(this.#knex, owners, this.#terms));
  }

  async adoptTerms(): Promise<void> {
    await this.#guard(() =>
      adoptUnusedAfter(this.#knex, this.#terms.unusedAfter),
    );
  }

  async get(name: string): Promise<ServiceAccountWithKeys | undefined> {
    const [found] = await this.getManyWithKeys([name]);
    return found;
  }

  async getManyWithKeys(names: string[]): Promise<ServiceAccountWithKeys[]> {
    return this.#guard(async () => {
      const rows = await this.#knex<ServiceAccountRow>(TABLE).whereIn(
        'name',
        names,
      );
      return this.#withKeys(this.#knex, rows);
    });
  }

  async getMany(names: string[]): Promise<ServiceAccountRecord[]> {
    return this.#guard(async () =>
      (await this.#knex<ServiceAccountRow>(TABLE).whereIn('name', names)).map(
        toServiceAccountRecord,
      ),
    );
  }

  async listAfter(
    name: string | undefined,
    limit: number,
  ): Promise<ServiceAccountRecord[]> {
    return this.#guard(async () => {
      const query = this.#knex<ServiceAccountRow>(TABLE)
        .orderBy('name')
        .limit(limit);
      if (name !== undefined) {
        query.where('name', '>', name);
      }
      return (await query).map(toServiceAccountRecord);
    });
  }

  async listOwners(): Promise<string[]> {
    return this.#guard(() => this.#knex(TABLE).distinct().pluck('owner_ref'));
  }

  async noteOwnerFound(
    ownerRef: string,
    title: string | undefined,
  ): Promise<number> {
    return this.#guard(() =>
      noteOwnerFound(this.#knex, { ownerRef, title, ...this.#terms }),
    );
  }

  async noteOwnerMissed(ownerRef: string, certainFrom: Date): Promise<number> {
    return this.#guard(() =>
      noteOwnerMissed(this.#knex, { ownerRef, certainFrom, ...this.#terms }),
    );
  }

  async refreshDue(signal?: AbortSignal): Promise<void> {
    await this.#guard(async () => {
      while (
        !signal?.aborted &&
        (await refreshDueAccounts(this.#knex, this.#terms.unusedAfter)) > 0
      ) {
        await letOthersRun();
      }
    });
  }

  async listManaged(): Promise<ServiceAccountRecord[]> {
    return this.#guard(async () =>
      (
        await this.#knex<ServiceAccountRow>(TABLE)
          .where({ managed_by: 'config' })
          .orderBy('name')
      ).map(toServiceAccountRecord),
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
        await boundLockWait(trx);
        const row = toServiceAccountRow(record);
        try {
          await trx(TABLE).insert({ ...row, ...WITHOUT_KEY });
        } catch (error) {
          if (isDatabaseConflictError(error)) {
            throw new ConflictError(
              'name: there is a service account with this name already',
            );
          }
          throw error;
        }
        await insertFacets(trx, row);
        await beforeCommit(record);
        await recordCreation(trx, record.name);
        return record;
      }),
    );
  }

  async update(
    options: Parameters<ServiceAccountStore['update']>[0],
  ): Promise<ServiceAccountWithKeys | undefined> {
    const { id, version, changes, updatedBy, beforeCommit } = options;
    const updated = await this.#guard(() =>
      this.#knex.transaction(async trx => {
        await boundLockWait(trx);
        // The condition is in the statement: of two that saw the same version
        // one finds it changed.
        const touched = await trx(TABLE)
          .where({ id, version })
          .update({ version: version + 1 });
        if (touched !== 1) {
          return undefined;
        }
        const row = await trx<ServiceAccountRow>(TABLE).where({ id }).first();
        const before = toServiceAccountRecord(row!);
        const record: ServiceAccountRecord = {
          ...before,
          ...changes,
          updatedAt: new Date(),
          updatedBy,
        };
        const next = {
          ...toServiceAccountRow(record),
          ...(record.ownerRef !== before.ownerRef && OWNER_KNOWN),
        };
        await trx(TABLE).where({ id }).update(next);
        const ended =
          record.status === before.status
            ? []
            : await endRetiringKeys(trx, id, updatedBy);
        await updateFacets(
          trx,
          row!,
          { ...row!, ...next },
          this.#terms.unusedAfter,
        );
        const [found] = await this.#withKeys(trx, [{ ...row!, ...next }]);
        await beforeCommit(ended);
        await recordChange(trx, id, record.name);
        return found;
      }),
    );
    this.#onChanged(id);
    return updated;
  }

  async delete(
    options: Parameters<ServiceAccountStore['delete']>[0],
  ): Promise<boolean> {
    const { id, version, beforeCommit } = options;
    const isDeleted = await this.#guard(() =>
      this.#knex.transaction(async trx => {
        await boundLockWait(trx);
        const touched = await trx(TABLE).where({ id, version }).update({ id });
        if (touched !== 1) {
          return false;
        }
        const row = await trx<ServiceAccountRow>(TABLE).where({ id }).first();
        await deleteFacets(trx, row!);
        await trx(TABLE).where({ id }).delete();
        await beforeCommit();
        await recordChange(trx, id, row!.name);
        return true;
      }),
    );
    this.#onChanged(id);
    return isDeleted;
  }

  async #withKeys(
    knex: Knex,
    accounts: ServiceAccountRow[],
  ): Promise<ServiceAccountWithKeys[]> {
    const keys = await keysOfAccounts(knex, accounts);
    return accounts.map(row => ({
      account: toServiceAccountRecord(row),
      apiKeys: keys.get(row.id)!.map(this.#readKey),
    }));
  }
}

async function endRetiringKeys(
  trx: Knex.Transaction,
  accountId: string,
  by: string,
): Promise<string[]> {
  const retiring = trx('security_api_keys').where({
    service_account_id: accountId,
    status: 'retiring',
  });
  const rows = await retiring
    .clone()
    .where('retires_at', '>', new Date())
    .select('id');
  const ids = rows.map(({ id }) => id);
  await trx('security_api_keys')
    .whereIn('id', ids)
    .update({ status: 'revoked', revoked_at: new Date(), revoked_by: by });
  return ids;
}
