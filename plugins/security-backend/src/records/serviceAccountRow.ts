import { ApiKeyPrincipal } from 'backstage-plugin-security-common';
import { DatabaseTime, toDate, toOptionalDate } from '../database/rows';
import { toSearchText } from './searchText';
import { ServiceAccountRecord } from './ServiceAccountRecord';

export interface ServiceAccountRow {
  id: string;
  newest_key_id: string | null;
  name: string;
  title: string | null;
  description: string | null;
  owner_ref: string;
  owner_title: string | null;
  owner_missed_at: DatabaseTime | null;
  owner_missing_since: DatabaseTime | null;
  search_text: string;
  status: 'active' | 'disabled';
  principal: ApiKeyPrincipal;
  plugins: string | null;
  restrictions: string | null;
  managed_by: 'config' | 'former-config' | null;
  api_key_managed_by: 'config' | null;
  version: number;
  next_change_at: DatabaseTime | null;
  works_until: DatabaseTime;
  used_at: DatabaseTime;
  created_at: DatabaseTime;
  created_by: string;
  updated_at: DatabaseTime;
  updated_by: string;
}

export function toServiceAccountRecord(
  row: ServiceAccountRow,
): ServiceAccountRecord {
  return {
    id: row.id,
    name: row.name,
    title: row.title ?? undefined,
    description: row.description ?? undefined,
    ownerRef: row.owner_ref,
    ownerTitle: row.owner_title ?? undefined,
    ownerMissingSince: toOptionalDate(row.owner_missing_since),
    status: row.status,
    principal: row.principal,
    plugins: parseJson(row.plugins),
    restrictions: parseJson(row.restrictions),
    managedBy: row.managed_by ?? undefined,
    apiKeyManagedBy: row.api_key_managed_by ?? undefined,
    version: row.version,
    createdAt: toDate(row.created_at),
    createdBy: row.created_by,
    updatedAt: toDate(row.updated_at),
    updatedBy: row.updated_by,
  };
}

/**
 * All columns but those that follow from the keys of the account, and from
 * what the catalog does not know.
 */
export function toServiceAccountRow(
  record: ServiceAccountRecord,
): Omit<
  ServiceAccountRow,
  | 'newest_key_id'
  | 'owner_missed_at'
  | 'owner_missing_since'
  | 'next_change_at'
  | 'works_until'
  | 'used_at'
> {
  const found = {
    name: record.name,
    title: record.title || null,
    ownerRef: record.ownerRef,
    ownerTitle: record.ownerTitle || null,
  };
  return {
    id: record.id,
    name: found.name,
    title: found.title,
    description: record.description || null,
    owner_ref: found.ownerRef,
    owner_title: found.ownerTitle,
    search_text: toSearchText(found),
    status: record.status,
    principal: record.principal,
    plugins: toJson(record.plugins),
    restrictions: toJson(record.restrictions),
    managed_by: record.managedBy ?? null,
    api_key_managed_by: record.apiKeyManagedBy ?? null,
    version: record.version,
    created_at: record.createdAt,
    created_by: record.createdBy,
    updated_at: record.updatedAt,
    updated_by: record.updatedBy,
  };
}

/** Of a column that holds JSON. */
export function parseJson<T>(text: string | null): T | undefined {
  return text === null ? undefined : JSON.parse(text);
}

function toJson(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
