import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import {
  AccountDetails,
  ServiceAccountDetails,
} from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../../translation';
import { ApiKeySection } from './ApiKeySection';
import { DangerArea } from './DangerArea';
import { DetailsForm } from './DetailsForm';

/** Edit Service Account: its details, its API key, and its end. */
export function EditServiceAccountPage({
  account,
  reload,
}: {
  account: ServiceAccountDetails;
  reload(): Promise<AccountDetails | undefined>;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  return (
    <>
      <Typography component="h2" variant="h5">
        {t('editPage.title')}
      </Typography>
      <Typography gutterBottom>
        <code>{account.entityRef}</code>
      </Typography>
      <ApiKeySection account={account} reload={reload} />
      <DetailsForm account={account} reload={reload} />
      <DangerArea account={account} reload={reload} />
    </>
  );
}
