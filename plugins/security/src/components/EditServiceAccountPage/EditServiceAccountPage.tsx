import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import {
  AccountDetails,
  ServiceAccountDetails,
} from 'backstage-plugin-security-common';
import { useNavigate } from 'react-router-dom';
import { useUnsavedChanges } from '../../hooks/useUnsavedChanges';
import { usersRouteRef } from '../../routes';
import { securityTranslationRef } from '../../translation';
import { DiscardDialog } from '../DiscardDialog/DiscardDialog';
import { ApiKeySection } from './ApiKeySection';
import { DangerArea } from './DangerArea';
import { DetailsForm } from './DetailsForm';
import { useDetailsForm } from './useDetailsForm';

/** Edit Service Account: its details, its API key, and its end. */
export function EditServiceAccountPage({
  account,
  reload,
}: {
  account: ServiceAccountDetails;
  reload(): Promise<AccountDetails | undefined>;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const navigate = useNavigate();
  const usersRoute = useRouteRef(usersRouteRef);
  const form = useDetailsForm(account, reload);
  const { question, leaveWithoutQuestion } = useUnsavedChanges(form.hasChanges);
  return (
    <>
      <Typography component="h2" variant="h5">
        {t('editPage.title')}
      </Typography>
      <Typography gutterBottom>
        <code>{account.entityRef}</code>
      </Typography>
      <ApiKeySection account={account} reload={reload} />
      <DetailsForm account={account} form={form} />
      <DangerArea
        account={account}
        reload={reload}
        onDeleted={() => leaveWithoutQuestion(() => navigate(usersRoute()))}
      />
      <DiscardDialog question={question} />
    </>
  );
}
