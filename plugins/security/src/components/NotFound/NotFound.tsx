import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usersRouteRef } from '../../routes';
import { securityTranslationRef } from '../../translation';
import { Message } from '../Message/Message';

/** For the paths of the module that lead nowhere. */
export function NotFound() {
  const { t } = useTranslationRef(securityTranslationRef);
  const usersRoute = useRouteRef(usersRouteRef);
  return (
    <Message
      title={t('module.notFound.title')}
      text={t('module.notFound.text')}
      action={<Link to={usersRoute()}>{t('module.backToUsers')}</Link>}
    />
  );
}
