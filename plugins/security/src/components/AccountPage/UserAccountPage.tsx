import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { UserAccount } from 'backstage-plugin-security-common';
import { useFocusOnArrival } from '../../hooks/useFocusOnArrival';
import { usersRouteRef } from '../../routes';
import { securityTranslationRef } from '../../translation';
import { PageTitle } from '../PageTitle/PageTitle';

const useStyles = makeStyles({
  heading: {
    outline: 0,
    overflowWrap: 'anywhere',
  },
});

/** A person's account: nothing to configure, and the way to the catalog. */
export function UserAccountPage({ account }: { account: UserAccount }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const usersRoute = useRouteRef(usersRouteRef);
  const headingRef = useFocusOnArrival();
  const title = account.title ?? account.name;
  return (
    <>
      <PageTitle title={`${title} · ${t('module.title')}`} />
      <Typography
        component="h2"
        variant="h5"
        gutterBottom
        className={classes.heading}
        ref={headingRef}
        tabIndex={-1}
      >
        {title}
      </Typography>
      <Typography paragraph>{t('editPage.user.text')}</Typography>
      <Typography paragraph>
        <EntityRefLink entityRef={account.entityRef}>
          {t('editPage.user.catalog')}
        </EntityRefLink>
      </Typography>
      <Typography>
        <Link to={usersRoute()} variant="inherit">
          {t('module.backToUsers')}
        </Link>
      </Typography>
    </>
  );
}
