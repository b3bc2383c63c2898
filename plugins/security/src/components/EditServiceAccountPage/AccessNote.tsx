import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import {
  securityApiKeyConfigurePermission,
  securityApiKeyRevokePermission,
  securityServiceAccountDeletePermission,
  securityServiceAccountUpdatePermission,
  ServiceAccount,
} from 'backstage-plugin-security-common';
import { useWhyRefused } from '../../hooks/useWhyRefused';
import { securityTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  root: {
    marginTop: theme.spacing(2),
  },
  permissions: {
    margin: 0,
    paddingLeft: theme.spacing(2.5),
  },
}));

/** Which permissions somebody lacks who may not change all of the account. */
export function AccessNote({ account }: { account: ServiceAccount }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const whyRefused = useWhyRefused();
  const { access, managedBy } = account;
  const { canConfigureApiKey, canRevokeApiKey } = access;
  // No permission is of help there.
  const isManaged = managedBy === 'config';
  const canUpdate = access.canUpdate || isManaged;
  const canDelete = access.canDelete || isManaged;
  const needs = [
    [canUpdate, 'update', securityServiceAccountUpdatePermission],
    [canConfigureApiKey, 'configure', securityApiKeyConfigurePermission],
    [canRevokeApiKey, 'revoke', securityApiKeyRevokePermission],
    [canDelete, 'delete', securityServiceAccountDeletePermission],
  ] as const;
  const isGuest = access.apiKeyRefusal === 'guest';
  const notGiven = needs.filter(([can]) => !can);
  const lacking = notGiven.filter(
    // What the policy says of keys is nothing to a guest.
    ([, what]) => !isGuest || (what !== 'configure' && what !== 'revoke'),
  );
  if (notGiven.length === 0) {
    return null;
  }

  function permissions() {
    return (
      <>
        {t('editPage.access.lacking')}
        <ul className={classes.permissions}>
          {lacking.map(([, what, permission]) => (
            <li key={what}>
              {t(`editPage.access.${what}`, {
                permission: <code>{permission.name}</code>,
              })}{' '}
              {whyRefused(access, permission)}
            </li>
          ))}
        </ul>
      </>
    );
  }

  function text() {
    switch (access.apiKeyRefusal) {
      case 'permissions-disabled':
        return t('reasons.permissionsDisabled');
      case 'guest':
        return (
          <>
            {t('reasons.guest')} {lacking.length > 0 && permissions()}
          </>
        );
      default:
        return permissions();
    }
  }

  return (
    <Alert severity="info" role="note" className={classes.root}>
      {text()}
    </Alert>
  );
}
