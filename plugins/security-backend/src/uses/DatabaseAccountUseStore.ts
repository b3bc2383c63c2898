import { Knex } from 'knex';
import { DatabaseGuard } from '../database/guardDatabase';
import { jsonRows } from '../database/jsonRows';
import { letOthersRun } from '../database/letOthersRun';
import { boundLockWait } from '../database/locks';
import { DatabaseTime, toDate } from '../database/rows';
import { noteAccountUses } from '../serviceAccounts/accountUses';
import { usedAt } from '../serviceAccounts/keyFacets';
import {
  AccountUse,
  AccountUseStore,
  FirstUse,
  KeyUse,
} from './AccountUseStore';
import { AddedUse, countUses } from './countUses';
import { LastKeyUse, writeLastUses } from './writeLastUses';

/** SQLite is done with so many in about a millisecond. */
const ROWS_AT_ONCE = 50;

interface AccountUseRow {
  account_id: string;
  plugin_id: string;
  first_used_at: DatabaseTime;
  last_used_at: DatabaseTime;
  /** PostgreSQL answers with text. */
  calls: number | string;
}

/** Whose key it is, and what the account is ordered by. */
interface UsedAccount {
  id: string;
  name: string;
  usedAt: Date;
}

/** {@link AccountUseStore} in SQLite or PostgreSQL. */
export class DatabaseAccountUseStore implements AccountUseStore {
  readonly #knex: Knex;
  readonly #guard: DatabaseGuard;
  readonly #unusedAfter: number;

  constructor(options: {
    knex: Knex;
    guard: DatabaseGuard;
    /** How long a key may go without use, in milliseconds. */
    unusedAfter: number;
  }) {
    this.#knex = options.knex;
    this.#guard = options.guard;
    this.#unusedAfter = options.unusedAfter;
  }

  async add(
    uses: KeyUse[],
    beforeCommit: (firstUses: FirstUse[]) => Promise<void>,
  ): Promise<void> {
    // One transaction, as in SQLite every commit waits for the disk.
    await this.#guard(() =>
      this.#knex.transaction(async trx => {
        await boundLockWait(trx);
        const accounts = new Map<string, UsedAccount>();
        for (const some of inParts(uses)) {
          await addAccountsOfKeys(trx, some, accounts);
          await letOthersRun();
        }
        const firstUses: FirstUse[] = [];
        for (const some of inParts(sumsOfAccounts(uses, accounts))) {
          firstUses.push(...(await countUses(trx, some)));
          await letOthersRun();
        }
        if (firstUses.length > 0) {
          await beforeCommit(firstUses);
        }
        // Only now, as it locks keys: the above may take its time.
        const lastUses = lastUsesOfKeys(uses);
        for (const some of inParts(lastUses)) {
          await writeLastUses(trx, some);
          await letOthersRun();
        }
        for (const some of inParts(lastUsesOfAccounts(lastUses, accounts))) {
          await noteAccountUses(trx, some, this.#unusedAfter);
          await letOthersRun();
        }
      }),
    );
  }

  async list(accountId: string): Promise<AccountUse[]> {
    return this.#guard(async () =>
      (
        await this.#knex<AccountUseRow>('security_account_uses')
          .where({ account_id: accountId })
          .orderBy('plugin_id')
      ).map(row => ({
        pluginId: row.plugin_id,
        firstUsedAt: toDate(row.first_used_at),
        lastUsedAt: toDate(row.last_used_at),
        calls: Number(row.calls),
      })),
    );
  }
}

/**
 * The accounts stay until the end of the transaction: otherwise one that is
 * deleted meanwhile would wait for our rows, and we for it.
 */
async function addAccountsOfKeys(
  trx: Knex.Transaction,
  uses: KeyUse[],
  accounts: Map<string, UsedAccount>,
): Promise<void> {
  const rows = jsonRows(
    trx,
    { key_id: 'uuid' },
    uses.map(({ keyId }) => ({ key_id: keyId })),
  );
  const query = trx('security_api_keys as counted_key')
    .join('security_service_accounts as account', {
      'account.id': 'counted_key.service_account_id',
    })
    .whereRaw('counted_key.id in (?)', [rows])
    .select('counted_key.id as key_id', 'account.id', 'name', 'used_at');
  if (trx.client.config.client === 'pg') {
    query.forKeyShare('account');
  }
  const found: Array<{
    key_id: string;
    id: string;
    name: string;
    used_at: DatabaseTime;
  }> = await query;
  for (const { key_id, id, name, used_at } of found) {
    accounts.set(key_id, { id, name, usedAt: toDate(used_at) });
  }
}

/** One of each account and plugin, without the calls that were refused. */
function sumsOfAccounts(uses: KeyUse[], accounts: Map<string, UsedAccount>) {
  const sums = new Map<string, AddedUse & FirstUse>();
  for (const { keyId, pluginId, firstAt, lastAt, calls } of uses) {
    const account = accounts.get(keyId);
    if (!account || calls === 0) {
      continue;
    }
    const id = `${account.id} ${pluginId}`;
    const sum = sums.get(id);
    if (sum) {
      sum.firstAt = firstAt < sum.firstAt ? firstAt : sum.firstAt;
      sum.lastAt = lastAt > sum.lastAt ? lastAt : sum.lastAt;
      sum.calls += calls;
    } else {
      const { id: accountId, name } = account;
      const use = { pluginId, firstAt, lastAt, calls };
      sums.set(id, { accountId, account: { id: accountId, name }, ...use });
    }
  }
  return inOrder([...sums.values()], use => `${use.accountId} ${use.pluginId}`);
}

function lastUsesOfKeys(uses: KeyUse[]): LastKeyUse[] {
  const last = new Map<string, LastKeyUse>();
  for (const { keyId, pluginId, lastAt } of uses) {
    const known = last.get(keyId);
    if (!known || known.at <= lastAt) {
      last.set(keyId, { keyId, pluginId, at: lastAt });
    }
  }
  return inOrder([...last.values()], use => use.keyId);
}

/** Of those that get another place in the order of the list. */
function lastUsesOfAccounts(
  uses: LastKeyUse[],
  accounts: Map<string, UsedAccount>,
) {
  const last = new Map<string, { accountId: string; usedAt: Date }>();
  for (const { keyId, at } of uses) {
    const account = accounts.get(keyId);
    const known = account && (last.get(account.id) ?? account).usedAt;
    if (known && usedAt(at) > known) {
      last.set(account.id, { accountId: account.id, usedAt: usedAt(at) });
    }
  }
  return [...last.values()];
}

/** Replicas that lock rows in different orders would wait for each other. */
function inOrder<T>(rows: T[], idOf: (row: T) => string): T[] {
  return rows.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}

function* inParts<T>(rows: T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    yield rows.slice(start, start + ROWS_AT_ONCE);
  }
}
