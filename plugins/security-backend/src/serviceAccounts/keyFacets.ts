import {
  accountKeyState,
  AccountKeyState,
  apiKeyStatusAt,
  EXPIRING_SOON_DAYS,
  matchesKeyStatus,
} from 'backstage-plugin-security-common';
import { Knex } from 'knex';
import { toOptionalDate } from '../database/rows';
import { ApiKeyRow } from '../records/apiKeyRow';
import { keysOfAccounts } from '../records/keysOfAccounts';
import { ServiceAccountRow } from '../records/serviceAccountRow';
import {
  hintFacet,
  insertRows,
  removeRows,
  rowsOf,
  STATE_FACETS,
  stateFacet,
  STORED_STATES,
} from './facetRows';

const ACCOUNTS = 'security_service_accounts';
const FACETS = 'security_account_facets';
const BATCH = 100;
const EXPIRING_SOON_MS = EXPIRING_SOON_DAYS * 24 * 60 * 60 * 1000;
/** A year that every database and calendar has. */
const NEVER = new Date('9999-12-31T00:00:00.000Z');
/** An account in use is written once in this time, and not with every use. */
const USED_TO_MS = 5 * 60 * 1000;

/** As the list is ordered by it. */
export function usedAt(lastUse: Date | number): Date {
  return new Date(Math.floor(Number(lastUse) / USED_TO_MS) * USED_TO_MS);
}

/** What an account without a key is ordered by. */
export const WITHOUT_KEY = { works_until: NEVER, used_at: new Date(0) };

/**
 * After keys of the accounts came, or ended, or time has passed. The caller
 * holds the locks of the accounts.
 *
 * @param unusedAfter - how long a key may go without use, in milliseconds
 */
export async function refreshKeyFacets(
  trx: Knex.Transaction,
  accountIds: string[],
  unusedAfter: number,
): Promise<void> {
  const now = Date.now();
  const accounts = await trx<ServiceAccountRow>(ACCOUNTS).whereIn(
    'id',
    accountIds,
  );
  const keys = await keysOfAccounts(trx, accounts);
  const stored: Array<{ name: string; facet: string }> = await trx(FACETS)
    .whereIn('facet', STATE_FACETS)
    .whereIn(
      'name',
      accounts.map(({ name }) => name),
    )
    .select('name', 'facet');
  const rows: object[] = [];
  for (const account of accounts) {
    const ofAccount = keys.get(account.id)!;
    const state = stateOf(account, ofAccount, now);
    const states = STORED_STATES.filter(status =>
      matchesKeyStatus(state, status, { now, unusedAfter }),
    ).map(stateFacet);
    const over = stored.filter(
      ({ name, facet }) => name === account.name && !states.includes(facet),
    );
    await removeRows(
      trx,
      account.name,
      over.map(({ facet }) => facet),
    );
    rows.push(
      ...rowsOf(account, [
        ...states,
        ...ofAccount.map(({ hint }) => hintFacet(hint)),
      ]),
    );
    await updateOrder(trx, account, {
      next_change_at: nextChange(ofAccount, state, { now, unusedAfter }),
      works_until: optionalDate(state.worksUntil) ?? NEVER,
      used_at: usedAt(optionalDate(state.lastUsedAt) ?? WITHOUT_KEY.used_at),
    });
  }
  await insertRows(trx, rows);
}

/**
 * Brings accounts up to date whose keys have come to another state by time.
 * Several processes may do it at once: accounts that somebody else works on
 * are left out, so that nobody waits.
 *
 * @returns how many it were
 */
export async function refreshDueAccounts(
  knex: Knex,
  unusedAfter: number,
): Promise<number> {
  return knex.transaction(async trx => {
    const due = dueAccounts(trx)
      .select('id')
      .orderBy('next_change_at')
      .limit(BATCH);
    if (knex.client.config.client === 'pg') {
      due.forNoKeyUpdate().skipLocked();
    }
    const rows: Array<{ id: string }> = await due;
    const ids = rows.map(({ id }) => id);
    await refreshKeyFacets(trx, ids, unusedAfter);
    return ids.length;
  });
}

/** The accounts whose stored states may be wrong by now. */
export function dueAccounts(knex: Knex): Knex.QueryBuilder {
  return knex(ACCOUNTS).where('next_change_at', '<=', new Date());
}

/** As if no secret was lost. */
function stateOf(
  account: Pick<ServiceAccountRow, 'status'>,
  keys: ApiKeyRow[],
  now: number,
): AccountKeyState {
  return accountKeyState(
    keys.map(row => {
      const ends = endsOf(row);
      const facts = { status: row.status, ...ends };
      const circumstances = { accountStatus: account.status };
      return {
        ...ends,
        status: apiKeyStatusAt(facts, now, circumstances),
        lastUsedAt: toOptionalDate(row.last_used_at),
      };
    }),
  );
}

/** By time alone; undefined for never. */
function nextChange(
  keys: ApiKeyRow[],
  { lastUsedAt }: AccountKeyState,
  { now, unusedAfter }: { now: number; unusedAfter: number },
): Date | undefined {
  const times = keys
    .filter(({ status }) => status !== 'revoked')
    .flatMap(row => Object.values(endsOf(row)))
    .flatMap(end => end?.getTime() ?? [])
    .flatMap(end => [end - EXPIRING_SOON_MS, end])
    .concat(lastUsedAt ? Date.parse(lastUsedAt) + unusedAfter : [])
    .filter(time => time > now);
  return times.length > 0 ? new Date(Math.min(...times)) : undefined;
}

async function updateOrder(
  trx: Knex.Transaction,
  account: ServiceAccountRow,
  next: {
    next_change_at: Date | undefined;
    works_until: Date;
    used_at: Date;
  },
): Promise<void> {
  const isSame = Object.entries(next).every(
    ([column, time]) =>
      time?.getTime() ===
      toOptionalDate(account[column as keyof typeof next])?.getTime(),
  );
  if (!isSame) {
    await trx(ACCOUNTS)
      .where({ id: account.id })
      .update({ ...next, next_change_at: next.next_change_at ?? null });
  }
}

function optionalDate(time: string | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}

function endsOf(row: ApiKeyRow) {
  return {
    expiresAt: toOptionalDate(row.expires_at),
    retiresAt: toOptionalDate(row.retires_at),
  };
}
