import { ApiKey, ApiKeyStatus } from 'backstage-plugin-security-common';
import { ApiKeyRecord } from './ApiKeyStore';

/** What a key is worth now: that depends on the time. */
export function statusOfApiKey(key: ApiKeyRecord): ApiKeyStatus {
  const now = new Date();
  if (key.status === 'revoked') {
    return 'revoked';
  }
  if (key.expiresAt && key.expiresAt <= now) {
    return 'expired';
  }
  if (key.status === 'retiring') {
    return key.retiresAt && key.retiresAt > now ? 'retiring' : 'revoked';
  }
  return 'active';
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
    retiresAt: key.retiresAt?.toISOString(),
    revokedAt: (status === 'revoked'
      ? key.revokedAt ?? key.retiresAt
      : undefined
    )?.toISOString(),
    revokedBy: key.revokedBy,
    lastUsedAt: key.lastUsedAt?.toISOString(),
    lastUsedPlugin: key.lastUsedPlugin,
    timesShown: key.timesShown,
    lastShownAt: key.lastShownAt?.toISOString(),
    lastShownBy: key.lastShownBy,
  };
}
