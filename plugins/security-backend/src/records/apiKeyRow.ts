import { DatabaseTime, toDate, toOptionalDate } from '../database/rows';
import { ApiKeyRecord, VerifiableApiKey } from './ApiKeyRecord';
import { parseJson, ServiceAccountRow } from './serviceAccountRow';

export interface ApiKeyRow {
  id: string;
  service_account_id: string;
  sequence: number;
  lookup_hash: string;
  ciphertext: string | null;
  keyring_id: string;
  hint: string;
  status: 'active' | 'retiring' | 'revoked';
  created_at: DatabaseTime;
  created_by: string;
  expires_at: DatabaseTime | null;
  retires_at: DatabaseTime | null;
  revoked_at: DatabaseTime | null;
  revoked_by: string | null;
  last_used_at: DatabaseTime | null;
  last_used_plugin: string | null;
  times_shown: number;
  last_shown_at: DatabaseTime | null;
  last_shown_by: string | null;
}

/** Reads rows in the light of the keyring that the process has. */
export type ReadApiKeyRow = (row: ApiKeyRow) => ApiKeyRecord;

/** @param keyringIds - of every secret in `security.keyring` */
export function apiKeyRowReader(keyringIds: string[]): ReadApiKeyRow {
  return row => toApiKeyRecord(row, !keyringIds.includes(row.keyring_id));
}

function toApiKeyRecord(row: ApiKeyRow, isSecretLost: boolean): ApiKeyRecord {
  return {
    id: row.id,
    accountId: row.service_account_id,
    sequence: row.sequence,
    lookupHash: row.lookup_hash,
    ciphertext: row.ciphertext ?? undefined,
    keyringId: row.keyring_id,
    isSecretLost,
    hint: row.hint,
    status: row.status,
    createdAt: toDate(row.created_at),
    createdBy: row.created_by,
    expiresAt: toOptionalDate(row.expires_at),
    retiresAt: toOptionalDate(row.retires_at),
    revokedAt: toOptionalDate(row.revoked_at),
    revokedBy: row.revoked_by ?? undefined,
    lastUsedAt: toOptionalDate(row.last_used_at),
    lastUsedPlugin: row.last_used_plugin ?? undefined,
    timesShown: row.times_shown,
    lastShownAt: toOptionalDate(row.last_shown_at),
    lastShownBy: row.last_shown_by ?? undefined,
  };
}

export function toVerifiableApiKey(
  key: Pick<
    ApiKeyRow,
    'id' | 'lookup_hash' | 'hint' | 'status' | 'expires_at' | 'retires_at'
  >,
  account: Pick<
    ServiceAccountRow,
    | 'id'
    | 'name'
    | 'owner_ref'
    | 'status'
    | 'principal'
    | 'plugins'
    | 'restrictions'
    | 'version'
  >,
): VerifiableApiKey {
  return {
    id: key.id,
    lookupHash: key.lookup_hash,
    hint: key.hint,
    status: key.status,
    expiresAt: toOptionalDate(key.expires_at),
    retiresAt: toOptionalDate(key.retires_at),
    account: {
      id: account.id,
      name: account.name,
      ownerRef: account.owner_ref,
      status: account.status,
      principal: account.principal,
      plugins: parseJson(account.plugins),
      restrictions: parseJson(account.restrictions),
      version: account.version,
    },
  };
}
