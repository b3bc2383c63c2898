import { SecurityApi } from 'backstage-plugin-security-common';
import { settle } from './settle';

/** Limits what an account may call, also when the answer gets lost. */
export async function limitPlugins(
  securityApi: SecurityApi,
  account: { namespace: string; name: string; version: number },
  plugins: string[],
): Promise<void> {
  const { name, version } = account;
  await settle(
    () => securityApi.updateServiceAccount(name, { version, plugins }),
    async () => {
      const now = await securityApi.getAccount(account);
      return now.type === 'service-account' &&
        now.plugins?.join() === plugins.join()
        ? now
        : undefined;
    },
  );
}
