import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import { ServiceAccountDetails } from 'backstage-plugin-security-common';
import { FormEvent, useState } from 'react';
import { ApiKeyFlow } from '../../hooks/useApiKeyFlow';
import { securityTranslationRef } from '../../translation';
import { defaultExpiry, endOf, expiresAtOf } from '../ExpiryField/expiry';
import { ExpiryField } from '../ExpiryField/ExpiryField';
import { RetiringKeys } from '../RetiringKeys/RetiringKeys';

/** Asks how long the key is to live that is about to be made. */
export function GenerateStep({
  account,
  flow,
  onClose,
}: {
  account: ServiceAccountDetails;
  flow: ApiKeyFlow;
  onClose(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { apiKey, apiKeyPolicy } = account;
  const [expiry, setExpiry] = useState(defaultExpiry(apiKeyPolicy));

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    flow.generate(account, expiresAtOf(expiry, apiKeyPolicy));
  }

  return (
    <form onSubmit={onSubmit} noValidate>
      <DialogContent>
        <DialogContentText color="textPrimary">
          {apiKey
            ? t('apiKeyDialog.generate.afterRevoked', { hint: apiKey.hint })
            : t('apiKeyDialog.generate.first')}
        </DialogContentText>
        <ExpiryField
          label={t('apiKeyDialog.generate.expires')}
          policy={apiKeyPolicy}
          value={expiry}
          onChange={setExpiry}
        />
        <RetiringKeys account={account} onChanged={flow.restart} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button
          type="submit"
          color="primary"
          variant="contained"
          disabled={endOf(expiry, apiKeyPolicy) === undefined}
        >
          {t('apiKeyDialog.generate.confirm')}
        </Button>
      </DialogActions>
    </form>
  );
}
