import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { securityConfigurationReadPermission } from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../../translation';
import { Message } from '../Message/Message';

/** What people see who may not see the module. */
export function NoAccess() {
  const { t } = useTranslationRef(securityTranslationRef);
  return (
    <Message
      title={t('module.noAccess.title')}
      text={t('module.noAccess.text', {
        permission: securityConfigurationReadPermission.name,
      })}
    />
  );
}
