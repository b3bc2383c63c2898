import { Knex } from 'knex';
import { AccountChanges } from 'backstage-plugin-security-node';
import { DatabaseGuard } from '../database/guardDatabase';

const HEAD = 'security_change_head';
const TABLE = 'security_changes';
const MAX_CHANGES = 1_000;
const KEPT_MS = 60 * 60_000;

/**
 * Records that something took a right away from an account. It is the last
 * statement of its transaction: from here to the commit everybody else who
 * records a change waits, so that versions become visible in their order.
 */
export async function recordChange(
  trx: Knex.Transaction,
  accountId: string,
): Promise<void> {
  const [head] = await trx(HEAD)
    .update({ version: trx.raw('version + 1') })
    .returning('version');
  await trx(TABLE).insert({
    version: head.version,
    account_id: accountId,
    changed_at: new Date(),
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

  async since(version: number | undefined): Promise<AccountChanges> {
    return this.#guard(async () => {
      const query = this.#knex(TABLE)
        .orderBy('version', 'desc')
        .select('version', 'account_id');
      const rows: Array<{ version: number | string; account_id: string }> =
        version === undefined
          ? await query.limit(1)
          : await query.where('version', '>=', version).limit(MAX_CHANGES + 1);
      // PostgreSQL gives such numbers as text.
      const versions = rows.map(row => Number(row.version));
      const now = versions[0] ?? (await this.#head());
      // Without the version that was asked from, those behind it may be gone.
      return version === undefined || versions.at(-1) === version
        ? {
            version: now,
            accountIds: [
              ...new Set(rows.slice(0, -1).map(row => row.account_id)),
            ],
          }
        : { version: now };
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
