import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import { securityTranslationRef } from '../../translation';
import { DangerButton } from '../ConfirmDialog/DangerButton';

/** Asks before the form is saved with the account disabled. */
export function DisableDialog({
  name,
  onConfirm,
  onClose,
}: {
  name: string;
  onConfirm(): void;
  onClose(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
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
