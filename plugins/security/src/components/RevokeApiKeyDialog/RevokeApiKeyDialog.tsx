import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import DialogContentText from '@material-ui/core/DialogContentText';
import { ApiKey, ServiceAccount } from 'backstage-plugin-security-common';
import { securityApiRef } from '../../api';
import { useLastUse } from '../../hooks/useLastUse';
import { useNotify } from '../../hooks/useNotify';
import { securityTranslationRef } from '../../translation';
import { ConfirmDialog } from '../ConfirmDialog/ConfirmDialog';

/** Ends a key for good. */
export function RevokeApiKeyDialog({
  account,
  apiKey,
  onClose,
  onChanged,
}: {
  account: ServiceAccount;
  apiKey: ApiKey;
  onClose(): void;
  /** The account is not what it was: by this dialog, or by somebody else. */
  onChanged(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const securityApi = useApi(securityApiRef);
  const notify = useNotify();
  const use = useLastUse()(apiKey);

  return (
    <ConfirmDialog
      title={t('revokeDialog.title', { name: account.name })}
      confirm={t('revokeDialog.confirm')}
      onClose={onClose}
      onReload={onChanged}
      onConfirm={async () => {
        await securityApi.revokeApiKey(account, { keyId: apiKey.id });
        notify(t('revokeDialog.revoked', { name: account.name }));
        onChanged();
      }}
    >
      <DialogContentText color="textPrimary">
        {apiKey.status === 'retiring'
          ? t('revokeDialog.retiring', { hint: apiKey.hint })
          : t('revokeDialog.text', { hint: apiKey.hint })}
      </DialogContentText>
      <DialogContentText color="textPrimary">
        {use
          ? t('revokeDialog.lastUsed', { use })
          : t('revokeDialog.neverUsed')}
      </DialogContentText>
    </ConfirmDialog>
  );
}
