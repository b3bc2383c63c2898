import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { ApiKeyFlow } from '../../hooks/useApiKeyFlow';
import { securityTranslationRef } from '../../translation';
import { DangerButton } from '../ConfirmDialog/DangerButton';

/** The ways on from where the dialog stands. */
export function ApiKeyStepActions({
  flow,
  onClose,
}: {
  flow: ApiKeyFlow;
  onClose(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { step } = flow;

  switch (step.name) {
    case 'confirm-generate':
      return (
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button color="primary" variant="contained" onClick={flow.generate}>
            {t('apiKeyDialog.generate.confirm')}
          </Button>
        </>
      );
    case 'confirm-rotate':
      return (
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <DangerButton onClick={() => flow.rotate(step.apiKey)}>
            {t('apiKeyDialog.rotate.confirm')}
          </DangerButton>
        </>
      );
    case 'unavailable': {
      const { apiKey, reason } = step;
      return (
        <>
          <Button onClick={onClose}>{t('common.close')}</Button>
          {apiKey && reason !== 'account-disabled' && (
            <Button
              color="primary"
              variant="contained"
              onClick={() => flow.askToRotate(apiKey)}
            >
              {t('apiKeyDialog.rotate.confirm')}
            </Button>
          )}
        </>
      );
    }
    default:
      return <Button onClick={onClose}>{t('common.close')}</Button>;
  }
}
