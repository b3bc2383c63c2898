import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import { UserAccount } from 'backstage-plugin-security-common';
import { usersRouteRef } from '../../routes';
import { securityTranslationRef } from '../../translation';

/** A person's account: nothing to configure, and the way to the catalog. */
export function UserAccountPage({ account }: { account: UserAccount }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const usersRoute = useRouteRef(usersRouteRef);
  return (
    <>
      <Typography component="h2" variant="h5" gutterBottom>
        {account.title ?? account.name}
      </Typography>
      <Typography paragraph>{t('editPage.user.text')}</Typography>
      <Typography paragraph>
        {t('editPage.user.catalog')}{' '}
        <EntityRefLink entityRef={account.entityRef} />
      </Typography>
      <Link to={usersRoute()}>{t('module.backToUsers')}</Link>
    </>
  );
}
