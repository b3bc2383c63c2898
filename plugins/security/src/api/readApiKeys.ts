import {
  AccountRef,
  ApiKey,
  SecurityApi,
} from 'backstage-plugin-security-common';

/** The keys that an account has now, newest first. */
export async function readApiKeys(
  securityApi: SecurityApi,
  account: AccountRef,
): Promise<ApiKey[]> {
  const latest = await securityApi.getAccount(account);
  return latest.type === 'service-account' ? latest.apiKeys : [];
}
