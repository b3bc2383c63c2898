import { Knex } from 'knex';

/**
 * For how long an operation waits for others on the same account: a decision of
 * the permission policy grows old meanwhile, and a connection is held.
 */
export const LOCK_WAIT_MS = 2_000;

/** Whether a statement gave up waiting for a lock. */
export function isLockTimeout(error: unknown): boolean {
  const LOCK_NOT_AVAILABLE = '55P03';
  return (error as { code?: unknown })?.code === LOCK_NOT_AVAILABLE;
}

/** SQLite has one connection, so that nobody waits within a transaction. */
export async function boundLockWait(trx: Knex.Transaction): Promise<void> {
  if (trx.client.config.client === 'pg') {
    await trx.raw(`set local lock_timeout = ${LOCK_WAIT_MS}`);
  }
}
