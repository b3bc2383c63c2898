import { Knex } from 'knex';
import { AccountChanges } from 'backstage-plugin-security-node';
import { DatabaseGuard } from '../database/guardDatabase';

const HEAD = 'security_change_head';
const TABLE = 'security_changes';
const MAX_CHANGES = 1_000;
const KEPT_MS = 60 * 60_000;

interface ChangeRow {
  /** PostgreSQL gives such numbers as text. */
  version: number | string;
  account_id: string | null;
  account_name: string | null;
}

/** Which accounts look different from outside since some version. */
export interface NamedChanges {
  version: number;
  /** Undefined when it cannot be told: any account may. */
  names: string[] | undefined;
}

/**
 * Records that something took a right away from an account. It is the last
 * statement of its transaction: from here to the commit everybody else who
 * records a change waits, so that versions become visible in their order.
 *
 * @param name - when the account itself was changed, and not only its keys
 */
export async function recordChange(
  trx: Knex.Transaction,
  accountId: string,
  name?: string,
): Promise<void> {
  await append(trx, { account_id: accountId, account_name: name });
}

/**
 * Records under the same terms that there is an account now. It took no right
 * away, so it names none that remembered answers would be forgotten of: who
 * verifies keys goes on as before, and the catalog has one record to follow.
 */
export async function recordCreation(
  trx: Knex.Transaction,
  name: string,
): Promise<void> {
  await append(trx, { account_name: name });
}

async function append(
  trx: Knex.Transaction,
  change: { account_id?: string; account_name: string | undefined },
): Promise<void> {
  const [head] = await trx(HEAD)
    .update({ version: trx.raw('version + 1') })
    .returning('version');
  await trx(TABLE).insert({
    version: head.version,
    changed_at: new Date(),
    ...change,
  });
}

/**
 * What has changed: processes that remember answers ask this instead of asking
 * again for every answer.
 */
export class ChangeRecord {
  readonly #knex: Knex;
  readonly #guard: DatabaseGuard;

  constructor(options: { knex: Knex; guard: DatabaseGuard }) {
    this.#knex = options.knex;
    this.#guard = options.guard;
  }

  /** What took a right away. */
  async since(version: number | undefined): Promise<AccountChanges> {
    const { now, rows } = await this.#read(version);
    return rows
      ? { version: now, accountIds: distinct(rows, 'account_id') }
      : { version: now };
  }

  /** Which accounts were created, changed or deleted. */
  async namesSince(version: number): Promise<NamedChanges> {
    const { now, rows } = await this.#read(version);
    return { version: now, names: rows && distinct(rows, 'account_name') };
  }

  /** The version now. */
  async version(): Promise<number> {
    const { now } = await this.#read(undefined);
    return now;
  }

  async #read(
    version: number | undefined,
  ): Promise<{ now: number; rows: ChangeRow[] | undefined }> {
    return this.#guard(async () => {
      const query = this.#knex(TABLE)
        .orderBy('version', 'desc')
        .select('version', 'account_id', 'account_name');
      const rows: ChangeRow[] =
        version === undefined
          ? await query.limit(1)
          : await query.where('version', '>=', version).limit(MAX_CHANGES + 1);
      const now = rows.length ? Number(rows[0].version) : await this.#head();
      const from = version ?? now;
      // The version that was asked from, and each one behind it: some may be
      // gone, the younger ones too when a process had a slow clock.
      const isWhole =
        rows.length > 0 &&
        Number(rows.at(-1)!.version) === from &&
        rows.length === now - from + 1;
      return { now, rows: isWhole ? rows.slice(0, -1) : undefined };
    });
  }

  /** Forgets what is older than an hour; the newest always stays. */
  async trim(): Promise<void> {
    await this.#guard(() =>
      this.#knex(TABLE)
        .where('changed_at', '<', new Date(Date.now() - KEPT_MS))
        .where('version', '<', this.#knex(HEAD).select('version'))
        .delete(),
    );
  }

  async #head(): Promise<number> {
    const head = await this.#knex(HEAD).first('version');
    return Number(head.version);
  }
}

function distinct(
  rows: ChangeRow[],
  column: 'account_id' | 'account_name',
): string[] {
  return [...new Set(rows.map(row => row[column]))].filter(
    value => value !== null,
  );
}
