import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import Alert from '@material-ui/lab/Alert';
import { ServiceAccountDetails } from 'backstage-plugin-security-common';
import { securityApiRef } from '../../api';
import { settleDone } from '../../api/settle';
import { ApiKeyFlow, ApiKeyStep } from '../../hooks/useApiKeyFlow';
import { useReasons } from '../../hooks/useReasons';
import { useSubmit } from '../../hooks/useSubmit';
import { securityTranslationRef } from '../../translation';
import { RequestError } from '../RequestError/RequestError';

type Unavailable = Extract<ApiKeyStep, { name: 'unavailable' }>;

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
  step: Unavailable;
  flow: ApiKeyFlow;
  onClose(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const reasons = useReasons();
  const enable = useEnable(account, flow.restart);
  const { apiKey } = account;
  const isDisabled = reason === 'account-disabled';
  const notToMake = reasons.notToMakeApiKey(account);
  const isLost = reason === 'undecryptable' && apiKey?.status === 'lost';

  function text() {
    if (reason === 'not-permitted' || reason === 'from-config') {
      return notToMake;
    }
    return [
      t(isLost ? 'apiKeyDialog.unavailable.lost' : REASONS[reason]),
      isDisabled ? reasons.notToUpdate(account) : notToMake,
    ]
      .filter(Boolean)
      .join(' ');
  }

  return (
    <>
      <DialogContent>
        <Alert severity="warning">{text()}</Alert>
        <RequestError
          error={enable.error}
          onReload={flow.restart}
          onRetry={enable.submit}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('common.close')}</Button>
        {isDisabled && !reasons.notToUpdate(account) && (
          <Button
            color="primary"
            variant="contained"
            disabled={enable.busy}
            onClick={() => enable.submit()}
          >
            {t('apiKeyDialog.unavailable.enable')}
          </Button>
        )}
        {apiKey && !isDisabled && !notToMake && (
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

function useEnable(
  { namespace, name, version }: ServiceAccountDetails,
  onEnabled: () => void,
) {
  const securityApi = useApi(securityApiRef);
  return useSubmit(async () => {
    await settleDone(
      async () => {
        await securityApi.updateServiceAccount(name, {
          version,
          status: 'active',
        });
      },
      async () => {
        const latest = await securityApi.getAccount({ namespace, name });
        return latest.type === 'service-account' && latest.status === 'active';
      },
    );
    onEnabled();
  });
}
