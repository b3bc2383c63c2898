import { useTranslationRef } from '@backstage/frontend-plugin-api';
import DialogContentText from '@material-ui/core/DialogContentText';
import { ServiceAccountDetails } from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../../translation';
import { ConfirmDialog } from '../ConfirmDialog/ConfirmDialog';

/** Asks before the form is saved with the account disabled. */
export function DisableDialog({
  account,
  onConfirm,
  onClose,
}: {
  account: ServiceAccountDetails;
  onConfirm(): void;
  onClose(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { name, apiKeys } = account;
  const hints = apiKeys
    .filter(({ status }) => status === 'retiring')
    .map(({ hint }) => t('common.hint', { hint }))
    .join(', ');
  return (
    <ConfirmDialog
      title={t('disableDialog.title', { name })}
      confirm={t('disableDialog.confirm')}
      onConfirm={async () => onConfirm()}
      onClose={onClose}
    >
      <DialogContentText color="textPrimary">
        {t('disableDialog.text')}
      </DialogContentText>
      {hints && (
        <DialogContentText color="textPrimary">
          {t('disableDialog.retiring', { hints })}
        </DialogContentText>
      )}
    </ConfirmDialog>
  );
}
