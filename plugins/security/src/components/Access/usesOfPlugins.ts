import { AccountUses, PluginUse } from 'backstage-plugin-security-common';

/** What a plugin is to an account. */
export interface UseOfPlugin {
  pluginId: string;
  /** `not-callable`: it was called, and may not be any more. */
  state: 'in-use' | 'unused' | 'not-callable';
  use: PluginUse | undefined;
}

/** The plugins that an account may call, and those that it called. */
export function usesOfPlugins({
  uses,
  inUse,
  unused,
}: AccountUses): UseOfPlugin[] {
  const callable = [...inUse, ...unused];
  const describe =
    (state: UseOfPlugin['state']) =>
    (pluginId: string): UseOfPlugin => ({
      pluginId,
      state,
      use: uses.find(use => use.pluginId === pluginId),
    });
  return [
    ...inUse.map(describe('in-use')),
    ...unused.map(describe('unused')),
    ...uses
      .map(({ pluginId }) => pluginId)
      .filter(pluginId => !callable.includes(pluginId))
      .map(describe('not-callable')),
  ];
}

/** For how many seconds nobody called what counts as unused. */
export function unusedAfterSeconds({ unusedAfterDays }: AccountUses): number {
  return unusedAfterDays * 24 * 60 * 60;
}

/** Whether calls are counted for a shorter time than that. */
export function isYoung(uses: AccountUses): boolean {
  const counted = Date.now() - Date.parse(uses.countedSince);
  return counted < unusedAfterSeconds(uses) * 1000;
}
