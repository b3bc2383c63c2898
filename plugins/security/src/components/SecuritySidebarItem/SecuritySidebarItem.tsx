import { SidebarItem } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import SecurityIcon from '@material-ui/icons/Security';
import { securityConfigurationReadPermission } from 'backstage-plugin-security-common';
import { rootRouteRef } from '../../routes';
import { securityTranslationRef } from '../../translation';

/**
 * The sidebar entry of the Security module in the legacy front-end system. It
 * hides itself from who may not see the module.
 *
 * @public
 */
export function SecuritySidebarItem() {
  const { t } = useTranslationRef(securityTranslationRef);
  const rootRoute = useRouteRef(rootRouteRef);
  const { allowed } = usePermission({
    permission: securityConfigurationReadPermission,
  });
  return allowed ? (
    <SidebarItem
      icon={SecurityIcon}
      to={rootRoute()}
      text={t('module.title')}
    />
  ) : null;
}
