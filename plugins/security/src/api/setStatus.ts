import {
  SecurityApi,
  ServiceAccount,
  ServiceAccountStatus,
} from 'backstage-plugin-security-common';
import { settle } from './settle';

/** Enables or disables the account, also when the answer gets lost. */
export async function setStatus(
  securityApi: SecurityApi,
  account: ServiceAccount,
  status: ServiceAccountStatus,
): Promise<void> {
  const { name, version } = account;
  await settle(
    () => securityApi.updateServiceAccount(name, { version, status }),
    async () => {
      const now = await securityApi.getAccount(account);
      return now.type === 'service-account' && now.status === status
        ? now
        : undefined;
    },
  );
}
