import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import {
  ApiKey,
  ServiceAccountDetails,
} from 'backstage-plugin-security-common';
import { FormEvent, useState } from 'react';
import { ApiKeyFlow } from '../../hooks/useApiKeyFlow';
import { graceEnd, usualGraceSeconds } from '../../grace';
import { useDates } from '../../hooks/useDates';
import { useLastUse } from '../../hooks/useLastUse';
import { securityTranslationRef } from '../../translation';
import { DangerButton } from '../ConfirmDialog/DangerButton';
import { defaultExpiry, endOf, expiresAtOf } from '../ExpiryField/expiry';
import { ExpiryField } from '../ExpiryField/ExpiryField';
import { RetiringKeys } from '../RetiringKeys/RetiringKeys';
import { GraceField } from './GraceField';

/** Says what will break, and asks for how long the old key is to work on. */
export function RotateStep({
  account,
  apiKey,
  flow,
  onClose,
}: {
  account: ServiceAccountDetails;
  apiKey: ApiKey;
  flow: ApiKeyFlow;
  onClose(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { absolute } = useDates();
  const lastUse = useLastUse();
  const { apiKeyPolicy } = account;
  const [expiry, setExpiry] = useState(defaultExpiry(apiKeyPolicy));
  const [graceSeconds, setGraceSeconds] = useState(
    usualGraceSeconds(apiKey, apiKeyPolicy),
  );
  const { hint, status } = apiKey;
  const use = lastUse(apiKey);

  function intro() {
    if (status !== 'active') {
      return t(
        `apiKeyDialog.rotate.${status === 'lost' ? 'lost' : 'expired'}`,
        { hint },
      );
    }
    return use
      ? t('apiKeyDialog.rotate.lastUsed', { hint, use })
      : t('apiKeyDialog.rotate.neverUsed', { hint });
  }

  function graceHelp() {
    if (graceSeconds) {
      const time = absolute(graceEnd(apiKey, graceSeconds));
      return t('apiKeyDialog.rotate.graceHelp', { hint, time });
    }
    return use
      ? t('apiKeyDialog.rotate.graceNoneBreaks', { hint })
      : t('apiKeyDialog.rotate.graceNoneHelp', { hint });
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    flow.rotate(account, apiKey, {
      expiresAt: expiresAtOf(expiry, apiKeyPolicy),
      graceSeconds: graceSeconds || undefined,
    });
  }

  return (
    <form onSubmit={onSubmit} noValidate>
      <DialogContent>
        <DialogContentText color="textPrimary">{intro()}</DialogContentText>
        {status === 'active' && (
          <GraceField
            policy={apiKeyPolicy}
            value={graceSeconds}
            onChange={setGraceSeconds}
            helperText={graceHelp()}
          />
        )}
        <ExpiryField
          label={t('apiKeyDialog.rotate.expires')}
          policy={apiKeyPolicy}
          value={expiry}
          onChange={setExpiry}
        />
        <RetiringKeys
          account={account}
          onChanged={flow.restart}
          remark={t('apiKeyDialog.rotate.endsRetiring')}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <DangerButton
          type="submit"
          disabled={endOf(expiry, apiKeyPolicy) === undefined}
        >
          {t('apiKeyDialog.rotate.confirm')}
        </DangerButton>
      </DialogActions>
    </form>
  );
}
