import { useTranslationRef } from '@backstage/frontend-plugin-api';
import DialogContentText from '@material-ui/core/DialogContentText';
import { JSX, useState } from 'react';
import { ConfirmDialog } from '../components/ConfirmDialog/ConfirmDialog';
import { securityTranslationRef } from '../translation';

export interface DiscardQuestion {
  /** Does it at once where nothing is lost by it, or else after a yes. */
  askBefore(step: () => void): void;
  /** The dialog, to be rendered outside of any other. */
  question: JSX.Element | undefined;
}

/** Asks before a step that loses what somebody typed. */
export function useDiscardQuestion(hasChanges: boolean): DiscardQuestion {
  const { t } = useTranslationRef(securityTranslationRef);
  const [waiting, setWaiting] = useState<{ step(): void }>();
  return {
    askBefore: step => (hasChanges ? setWaiting({ step }) : step()),
    question: waiting && (
      <ConfirmDialog
        title={t('discardDialog.title')}
        confirm={t('discardDialog.confirm')}
        cancel={t('discardDialog.keep')}
        onConfirm={async () => {
          setWaiting(undefined);
          waiting.step();
        }}
        onClose={() => setWaiting(undefined)}
      >
        <DialogContentText color="textPrimary">
          {t('discardDialog.text')}
        </DialogContentText>
      </ConfirmDialog>
    ),
  };
}
