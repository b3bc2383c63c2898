import {
  EXPIRING_SOON_DAYS,
  KeyStatusFilter,
} from 'backstage-plugin-security-common';
import { Knex } from 'knex';

const EXPIRING_SOON_MS = EXPIRING_SOON_DAYS * 24 * 60 * 60 * 1000;

/** What the state of an account hangs on besides its keys. */
export interface StateTerms {
  /** Of every secret in `security.keyring`. */
  keyringIds: string[];
  /** How long a key may go without use, in milliseconds. */
  unusedAfter: number;
}

/**
 * What `matchesKeyStatus` of the common package decides, as conditions on the
 * accounts of a query. A test compares the two in every state. It asks the keys
 * of every account, and is for the times when the stored states do not hold.
 *
 * @param account - the alias of the accounts' table
 */
export function filterByKeyStatus(
  query: Knex.QueryBuilder,
  status: KeyStatusFilter,
  { account, keyringIds, unusedAfter }: StateTerms & { account: string },
): void {
  const now = new Date();

  /** The keys of the account that have not come to their end. */
  const running = (keys: Knex.QueryBuilder) =>
    keys
      .from({ key: 'security_api_keys' })
      .whereRaw(`key.service_account_id = ${account}.id`)
      .whereNot('key.status', 'revoked')
      .where(endsAfter('key.expires_at', now))
      .where(endsAfter('key.retires_at', now));
  const findable = (keys: Knex.QueryBuilder) =>
    running(keys).whereIn('key.keyring_id', keyringIds);
  const lost = (keys: Knex.QueryBuilder) =>
    running(keys).whereNotIn('key.keyring_id', keyringIds);

  switch (status) {
    case 'none':
      query.whereNull(`${account}.newest_key_id`);
      return;
    case 'active':
      query.where(`${account}.status`, 'active').whereExists(findable);
      return;
    case 'expiring': {
      const soon = new Date(now.getTime() + EXPIRING_SOON_MS);
      query
        .where(`${account}.status`, 'active')
        .whereExists(findable)
        .whereNotExists(keys =>
          findable(keys)
            .where(endsAfter('key.expires_at', soon))
            .where(endsAfter('key.retires_at', soon)),
        );
      return;
    }
    case 'retiring':
      query
        .where(`${account}.status`, 'active')
        .whereExists(keys => findable(keys).whereNotNull('key.retires_at'));
      return;
    case 'unused':
      query
        .where(`${account}.status`, 'active')
        .whereExists(findable)
        .whereNotExists(keys =>
          findable(keys).where(
            'key.last_used_at',
            '>',
            new Date(now.getTime() - unusedAfter),
          ),
        );
      return;
    case 'not-working':
      query.where(either =>
        either
          .whereNot(`${account}.status`, 'active')
          .orWhereNotExists(findable),
      );
      return;
    case 'disabled':
      query.where(`${account}.status`, 'disabled').whereExists(findable);
      return;
    case 'lost':
      query.whereNotExists(findable).whereExists(lost);
      return;
    default:
      query.whereNotExists(running).whereExists(keys => {
        keys
          .from({ key: 'security_api_keys' })
          .whereRaw(`key.id = ${account}.newest_key_id`);
        if (status === 'revoked') {
          keys.where('key.status', 'revoked');
        } else {
          keys.whereNot('key.status', 'revoked');
        }
      });
  }
}

/**
 * Whether there are keys that would work, were the secret that they are found
 * by not gone.
 */
export async function areKeysLost(
  knex: Knex,
  goneKeyringIds: string[],
): Promise<boolean> {
  if (goneKeyringIds.length === 0) {
    return false;
  }
  const now = new Date();
  const unrevoked = () =>
    knex('security_api_keys')
      .whereIn('keyring_id', goneKeyringIds)
      // As the index has it: with a value that is bound it would not be used.
      .whereRaw(`status <> 'revoked'`)
      .where(endsAfter('retires_at', now))
      .limit(1)
      .select('id');
  return (
    (await unrevoked().whereNull('expires_at')).length > 0 ||
    (await unrevoked().where('expires_at', '>', now)).length > 0
  );
}

function endsAfter(column: string, time: Date) {
  return (either: Knex.QueryBuilder) => {
    either.whereNull(column).orWhere(column, '>', time);
  };
}
