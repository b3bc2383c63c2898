import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { PropsWithChildren } from 'react';
import { useId } from '../../hooks/useId';
import { useSubmit } from '../../hooks/useSubmit';
import { securityTranslationRef } from '../../translation';
import { DangerButton } from './DangerButton';
import { RequestError } from '../RequestError/RequestError';

/** Asks before a step that breaks something; the children say what. */
export function ConfirmDialog({
  title,
  confirm,
  cancel,
  isConfirmable = true,
  onConfirm,
  onReload,
  onClose,
  children,
}: PropsWithChildren<{
  title: string;
  /** The text of the button, the same verb as in the title. */
  confirm: string;
  cancel?: string;
  isConfirmable?: boolean;
  onConfirm(): Promise<void>;
  onReload?(): void;
  onClose(): void;
}>) {
  const { t } = useTranslationRef(securityTranslationRef);
  const id = useId();
  const { busy, error, submit } = useSubmit(onConfirm);

  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      // The second click of a double click lands beside the dialog.
      onClose={(_event, reason) => reason !== 'backdropClick' && onClose()}
      aria-labelledby={id}
    >
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent>
        {children}
        <RequestError error={error} onReload={onReload} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{cancel ?? t('common.cancel')}</Button>
        <DangerButton
          disabled={busy || !isConfirmable}
          onClick={() => submit()}
        >
          {confirm}
        </DangerButton>
      </DialogActions>
    </Dialog>
  );
}
