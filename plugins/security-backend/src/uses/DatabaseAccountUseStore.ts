import { Knex } from 'knex';
import { DatabaseGuard } from '../database/guardDatabase';
import { boundLockWait } from '../database/locks';
import { DatabaseTime, toDate } from '../database/rows';
import {
  AccountUse,
  AccountUseStore,
  FirstUse,
  KeyUse,
} from './AccountUseStore';

const TABLE = 'security_account_uses';

interface AccountUseRow {
  account_id: string;
  plugin_id: string;
  first_used_at: DatabaseTime;
  last_used_at: DatabaseTime;
  /** PostgreSQL answers with text. */
  calls: number | string;
}

type Account = FirstUse['account'];

/** {@link AccountUseStore} in SQLite or PostgreSQL. */
export class DatabaseAccountUseStore implements AccountUseStore {
  readonly #knex: Knex;
  readonly #guard: DatabaseGuard;

  constructor(options: { knex: Knex; guard: DatabaseGuard }) {
    this.#knex = options.knex;
    this.#guard = options.guard;
  }

  async add(
    uses: KeyUse[],
    beforeCommit: (firstUses: FirstUse[]) => Promise<void>,
  ): Promise<void> {
    await this.#guard(() =>
      this.#knex.transaction(async trx => {
        await boundLockWait(trx);
        const accounts = await accountsOfKeys(trx, uses);
        const additions = sumUp(uses, accounts);
        if (additions.length === 0) {
          return;
        }
        const rows: AccountUseRow[] = await trx(TABLE)
          .insert(additions.map(({ row }) => row))
          .onConflict(['account_id', 'plugin_id'])
          .merge({
            first_used_at: whichever(trx, 'first_used_at', '<'),
            last_used_at: whichever(trx, 'last_used_at', '>'),
            calls: trx.raw('??.calls + excluded.calls', [TABLE]),
          })
          .returning(['account_id', 'plugin_id', 'calls']);
        const sums = new Map(rows.map(row => [idOf(row), Number(row.calls)]));
        const firstUses = additions
          // There was nothing to add to.
          .filter(({ row }) => sums.get(idOf(row)) === row.calls)
          .map(({ account, row }) => ({ account, pluginId: row.plugin_id }));
        if (firstUses.length > 0) {
          await beforeCommit(firstUses);
        }
      }),
    );
  }

  async list(accountId: string): Promise<AccountUse[]> {
    return this.#guard(async () =>
      (
        await this.#knex<AccountUseRow>(TABLE)
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
async function accountsOfKeys(
  trx: Knex.Transaction,
  uses: KeyUse[],
): Promise<Map<string, Account>> {
  const query = trx('security_api_keys as counted_key')
    .join('security_service_accounts as account', {
      'account.id': 'counted_key.service_account_id',
    })
    .whereIn(
      'counted_key.id',
      uses.map(({ keyId }) => keyId),
    )
    .select('counted_key.id as key_id', 'account.id', 'account.name');
  if (trx.client.config.client === 'pg') {
    query.forKeyShare('account');
  }
  const found: Array<Account & { key_id: string }> = await query;
  return new Map(found.map(({ key_id, id, name }) => [key_id, { id, name }]));
}

/** One row for each account and plugin, always in the same order. */
function sumUp(uses: KeyUse[], accounts: Map<string, Account>) {
  const sums = new Map<
    string,
    { account: Account; row: AccountUseRow & { calls: number } }
  >();
  for (const { keyId, pluginId, firstAt, lastAt, calls } of uses) {
    const account = accounts.get(keyId);
    if (!account) {
      continue;
    }
    const row = {
      account_id: account.id,
      plugin_id: pluginId,
      first_used_at: firstAt,
      last_used_at: lastAt,
      calls,
    };
    const sum = sums.get(idOf(row))?.row;
    if (sum) {
      sum.first_used_at = earlier(toDate(sum.first_used_at), firstAt);
      sum.last_used_at = later(toDate(sum.last_used_at), lastAt);
      sum.calls += calls;
    } else {
      sums.set(idOf(row), { account, row });
    }
  }
  // Replicas that lock rows in different orders would wait for each other.
  return [...sums.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, sum]) => sum);
}

function idOf(row: Pick<AccountUseRow, 'account_id' | 'plugin_id'>): string {
  return `${row.account_id} ${row.plugin_id}`;
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}

/** The time that is stored, or the one that is to be. */
function whichever(knex: Knex, column: string, is: '<' | '>'): Knex.Raw {
  return knex.raw(
    `case when excluded.?? ${is} ??.?? then excluded.?? else ??.?? end`,
    [column, TABLE, column, column, TABLE, column],
  );
}
