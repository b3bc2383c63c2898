import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import { PropsWithChildren } from 'react';
import { useSubmit } from '../../hooks/useSubmit';
import { securityTranslationRef } from '../../translation';
import { RequestError } from '../RequestError/RequestError';
import { SteadyDialog } from '../SteadyDialog/SteadyDialog';
import { DangerButton } from './DangerButton';

/** Asks before a step that breaks something; the children say what. */
export function ConfirmDialog({
  title,
  confirm,
  cancel,
  isConfirmable = true,
  error: loadError,
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
  /** Why there is nothing to confirm. */
  error?: unknown;
  onConfirm(): Promise<void>;
  onReload?(): void;
  onClose(): void;
}>) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { busy, error, submit } = useSubmit(onConfirm);

  return (
    <SteadyDialog title={title} onClose={onClose}>
      <DialogContent>
        {children}
        <RequestError error={error ?? loadError} onReload={onReload} />
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
    </SteadyDialog>
  );
}
