import {
  API_KEY_COLUMNS,
  ApiKeyRow,
  toApiKeyRecord,
} from '../apiKeys/apiKeyRow';
import { ServiceAccountRow, toServiceAccountRecord } from './serviceAccountRow';
import { ServiceAccountWithKey } from './ServiceAccountStore';

// Each column under a name of its own: of two columns called `id` in a joined
// row only one would arrive.
export const JOINED_COLUMNS = [
  'account.*',
  ...API_KEY_COLUMNS.map(column => `key.${column} as key_${column}`),
];

/** Takes a row of {@link JOINED_COLUMNS} apart. */
export function splitJoinedRow(
  row: ServiceAccountRow & Record<string, unknown>,
): ServiceAccountWithKey {
  const key = Object.fromEntries(
    API_KEY_COLUMNS.map(column => [column, row[`key_${column}`]]),
  );
  return {
    account: toServiceAccountRecord(row),
    apiKey:
      key.id === null ? undefined : toApiKeyRecord(key as unknown as ApiKeyRow),
  };
}
