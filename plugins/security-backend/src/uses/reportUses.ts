import { AccountUses } from 'backstage-plugin-security-common';
import { ruledOutBy } from '../access/reach';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';
import { AccountUse } from './AccountUseStore';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Sets what an account called beside what it may call. Everything that it was
 * given by name counts, whether the portal knows it or not.
 *
 * @param pluginIds - those that the portal knows
 * @param unusedAfter - in milliseconds
 */
export function reportUses(options: {
  account: ServiceAccountRecord;
  uses: AccountUse[];
  pluginIds: string[];
  unusedAfter: number;
}): AccountUses {
  const { account, uses, pluginIds, unusedAfter } = options;
  const since = new Date(Date.now() - unusedAfter);
  const called = new Set(
    uses
      .filter(({ lastUsedAt }) => lastUsedAt > since)
      .map(({ pluginId }) => pluginId),
  );
  const callable = [
    ...new Set([
      ...pluginIds,
      ...uses.map(({ pluginId }) => pluginId),
      ...(account.plugins ?? []),
      ...(account.restrictions ?? []).map(({ plugin }) => plugin),
    ]),
  ]
    .filter(pluginId => !ruledOutBy(account, pluginId))
    .sort();
  return {
    version: account.version,
    countedSince: account.createdAt.toISOString(),
    unusedAfterDays: unusedAfter / DAY_MS,
    uses: uses.map(({ firstUsedAt, lastUsedAt, ...use }) => ({
      ...use,
      firstUsedAt: firstUsedAt.toISOString(),
      lastUsedAt: lastUsedAt.toISOString(),
    })),
    inUse: callable.filter(pluginId => called.has(pluginId)),
    unused: callable.filter(pluginId => !called.has(pluginId)),
  };
}
