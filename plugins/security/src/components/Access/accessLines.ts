import {
  AccessReport,
  AccountUses,
  PermissionAccess,
  PermissionPreview,
  PluginAccess,
} from 'backstage-plugin-security-common';
import { ReactNode } from 'react';

/** What comes of a permission: the policy has no say in what is ruled out. */
export type Outcome = PermissionAccess['decision'] | 'ruled-out';

export const OUTCOMES: Outcome[] = [
  'allowed',
  'conditional',
  'denied',
  'undecided',
  'not-asked',
  'ruled-out',
];

export function outcomeOf(permission: PermissionAccess): Outcome {
  return permission.ruledOutBy ? 'ruled-out' : permission.decision;
}

export interface AccessFilter {
  outcome?: Outcome;
  pluginId?: string;
  use?: 'inUse' | 'unused';
  name: string;
}

/** A permission, now or in a preview. */
export type AccessLine = PermissionAccess &
  Partial<Pick<PermissionPreview, 'dependsOnName'>>;

/** A plugin, and some of its permissions. */
export interface AccessGroup {
  pluginId: string;
  note?: ReactNode;
  permissions: AccessLine[];
}

/** The permissions that a filter leaves, by plugin. */
export function filterAccess(
  { plugins }: AccessReport,
  { outcome, pluginId, use, name }: AccessFilter,
  uses: AccountUses | undefined,
): PluginAccess[] {
  const text = name.trim().toLowerCase();
  return plugins
    .filter(
      plugin =>
        (!pluginId || plugin.pluginId === pluginId) &&
        (!use || uses?.[use].includes(plugin.pluginId)),
    )
    .map(plugin => ({
      ...plugin,
      permissions: plugin.permissions.filter(
        permission =>
          (!outcome || outcomeOf(permission) === outcome) &&
          permission.name.toLowerCase().includes(text),
      ),
    }));
}

export function countPermissions(groups: AccessGroup[]): number {
  return groups.reduce((sum, { permissions }) => sum + permissions.length, 0);
}
