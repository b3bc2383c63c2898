import { Progress } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import { useState } from 'react';
import useBeforeUnload from 'react-use/esm/useBeforeUnload';
import { ApiKeyAction, useApiKeyFlow } from '../../hooks/useApiKeyFlow';
import { securityTranslationRef } from '../../translation';
import { RequestError } from '../RequestError/RequestError';
import { SteadyDialog } from '../SteadyDialog/SteadyDialog';
import { ChangingStep } from './ChangingStep';
import { GenerateStep } from './GenerateStep';
import { RotateStep } from './RotateStep';
import { ShownStep } from './ShownStep';
import { UnansweredStep } from './UnansweredStep';
import { UnavailableStep } from './UnavailableStep';

/**
 * Shows the API key of a service account, or makes or rotates it first. The key
 * lives only in the state of this component: mount it to open the dialog and unmount
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
  const flow = useApiKeyFlow(name, action);
  const [isCopied, setCopied] = useState(false);
  const [isClosing, setClosing] = useState(false);

  const { step } = flow;
  const wouldBeLost =
    step.name === 'shown' && !step.shown.apiKey.canBeShown && !isCopied;
  const isChanging = step.name === 'changing';
  useBeforeUnload(isChanging || wouldBeLost, t('apiKeyDialog.closing.text'));

  function close() {
    if (isChanging) {
      return;
    }
    if (wouldBeLost) {
      setClosing(true);
    } else {
      onClose();
    }
  }

  function content() {
    switch (step.name) {
      case 'generate':
        return <GenerateStep {...step} flow={flow} onClose={close} />;
      case 'rotate':
        return <RotateStep {...step} flow={flow} onClose={close} />;
      case 'unavailable':
        return <UnavailableStep step={step} flow={flow} onClose={close} />;
      case 'changing':
        return <ChangingStep change={step.change} />;
      case 'made':
      case 'unchanged':
      case 'unknown':
        return <UnansweredStep step={step} flow={flow} onClose={close} />;
      case 'shown':
        return (
          <ShownStep
            step={step}
            onCopied={() => setCopied(true)}
            onClose={close}
            askBeforeClosing={
              isClosing && wouldBeLost
                ? {
                    onCloseAnyway: onClose,
                    onKeepOpen: () => setClosing(false),
                  }
                : undefined
            }
          />
        );
      default:
        return (
          <>
            <DialogContent>
              {step.name === 'failed' ? (
                <RequestError
                  error={step.error}
                  conflict={t('apiKeyDialog.conflict')}
                  onReload={flow.restart}
                  onRetry={flow.restart}
                />
              ) : (
                <div role="status" aria-label={t('common.loading')}>
                  <Progress />
                </div>
              )}
            </DialogContent>
            <DialogActions>
              <Button onClick={close}>{t('common.close')}</Button>
            </DialogActions>
          </>
        );
    }
  }

  return (
    <SteadyDialog
      title={
        step.name === 'rotate'
          ? t('apiKeyDialog.rotateTitle')
          : t('apiKeyDialog.title')
      }
      subtitle={name}
      step={step.name}
      onClose={close}
    >
      {content()}
    </SteadyDialog>
  );
}
