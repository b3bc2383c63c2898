import { SidebarItem } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import SecurityIcon from '@material-ui/icons/Security';
import { useAccess } from '../../hooks/useAccess';
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
  const { isAllowed } = useAccess();
  return isAllowed ? (
    <SidebarItem
      icon={SecurityIcon}
      to={rootRoute()}
      text={t('module.title')}
    />
  ) : null;
}
