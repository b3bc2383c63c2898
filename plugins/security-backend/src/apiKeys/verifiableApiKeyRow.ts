import { toOptionalDate } from '../database/rows';
import {
  parseJson,
  ServiceAccountRow,
} from '../serviceAccounts/serviceAccountRow';
import { ApiKeyRow } from './apiKeyRow';
import { VerifiableApiKey } from './ApiKeyStore';

// Few columns: SQLite prepares the statement anew every time, and what a flood
// of unknown keys costs is mostly that. The ciphertext is not needed at all.
const KEY_COLUMNS = [
  'id',
  'lookup_hash',
  'hint',
  'status',
  'expires_at',
  'retires_at',
] as const;
const ACCOUNT_COLUMNS = [
  'id',
  'name',
  'owner_ref',
  'status',
  'principal',
  'plugins',
  'restrictions',
] as const;

export const VERIFIABLE_COLUMNS = [
  ...KEY_COLUMNS.map(column => `key.${column} as key_${column}`),
  ...ACCOUNT_COLUMNS.map(column => `account.${column} as account_${column}`),
];

type Prefixed<TRow, TPrefix extends string> = {
  [TColumn in keyof TRow & string as `${TPrefix}_${TColumn}`]: TRow[TColumn];
};

export type VerifiableApiKeyRow = Prefixed<
  Pick<ApiKeyRow, (typeof KEY_COLUMNS)[number]>,
  'key'
> &
  Prefixed<
    Pick<ServiceAccountRow, (typeof ACCOUNT_COLUMNS)[number]>,
    'account'
  >;

export function toVerifiableApiKey(row: VerifiableApiKeyRow): VerifiableApiKey {
  return {
    id: row.key_id,
    lookupHash: row.key_lookup_hash,
    hint: row.key_hint,
    status: row.key_status,
    expiresAt: toOptionalDate(row.key_expires_at),
    retiresAt: toOptionalDate(row.key_retires_at),
    account: {
      id: row.account_id,
      name: row.account_name,
      ownerRef: row.account_owner_ref,
      status: row.account_status,
      principal: row.account_principal,
      plugins: parseJson(row.account_plugins),
      restrictions: parseJson(row.account_restrictions),
    },
  };
}
