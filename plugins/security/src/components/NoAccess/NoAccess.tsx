import { EmptyState } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { securityConfigurationReadPermission } from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../../translation';

/** What people see who may not see the module. */
export function NoAccess() {
  const { t } = useTranslationRef(securityTranslationRef);
  return (
    <EmptyState
      missing="info"
      title={t('module.noAccess.title')}
      description={t('module.noAccess.text', {
        permission: securityConfigurationReadPermission.name,
      })}
    />
  );
}
