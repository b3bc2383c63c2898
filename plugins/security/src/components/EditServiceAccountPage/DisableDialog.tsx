import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import { ServiceAccountDetails } from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../../translation';
import { DangerButton } from '../ConfirmDialog/DangerButton';

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
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={onClose}
      aria-labelledby="security-disable-title"
    >
      <DialogTitle id="security-disable-title">
        {t('disableDialog.title', { name })}
      </DialogTitle>
      <DialogContent>
        <DialogContentText color="textPrimary">
          {t('disableDialog.text')}
        </DialogContentText>
        {hints && (
          <DialogContentText color="textPrimary">
            {t('disableDialog.retiring', { hints })}
          </DialogContentText>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <DangerButton onClick={onConfirm}>
          {t('disableDialog.confirm')}
        </DangerButton>
      </DialogActions>
    </Dialog>
  );
}
