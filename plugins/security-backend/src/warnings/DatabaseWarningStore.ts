import { Knex } from 'knex';
import { DatabaseGuard } from '../database/guardDatabase';
import { boundLockWait } from '../database/locks';
import { DatabaseTime, toDate } from '../database/rows';
import { apiKeyRowReader, ReadApiKeyRow } from '../records/apiKeyRow';
import { keysOfAccounts } from '../records/keysOfAccounts';
import {
  ServiceAccountRow,
  toServiceAccountRecord,
} from '../records/serviceAccountRow';
import { ServiceAccountWithKeys } from '../records/ServiceAccountWithKeys';
import { ExpiryPosition, WarningId, WarningStore } from './WarningStore';

const ACCOUNTS = 'security_service_accounts';
const WARNINGS = 'security_account_warnings';
/** Longer than it takes to send one. */
const CLAIMED_FOR_MS = 5 * 60 * 1000;

interface WarningRow {
  account_id: string;
  kind: string;
  about: string;
  step: number;
  claimed_at: DatabaseTime | null;
  sent_at: DatabaseTime | null;
}

/** {@link WarningStore} in SQLite or PostgreSQL. */
export class DatabaseWarningStore implements WarningStore {
  readonly #knex: Knex;
  readonly #guard: DatabaseGuard;
  readonly #readKey: ReadApiKeyRow;

  constructor(options: {
    knex: Knex;
    guard: DatabaseGuard;
    /** Of every secret in `security.keyring`. */
    keyringIds: string[];
  }) {
    this.#knex = options.knex;
    this.#guard = options.guard;
    this.#readKey = apiKeyRowReader(options.keyringIds);
  }

  async listExpiring(options: {
    after: ExpiryPosition;
    until: Date;
    limit: number;
  }): Promise<{ names: string[]; last: ExpiryPosition | undefined }> {
    const { after, until, limit } = options;
    return this.#guard(async () => {
      const rows: Array<{
        id: string;
        name: string;
        expires_at: DatabaseTime;
      }> = await this.#knex({ key: 'security_api_keys' })
        .join({ account: ACCOUNTS }, 'account.id', 'key.service_account_id')
        // As the index has it: with a value that is bound it would not be
        // used.
        .whereRaw(`key.status = 'active'`)
        .whereRaw('(key.expires_at, key.id) > (?, ?)', [
          after.expiresAt,
          after.keyId,
        ])
        .where('key.expires_at', '<=', until)
        .orderBy(['key.expires_at', 'key.id'])
        .limit(limit)
        .select('key.id', 'key.expires_at', 'account.name');
      const last = rows.at(-1);
      return {
        names: rows.map(({ name }) => name),
        last: last && {
          expiresAt: toDate(last.expires_at),
          keyId: last.id,
        },
      };
    });
  }

  async unsentOf<T extends WarningId>(
    warnings: Array<T & { accountId: string }>,
  ): Promise<Array<T & { accountId: string }>> {
    const accountIds = [...new Set(warnings.map(each => each.accountId))];
    const rows = await this.#guard(() =>
      this.#knex<WarningRow>(WARNINGS).whereIn('account_id', accountIds),
    );
    const known = new Map(
      rows.map(row => [idOf(row.account_id, row), row] as const),
    );
    return warnings.filter(
      each => !isTaken(known.get(idOf(each.accountId, each)), each.step),
    );
  }

  async claim(
    accountId: string,
    warning: WarningId,
    isDue: (account: ServiceAccountWithKeys) => boolean,
  ): Promise<boolean> {
    return this.#guard(() =>
      this.#knex.transaction(async trx => {
        await boundLockWait(trx);
        await trx(ACCOUNTS).where({ id: accountId }).update({ id: accountId });
        const account = await this.#read(trx, accountId);
        const row = await trx<WarningRow>(WARNINGS)
          .where(keyOf(accountId, warning))
          .first();
        if (!account || isTaken(row, warning.step) || !isDue(account)) {
          return false;
        }
        await trx(WARNINGS)
          .insert({
            ...keyOf(accountId, warning),
            step: warning.step,
            claimed_at: new Date(),
            sent_at: null,
          })
          .onConflict(['account_id', 'kind', 'about'])
          .merge();
        return true;
      }),
    );
  }

  async markSent(accountId: string, warning: WarningId): Promise<void> {
    await this.#set(accountId, warning, { sent_at: new Date() });
  }

  async release(accountId: string, warning: WarningId): Promise<void> {
    await this.#set(accountId, warning, { claimed_at: null });
  }

  async #set(
    accountId: string,
    warning: WarningId,
    values: Partial<WarningRow>,
  ): Promise<void> {
    await this.#guard(() =>
      this.#knex(WARNINGS)
        .where({ ...keyOf(accountId, warning), step: warning.step })
        .update(values),
    );
  }

  async #read(
    trx: Knex.Transaction,
    id: string,
  ): Promise<ServiceAccountWithKeys | undefined> {
    const row = await trx<ServiceAccountRow>(ACCOUNTS).where({ id }).first();
    if (!row) {
      return undefined;
    }
    const keys = await keysOfAccounts(trx, [row]);
    return {
      account: toServiceAccountRecord(row),
      apiKeys: keys.get(id)!.map(this.#readKey),
    };
  }
}

/** Whether this step, or a more urgent one, was sent or is about to be. */
function isTaken(row: WarningRow | undefined, step: number): boolean {
  if (!row) {
    return false;
  }
  if (row.sent_at !== null) {
    return row.step <= step;
  }
  if (row.claimed_at === null) {
    return false;
  }
  // One that was claimed in the future was so before the clock was set back.
  const age = Date.now() - toDate(row.claimed_at).getTime();
  return age >= 0 && age < CLAIMED_FOR_MS;
}

function keyOf(
  accountId: string,
  { kind, about }: { kind: string; about: string },
) {
  return { account_id: accountId, kind, about };
}

function idOf(
  accountId: string,
  { kind, about }: { kind: string; about: string },
) {
  return [accountId, kind, about].join(' ');
}
