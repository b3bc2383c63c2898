import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import DialogContentText from '@material-ui/core/DialogContentText';
import { ServiceAccount } from 'backstage-plugin-security-common';
import { securityApiRef } from '../../api';
import { setStatus } from '../../api/setStatus';
import { useNotify } from '../../hooks/useNotify';
import { keyStateAt } from '../../keysNow';
import { securityTranslationRef } from '../../translation';
import { ConfirmDialog } from '../ConfirmDialog/ConfirmDialog';

/** Keeps every key of an account from working. */
export function DisableDialog({
  account,
  onClose,
  onChanged,
}: {
  account: ServiceAccount;
  onClose(): void;
  /** The account is, or may be, not what it was: it is to be read again. */
  onChanged(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const securityApi = useApi(securityApiRef);
  const notify = useNotify();
  const { name } = account;
  const { status, workingKeys } = keyStateAt(account, Date.now());
  const replaced = status === 'active' ? workingKeys - 1 : workingKeys;

  return (
    <ConfirmDialog
      title={t('disableDialog.title', { name })}
      confirm={t('disableDialog.confirm')}
      onClose={onClose}
      onReload={onChanged}
      onConfirm={async () => {
        await setStatus(securityApi, account, 'disabled');
        onChanged();
        notify(t('disableDialog.disabled', { name }));
      }}
    >
      <DialogContentText color="textPrimary">
        {t('disableDialog.text')}
      </DialogContentText>
      {replaced > 0 && (
        <DialogContentText color="textPrimary">
          {t('disableDialog.retiring', { count: replaced })}
        </DialogContentText>
      )}
    </ConfirmDialog>
  );
}
