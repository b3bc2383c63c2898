import { Knex } from 'knex';
import { ApiKeyRow } from './apiKeyRow';
import { ServiceAccountRow } from './serviceAccountRow';

/**
 * What the state of accounts hangs on, newest first: the newest key of each,
 * and all that were not revoked.
 */
export async function keysOfAccounts(
  knex: Knex,
  accounts: Array<Pick<ServiceAccountRow, 'id' | 'newest_key_id'>>,
): Promise<Map<string, ApiKeyRow[]>> {
  const found = new Map<string, ApiKeyRow[]>(
    accounts.map(({ id }): [string, ApiKeyRow[]] => [id, []]),
  );
  const withKeys = accounts.filter(({ newest_key_id: id }) => id !== null);
  const keys: ApiKeyRow[] =
    withKeys.length === 0
      ? []
      : await knex('security_api_keys')
          .whereIn(
            'id',
            withKeys.map(({ newest_key_id: id }) => id),
          )
          .orWhere(unrevoked =>
            unrevoked
              .whereIn(
                'service_account_id',
                withKeys.map(({ id }) => id),
              )
              // As the index has it: with a value that is bound it would not
              // be used.
              .whereRaw(`status <> 'revoked'`),
          )
          .orderBy('sequence', 'desc');
  for (const key of keys) {
    found.get(key.service_account_id)?.push(key);
  }
  return found;
}
