import { ApiKey, ApiKeyStatus } from 'backstage-plugin-security-common';
import { ApiKeyRecord } from './ApiKeyStore';

/** What a key is worth now: whether it has expired depends on the time. */
export function statusOfApiKey(key: ApiKeyRecord): ApiKeyStatus {
  if (key.status === 'revoked') {
    return 'revoked';
  }
  return key.expiresAt && key.expiresAt <= new Date() ? 'expired' : 'active';
}

/** The key as the API answers it: without hash, ciphertext and value. */
export function presentApiKey(key: ApiKeyRecord): ApiKey {
  const status = statusOfApiKey(key);
  return {
    id: key.id,
    hint: key.hint,
    status,
    canBeShown: status === 'active' && key.ciphertext !== undefined,
    createdAt: key.createdAt.toISOString(),
    createdBy: key.createdBy,
    expiresAt: key.expiresAt?.toISOString(),
    revokedAt: key.revokedAt?.toISOString(),
    revokedBy: key.revokedBy,
    lastUsedAt: key.lastUsedAt?.toISOString(),
    timesShown: key.timesShown,
    lastShownAt: key.lastShownAt?.toISOString(),
    lastShownBy: key.lastShownBy,
  };
}
