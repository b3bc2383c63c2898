import { Progress } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import DialogContentText from '@material-ui/core/DialogContentText';
import Alert from '@material-ui/lab/Alert';
import { ApiKey } from 'backstage-plugin-security-common';
import { useDates } from '../../hooks/useDates';
import { ApiKeyFlow } from '../../hooks/useApiKeyFlow';
import { securityTranslationRef } from '../../translation';
import { RequestError } from '../RequestError/RequestError';
import { ShownKey } from './ShownKey';

const UNAVAILABLE = {
  'account-disabled': 'apiKeyDialog.unavailable.accountDisabled',
  expired: 'apiKeyDialog.unavailable.expired',
  'shown-once': 'apiKeyDialog.unavailable.shownOnce',
  undecryptable: 'apiKeyDialog.unavailable.undecryptable',
} as const;

/** What there is to see or to read where the dialog stands. */
export function ApiKeyStepContent({
  name,
  flow,
  onCopied,
}: {
  name: string;
  flow: ApiKeyFlow;
  onCopied(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { step } = flow;

  switch (step.name) {
    case 'loading':
      return (
        <div role="status" aria-label={t('common.loading')}>
          <Progress />
        </div>
      );
    case 'confirm-generate':
      return (
        <>
          <DialogContentText color="textPrimary">
            {t('apiKeyDialog.generate.text')}
          </DialogContentText>
          <DialogContentText color="textPrimary">
            {t('apiKeyDialog.generate.detail', { hint: step.apiKey.hint })}
          </DialogContentText>
        </>
      );
    case 'confirm-rotate':
      return <RotateConsequences apiKey={step.apiKey} />;
    case 'shown':
      return (
        <ShownKey
          name={name}
          shown={step.shown}
          rotated={step.rotated}
          onCopied={onCopied}
        />
      );
    case 'unavailable':
      return <Alert severity="warning">{t(UNAVAILABLE[step.reason])}</Alert>;
    default:
      return (
        <RequestError
          error={step.error}
          conflict={t('apiKeyDialog.conflict')}
          onReload={flow.restart}
          onRetry={flow.restart}
        />
      );
  }
}

function RotateConsequences({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { relative } = useDates();
  const { hint, lastUsedAt } = apiKey;
  if (apiKey.status !== 'active') {
    return (
      <DialogContentText color="textPrimary">
        {t('apiKeyDialog.rotate.expired', { hint })}
      </DialogContentText>
    );
  }
  return (
    <>
      <DialogContentText color="textPrimary">
        {t('apiKeyDialog.rotate.text', { hint })}
      </DialogContentText>
      <DialogContentText color="textPrimary">
        {lastUsedAt
          ? t('apiKeyDialog.rotate.lastUsed', { time: relative(lastUsedAt) })
          : t('apiKeyDialog.rotate.neverUsed')}
      </DialogContentText>
    </>
  );
}
