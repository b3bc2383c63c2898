import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import Alert from '@material-ui/lab/Alert';
import { endOfApiKey, isWorking } from 'backstage-plugin-security-common';
import { ReactNode } from 'react';
import { ApiKeyFlow, ApiKeyStep } from '../../hooks/useApiKeyFlow';
import { useDates } from '../../hooks/useDates';
import { securityTranslationRef } from '../../translation';
import { EntityName } from '../EntityName/EntityName';

type Made = Extract<ApiKeyStep, { name: 'made' }>;

/** What is, after the answer to a change got lost, and what to do next. */
export function UnansweredStep({
  step,
  flow,
  onClose,
}: {
  step: Extract<ApiKeyStep, { name: 'made' | 'unchanged' | 'unknown' }>;
  flow: ApiKeyFlow;
  onClose(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);

  function next(): { text: ReactNode; label: string; onClick(): void } {
    switch (step.name) {
      case 'made': {
        const { account, apiKey } = step;
        const text = <MadeText step={step} />;
        return apiKey.canBeShown
          ? {
              text,
              label: t('apiKeyDialog.unanswered.show'),
              onClick: flow.show,
            }
          : {
              text,
              label: t('apiKeyDialog.rotate.confirm'),
              onClick: () => flow.askToRotate(account, apiKey),
            };
      }
      case 'unchanged':
        return {
          text: t('apiKeyDialog.unanswered.unchanged'),
          label: t('common.retry'),
          onClick: step.again,
        };
      default:
        return {
          text: t(
            step.change === 'rotate'
              ? 'apiKeyDialog.unanswered.unknownRotate'
              : 'apiKeyDialog.unanswered.unknownGenerate',
          ),
          label: t('apiKeyDialog.unanswered.checkAgain'),
          onClick: step.lookAgain,
        };
    }
  }

  const { text, label, onClick } = next();
  return (
    <>
      <DialogContent>
        <Alert severity="warning">{text}</Alert>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('common.close')}</Button>
        <Button color="primary" variant="contained" onClick={onClick}>
          {label}
        </Button>
      </DialogActions>
    </>
  );
}

function MadeText({ step: { change, apiKey, isMine, old } }: { step: Made }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { absolute, relative } = useDates();
  const { hint, createdAt, createdBy, canBeShown } = apiKey;

  function made(): ReactNode {
    const verb = change === 'rotate' ? 'rotated' : 'generated';
    return isMine
      ? t(`apiKeyDialog.unanswered.${verb}ByMe`, { hint })
      : t(`apiKeyDialog.unanswered.${verb}`, {
          hint,
          time: relative(createdAt),
          who: <EntityName entityRef={createdBy} />,
        });
  }

  function ofOld() {
    if (change !== 'rotate' || !old) {
      return undefined;
    }
    const end = endOfApiKey(old);
    return isWorking(old.status) && end !== undefined
      ? t('apiKeyDialog.unanswered.oldWorks', {
          hint: old.hint,
          time: absolute(new Date(end).toISOString()),
        })
      : t('apiKeyDialog.unanswered.oldEnded', { hint: old.hint });
  }

  return (
    <>
      {made()} {ofOld()} {!canBeShown && t('apiKeyDialog.unanswered.once')}
    </>
  );
}
