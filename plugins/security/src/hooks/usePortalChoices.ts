import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PluginPermission } from 'backstage-plugin-security-common';
import { Choice } from '../components/NamePicker/NamePicker';
import { securityTranslationRef } from '../translation';
import { PortalPlugins } from './usePortalPlugins';

export interface PortalChoices {
  /** The plugins that take keys; undefined when they are not known. */
  plugins: Choice[] | undefined;
  /** Of a plugin; undefined when they are not known. */
  permissionsOf(pluginId: string): Choice[] | undefined;
  /** Why there are none to choose from. */
  noPermissionsOf(pluginId: string): string | undefined;
}

/** What this portal has, in words, to pick from. */
export function usePortalChoices({ plugins }: PortalPlugins): PortalChoices {
  const { t } = useTranslationRef(securityTranslationRef);
  const find = (id: string) => plugins?.find(({ pluginId }) => pluginId === id);

  function describe({ name, action, resourceType }: PluginPermission): Choice {
    return {
      name,
      details: t(`permissions.${action ?? 'use'}`),
      group: resourceType
        ? t('permissions.ofResource', { resourceType })
        : t('permissions.basic'),
    };
  }

  return {
    plugins: plugins
      ?.filter(({ acceptsApiKeys }) => acceptsApiKeys)
      .map(({ pluginId, status, permissions }) => ({
        name: pluginId,
        details:
          status === 'ok'
            ? t('permissions.number', { count: permissions.length })
            : t(`permissions.${status}`),
      })),
    permissionsOf: id => {
      const plugin = find(id);
      return plugin && plugin.status !== 'unavailable'
        ? [...plugin.permissions].sort(byResourceAndName).map(describe)
        : undefined;
    },
    noPermissionsOf: id => {
      switch (find(id)?.status) {
        case 'none':
          return t('permissions.none');
        case 'unavailable':
          return t('permissions.unavailableOfPlugin');
        default:
          return undefined;
      }
    },
  };
}

function byResourceAndName(a: PluginPermission, b: PluginPermission): number {
  return (
    (a.resourceType ?? '').localeCompare(b.resourceType ?? '') ||
    a.name.localeCompare(b.name)
  );
}
