import {
  AccountDetails,
  AccountKeyState,
  accountKeyState,
  ApiKey,
  apiKeyStatusAt,
  ApiKeyStatus,
  isWorking,
  ServiceAccount,
} from 'backstage-plugin-security-common';

/**
 * What the backend said, as it stands when the time is `now`: a page stays open
 * for longer than some keys live.
 */
export function accountAt(
  account: AccountDetails,
  now: number,
): AccountDetails {
  if (account.type === 'user') {
    return account;
  }
  const apiKeys = account.apiKeys.map(key => apiKeyAt(key, now));
  return {
    ...account,
    apiKeys,
    apiKey: apiKeys[0],
    keyState: accountKeyState(apiKeys),
  };
}

/** The same for an account of the list, which holds the newest key alone. */
export function keyStateAt(
  { keyState, apiKey }: Pick<ServiceAccount, 'keyState' | 'apiKey'>,
  now: number,
): AccountKeyState {
  const newest = apiKey && apiKeyAt(apiKey, now);
  if (!newest || !isWorking(keyState.status)) {
    return keyState;
  }
  const { worksUntil } = keyState;
  if (worksUntil && Date.parse(worksUntil) <= now) {
    return accountKeyState([newest]);
  }
  const hasEndedMeanwhile =
    keyState.status === 'active' && !isWorking(newest.status);
  return hasEndedMeanwhile
    ? {
        ...keyState,
        status: 'retiring',
        workingKeys: keyState.workingKeys - 1,
      }
    : keyState;
}

/** Whether there is something left of the key to be ended. */
export function canBeEnded({ status }: { status: ApiKeyStatus }): boolean {
  return status !== 'revoked' && status !== 'expired';
}

/** The keys of an account that work, apart from one. */
export function otherWorkingKeys(
  apiKeys: ApiKey[],
  apart: ApiKey | undefined,
): ApiKey[] {
  return apiKeys.filter(
    ({ id, status }) => isWorking(status) && id !== apart?.id,
  );
}

function apiKeyAt(apiKey: ApiKey, now: number): ApiKey {
  const status = apiKeyStatusAt(apiKey, now);
  return {
    ...apiKey,
    status,
    canBeShown: apiKey.canBeShown && status === 'active',
    revokedAt:
      status === 'revoked' ? apiKey.revokedAt ?? apiKey.retiresAt : undefined,
  };
}
