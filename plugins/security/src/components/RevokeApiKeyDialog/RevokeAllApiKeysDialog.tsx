import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import DialogContentText from '@material-ui/core/DialogContentText';
import Typography from '@material-ui/core/Typography';
import { ServiceAccountDetails } from 'backstage-plugin-security-common';
import { securityApiRef } from '../../api';
import { readApiKeys } from '../../api/readApiKeys';
import { settleDone } from '../../api/settle';
import { useLastUse } from '../../hooks/useLastUse';
import { useNotify } from '../../hooks/useNotify';
import { canBeEnded } from '../../keysNow';
import { securityTranslationRef } from '../../translation';
import { ConfirmDialog } from '../ConfirmDialog/ConfirmDialog';

/** Ends every key of an account for good. */
export function RevokeAllApiKeysDialog({
  account,
  onClose,
  onChanged,
}: {
  account: ServiceAccountDetails;
  onClose(): void;
  onChanged(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const securityApi = useApi(securityApiRef);
  const notify = useNotify();
  const lastUse = useLastUse();
  const { name, apiKeys } = account;

  return (
    <ConfirmDialog
      title={t('revokeAllDialog.title', { name })}
      confirm={t('revokeAllDialog.confirm')}
      onClose={onClose}
      onReload={onChanged}
      onConfirm={async () => {
        await settleDone(
          () => securityApi.revokeAllApiKeys(account),
          async () =>
            !(await readApiKeys(securityApi, account)).some(canBeEnded),
        );
        notify(t('revokeAllDialog.revoked', { name }));
        onChanged();
      }}
    >
      <DialogContentText color="textPrimary">
        {t('revokeAllDialog.text')}
      </DialogContentText>
      <Typography component="ul">
        {apiKeys.filter(canBeEnded).map(apiKey => (
          <li key={apiKey.id}>
            {t('revokeAllDialog.key', {
              hint: apiKey.hint,
              use: lastUse(apiKey) ?? t('common.never'),
            })}
          </li>
        ))}
      </Typography>
    </ConfirmDialog>
  );
}
