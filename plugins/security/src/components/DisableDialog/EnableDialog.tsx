import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import DialogContentText from '@material-ui/core/DialogContentText';
import { ServiceAccount } from 'backstage-plugin-security-common';
import { securityApiRef } from '../../api';
import { setStatus } from '../../api/setStatus';
import { useNotify } from '../../hooks/useNotify';
import { securityTranslationRef } from '../../translation';
import { ConfirmDialog } from '../ConfirmDialog/ConfirmDialog';

/** Lets the newest key of a disabled account work again. */
export function EnableDialog({
  account,
  onClose,
  onChanged,
}: {
  account: ServiceAccount;
  onClose(): void;
  onChanged(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const securityApi = useApi(securityApiRef);
  const notify = useNotify();
  const { name } = account;

  return (
    <ConfirmDialog
      title={t('enableDialog.title', { name })}
      confirm={t('enableDialog.confirm')}
      onClose={onClose}
      onReload={onChanged}
      onConfirm={async () => {
        await setStatus(securityApi, account, 'active');
        onChanged();
        notify(t('enableDialog.enabled', { name }));
      }}
    >
      <DialogContentText color="textPrimary">
        {t('enableDialog.text')}
      </DialogContentText>
    </ConfirmDialog>
  );
}
