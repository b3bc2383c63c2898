import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import {
  AccountAccess,
  securityApiKeyConfigurePermission,
  securityServiceAccountDeletePermission,
  securityServiceAccountUpdatePermission,
} from 'backstage-plugin-security-common';
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
export function AccessNote({ access }: { access: AccountAccess }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const { canUpdate, canConfigureApiKey, canDelete, apiKeyRefusal } = access;
  if (canUpdate && canConfigureApiKey) {
    return null;
  }

  function permissions() {
    const lacking = [
      !canUpdate &&
        t('editPage.access.update', {
          permission: (
            <code>{securityServiceAccountUpdatePermission.name}</code>
          ),
        }),
      !canConfigureApiKey &&
        t('editPage.access.configure', {
          permission: <code>{securityApiKeyConfigurePermission.name}</code>,
        }),
      !canDelete &&
        t('editPage.access.delete', {
          permission: (
            <code>{securityServiceAccountDeletePermission.name}</code>
          ),
        }),
    ].filter(Boolean);
    return (
      <>
        {t('editPage.access.lacking')}
        <ul className={classes.permissions}>
          {lacking.map((each, index) => (
            <li key={index}>{each}</li>
          ))}
        </ul>
      </>
    );
  }

  function text() {
    switch (apiKeyRefusal) {
      case 'permissions-disabled':
        return t('reasons.permissionsDisabled');
      case 'guest':
        return t('reasons.guest');
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
