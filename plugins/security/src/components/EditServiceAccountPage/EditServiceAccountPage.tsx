import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ServiceAccountDetails } from 'backstage-plugin-security-common';
import { useNavigate } from 'react-router-dom';
import { AccountState } from '../../hooks/useAccount';
import { useReloadOnReturn } from '../../hooks/useReloadOnReturn';
import { useUnsavedChanges } from '../../hooks/useUnsavedChanges';
import { usersRouteRef } from '../../routes';
import { securityTranslationRef } from '../../translation';
import { AccessSection } from '../Access/AccessSection';
import { DiscardDialog } from '../DiscardDialog/DiscardDialog';
import { PageTitle } from '../PageTitle/PageTitle';
import { AccountHead } from './AccountHead';
import { ApiKeySection } from './ApiKeySection';
import { DangerArea } from './DangerArea';
import { DetailsSection } from './DetailsSection';
import { ReachSection } from './ReachSection';
import { useEditing } from './useEditing';

/** Edit Service Account: its API key, what that may reach, its details. */
export function EditServiceAccountPage({
  account,
  reload,
}: {
  account: ServiceAccountDetails;
  reload: AccountState['reload'];
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const navigate = useNavigate();
  const usersRoute = useRouteRef(usersRouteRef);
  const { editing, hasChanges } = useEditing(account, reload);
  const unsaved = useUnsavedChanges(hasChanges);
  useReloadOnReturn(reload, { isPaused: editing.section !== undefined });

  const { canUpdate, canRevokeApiKey, canDelete } = account.access;
  const heading =
    canUpdate || canRevokeApiKey || canDelete
      ? t('editPage.title')
      : t('editPage.readTitle');
  const common = { account, reload };
  const editable = { account, editing, askBefore: unsaved.askBefore };

  return (
    <>
      <PageTitle title={`${heading}: ${account.name}`} />
      <AccountHead
        {...common}
        heading={heading}
        isEditing={editing.section !== undefined}
      />
      <ApiKeySection {...common} />
      <ReachSection {...editable} />
      <AccessSection {...common} isEditing={editing.section !== undefined} />
      <DetailsSection {...editable} />
      {canDelete && (
        <DangerArea
          {...common}
          onDeleted={() =>
            unsaved.leaveWithoutQuestion(() => navigate(usersRoute()))
          }
        />
      )}
      <DiscardDialog question={unsaved.question} />
    </>
  );
}
