import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Alert from '@material-ui/lab/Alert';
import { useState } from 'react';
import useBeforeUnload from 'react-use/esm/useBeforeUnload';
import { useId } from '../../hooks/useId';
import { ApiKeyAction, useApiKeyFlow } from '../../hooks/useApiKeyFlow';
import { securityTranslationRef } from '../../translation';
import { ApiKeyStepActions } from './ApiKeyStepActions';
import { ApiKeyStepContent } from './ApiKeyStepContent';

/**
 * Shows the API key of a service account, or rotates it first. The key lives
 * only in the state of this component: mount it to open the dialog and unmount
 * it to close it, and the key is gone.
 */
export function ApiKeyDialog({
  name,
  action,
  onClose,
}: {
  name: string;
  action: ApiKeyAction;
  onClose(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const id = useId();
  const flow = useApiKeyFlow(name, action);
  const [isCopied, setCopied] = useState(false);
  const [isClosing, setClosing] = useState(false);

  const { step } = flow;
  const wouldBeLost =
    step.name === 'shown' && !step.shown.apiKey.canBeShown && !isCopied;
  useBeforeUnload(wouldBeLost, t('apiKeyDialog.closing.text'));

  function close() {
    if (wouldBeLost) {
      setClosing(true);
    } else {
      onClose();
    }
  }

  return (
    <Dialog open fullWidth maxWidth="sm" onClose={close} aria-labelledby={id}>
      <DialogTitle id={id}>
        {step.name === 'confirm-rotate'
          ? t('apiKeyDialog.rotateTitle', { name })
          : t('apiKeyDialog.title', { name })}
      </DialogTitle>
      <DialogContent>
        <ApiKeyStepContent
          name={name}
          flow={flow}
          onCopied={() => setCopied(true)}
        />
        {isClosing && wouldBeLost && (
          <Alert severity="warning">{t('apiKeyDialog.closing.text')}</Alert>
        )}
      </DialogContent>
      <DialogActions>
        {isClosing && wouldBeLost ? (
          <>
            <Button onClick={onClose}>{t('apiKeyDialog.closing.close')}</Button>
            <Button
              color="primary"
              variant="contained"
              onClick={() => setClosing(false)}
            >
              {t('apiKeyDialog.closing.keepOpen')}
            </Button>
          </>
        ) : (
          <ApiKeyStepActions flow={flow} onClose={close} />
        )}
      </DialogActions>
    </Dialog>
  );
}
