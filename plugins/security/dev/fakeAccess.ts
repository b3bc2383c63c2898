import {
  AccessChange,
  AccessPreview,
  AccessReport,
  acceptsApiKeys,
  AccountUses,
  PermissionAccess,
  PluginUse,
  PortalPlugin,
  PreviewAccess,
  ServiceAccount,
} from 'backstage-plugin-security-common';

export type FakePolicy = Record<
  string,
  Pick<PermissionAccess, 'decision' | 'conditions' | 'reason'>
>;

interface Portal {
  plugins: PortalPlugin[];
  policy: FakePolicy;
}

/** What an account may do, as the backend says it. */
export function accessOf(
  account: ServiceAccount,
  { plugins, policy }: Portal,
): AccessReport {
  const isService = account.principal === 'service';
  return {
    entityRef: account.entityRef,
    version: account.version,
    decidedBy: isService ? 'restrictions' : 'policy',
    plugins: plugins.map(({ pluginId, status, permissions }) => ({
      pluginId,
      status,
      ruledOutBy: ruledOutBy(account, pluginId),
      permissions: permissions.map(permission => ({
        ...permission,
        ...(isService
          ? { decision: 'not-asked' as const }
          : policy[permission.name] ?? { decision: 'allowed' as const }),
        ruledOutBy: ruledOutBy(account, pluginId, permission.name),
      })),
    })),
  };
}

/** Here the owner makes no difference to the policy. */
export function previewOf(
  account: ServiceAccount,
  { plugins, ...changes }: PreviewAccess,
  portal: Portal,
): AccessPreview {
  const next: ServiceAccount = { ...account, ...changes };
  if (plugins !== undefined) {
    next.plugins = plugins ?? undefined;
  }
  const now = accessOf(account, portal);
  const then = accessOf(next, portal);
  return {
    ...then,
    askedAs:
      next.ownerRef === account.ownerRef
        ? undefined
        : 'user:service-account/preview.0123456789abcdef',
    plugins: then.plugins.map((plugin, at) => ({
      ...plugin,
      change: changeOf(now.plugins[at], plugin),
      permissions: plugin.permissions.map((permission, index) => ({
        ...permission,
        change: changeOf(now.plugins[at].permissions[index], permission),
      })),
    })),
  };
}

/** What an account called, beside what it may call. */
export function usesOf(
  account: ServiceAccount,
  uses: PluginUse[],
  portal: { plugins: PortalPlugin[]; unusedAfterDays: number },
): AccountUses {
  const { unusedAfterDays } = portal;
  const since = Date.now() - unusedAfterDays * 24 * 60 * 60 * 1000;
  const called = uses
    .filter(({ lastUsedAt }) => Date.parse(lastUsedAt) > since)
    .map(({ pluginId }) => pluginId);
  const callable = portal.plugins
    .map(({ pluginId }) => pluginId)
    .filter(pluginId => !ruledOutBy(account, pluginId));
  return {
    version: account.version,
    countedSince: account.createdAt,
    unusedAfterDays,
    uses,
    inUse: callable.filter(pluginId => called.includes(pluginId)),
    unused: callable.filter(pluginId => !called.includes(pluginId)),
  };
}

type Line = Partial<Pick<PermissionAccess, 'decision' | 'ruledOutBy'>>;

function changeOf(now: Line, then: Line): AccessChange {
  if (now.decision === 'undecided' || then.decision === 'undecided') {
    return 'unknown';
  }
  const [before, after] = [now, then].map(
    ({ decision, ruledOutBy: reason }) => !reason && decision !== 'denied',
  );
  if (before === after) {
    return 'same';
  }
  return after ? 'gained' : 'lost';
}

function ruledOutBy(
  { principal, plugins, restrictions }: ServiceAccount,
  pluginId: string,
  permission?: string,
): PermissionAccess['ruledOutBy'] {
  if (!acceptsApiKeys(pluginId)) {
    return 'no-api-keys';
  }
  if (plugins && !plugins.includes(pluginId)) {
    return 'plugins';
  }
  const own = restrictions?.find(({ plugin }) => plugin === pluginId);
  const isLeft =
    own &&
    (!permission || !own.permissions || own.permissions.includes(permission));
  return principal === 'user' || isLeft ? undefined : 'restrictions';
}
