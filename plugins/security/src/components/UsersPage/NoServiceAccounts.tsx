import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { securityTranslationRef } from '../../translation';

/** What a service account is for, while there is none. */
export function NoServiceAccounts() {
  const { t } = useTranslationRef(securityTranslationRef);
  return (
    <Alert severity="info" role="note">
      <Typography component="h3" variant="subtitle2">
        {t('usersPage.noServiceAccounts.title')}
      </Typography>
      {t('usersPage.noServiceAccounts.text')}
    </Alert>
  );
}
