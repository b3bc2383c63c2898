import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import Alert from '@material-ui/lab/Alert';
import { ApiKeyFlow, ApiKeyStep } from '../../hooks/useApiKeyFlow';
import { securityTranslationRef } from '../../translation';

const REASONS = {
  'account-disabled': 'apiKeyDialog.unavailable.accountDisabled',
  expired: 'apiKeyDialog.unavailable.expired',
  'shown-once': 'apiKeyDialog.unavailable.shownOnce',
  undecryptable: 'apiKeyDialog.unavailable.undecryptable',
} as const;

/** Why there is no key to see, and the way to one. */
export function UnavailableStep({
  step: { account, reason },
  flow,
  onClose,
}: {
  step: Extract<ApiKeyStep, { name: 'unavailable' }>;
  flow: ApiKeyFlow;
  onClose(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { apiKey } = account;
  return (
    <>
      <DialogContent>
        <Alert severity="warning">
          {t(
            reason === 'undecryptable' && apiKey?.status === 'lost'
              ? 'apiKeyDialog.unavailable.lost'
              : REASONS[reason],
          )}
        </Alert>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('common.close')}</Button>
        {apiKey && reason !== 'account-disabled' && (
          <Button
            color="primary"
            variant="contained"
            onClick={() => flow.askToRotate(account, apiKey)}
          >
            {t('apiKeyDialog.rotate.confirm')}
          </Button>
        )}
      </DialogActions>
    </>
  );
}
