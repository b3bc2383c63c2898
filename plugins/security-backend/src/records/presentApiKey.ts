import {
  AccountKeyState,
  accountKeyState,
  ApiKey,
  ApiKeyStatus,
  apiKeyStatusAt,
} from 'backstage-plugin-security-common';
import { ApiKeyRecord } from './ApiKeyRecord';
import { ServiceAccountRecord } from './ServiceAccountRecord';
import { ServiceAccountWithKeys } from './ServiceAccountWithKeys';

type AccountStatus = Pick<ServiceAccountRecord, 'status'>;

/** What a key is worth now. */
export function statusOfApiKey(
  key: ApiKeyRecord,
  account: AccountStatus,
): ApiKeyStatus {
  return apiKeyStatusAt(key, Date.now(), {
    accountStatus: account.status,
    isSecretLost: key.isSecretLost,
  });
}

/** What is to be said of all keys of an account together. */
export function presentKeyState({
  account,
  apiKeys,
}: ServiceAccountWithKeys): AccountKeyState {
  return accountKeyState(
    apiKeys.map(key => ({ ...key, status: statusOfApiKey(key, account) })),
  );
}

/** The key as the API answers it: without hash, ciphertext and value. */
export function presentApiKey(
  key: ApiKeyRecord,
  account: AccountStatus,
): ApiKey {
  const status = statusOfApiKey(key, account);
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
