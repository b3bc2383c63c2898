import { Knex } from 'knex';
import { boundLockWait } from '../database/locks';
import {
  ServiceAccountRow,
  toServiceAccountRecord,
  toServiceAccountRow,
} from '../records/serviceAccountRow';
import { updateFacets } from './accountFacets';
import { StateTerms } from './keyStatusFilter';

/*
 * What the catalog says of the owners of accounts, kept with the accounts. It
 * is no change of an account: its version stays.
 */

const ACCOUNTS = 'security_service_accounts';

/** Of an account whose owner is there. */
export const OWNER_KNOWN = { owner_missed_at: null, owner_missing_since: null };

type OwnerTerms = Pick<StateTerms, 'unusedAfter'> & { ownerRef: string };

/** See `ServiceAccountStore`. */
export async function noteOwnerFound(
  knex: Knex,
  options: OwnerTerms & { title: string | undefined },
): Promise<number> {
  const { ownerRef, title } = options;
  const others = knex(ACCOUNTS)
    .where({ owner_ref: ownerRef })
    .where(either => {
      either.whereNotNull('owner_missed_at');
      if (title) {
        either.orWhereNull('owner_title').orWhereNot({ owner_title: title });
      } else {
        either.orWhereNotNull('owner_title');
      }
    });
  return changeEach(knex, others, options, row => {
    const { owner_title, search_text } = toServiceAccountRow({
      ...toServiceAccountRecord(row),
      ownerTitle: title,
    });
    return { owner_title, search_text, ...OWNER_KNOWN };
  });
}

/** See `ServiceAccountStore`. */
export async function noteOwnerMissed(
  knex: Knex,
  options: OwnerTerms & { certainFrom: Date },
): Promise<number> {
  const { ownerRef, certainFrom } = options;
  const accounts = () => knex(ACCOUNTS).where({ owner_ref: ownerRef });
  await accounts()
    .whereNull('owner_missed_at')
    .update({ owner_missed_at: new Date() });
  const certain = accounts()
    .where('owner_missed_at', '<=', certainFrom)
    .whereNull('owner_missing_since');
  return changeEach(knex, certain, options, row => ({
    owner_missing_since: row.owner_missed_at,
  }));
}

/** One transaction for each, so that nobody waits for long. */
async function changeEach(
  knex: Knex,
  accounts: Knex.QueryBuilder,
  { ownerRef, unusedAfter }: OwnerTerms,
  change: (row: ServiceAccountRow) => Partial<ServiceAccountRow>,
): Promise<number> {
  const ids: string[] = await accounts.pluck('id');
  for (const id of ids) {
    await knex.transaction(async trx => {
      await boundLockWait(trx);
      const isOwned = { id, owner_ref: ownerRef };
      await trx(ACCOUNTS).where(isOwned).update({ id });
      const row = await trx<ServiceAccountRow>(ACCOUNTS).where(isOwned).first();
      if (row) {
        const next = change(row);
        await trx(ACCOUNTS).where({ id }).update(next);
        await updateFacets(trx, row, { ...row, ...next }, unusedAfter);
      }
    });
  }
  return ids.length;
}
