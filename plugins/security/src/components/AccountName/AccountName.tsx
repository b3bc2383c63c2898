import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EntityRefLink,
  humanizeEntityRef,
} from '@backstage/plugin-catalog-react';
import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { Account } from 'backstage-plugin-security-common';
import { accountRouteRef } from '../../routes';
import { securityTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  root: {
    minWidth: theme.spacing(12),
    // One long name must not push the other columns out.
    overflowWrap: 'anywhere',
  },
  // To the right, so that what wraps begins at the left.
  name: {
    marginRight: theme.spacing(1),
  },
  chip: {
    margin: theme.spacing(0, 1, 0, 0),
    height: 'auto',
  },
}));

/**
 * What an account is called, in a table, with a link to where there is more of
 * it, whether it is disabled, and whether the configuration manages it.
 */
export function AccountName({ account }: { account: Account }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const accountRoute = useRouteRef(accountRouteRef);
  const { type, entityRef, namespace, name, title } = account;
  const label =
    type === 'user'
      ? humanizeEntityRef(parseEntityRef(entityRef), { defaultKind: 'user' })
      : name;
  return (
    <div className={classes.root}>
      {type === 'user' ? (
        <EntityRefLink className={classes.name} entityRef={entityRef}>
          {title ?? label}
        </EntityRefLink>
      ) : (
        <Link className={classes.name} to={accountRoute({ namespace, name })}>
          {title ?? label}
        </Link>
      )}
      {type === 'service-account' && account.status === 'disabled' && (
        <Chip
          size="small"
          className={classes.chip}
          label={t('account.disabled')}
        />
      )}
      {type === 'service-account' && account.managedBy === 'config' && (
        <Chip
          size="small"
          variant="outlined"
          className={classes.chip}
          label={t('account.managed')}
        />
      )}
      {title && (
        <Typography variant="caption" component="div">
          {label}
        </Typography>
      )}
    </div>
  );
}
