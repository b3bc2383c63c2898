import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import DialogContentText from '@material-ui/core/DialogContentText';
import {
  ApiKey,
  endOfApiKey,
  ServiceAccountDetails,
} from 'backstage-plugin-security-common';
import { securityApiRef } from '../../api';
import { readApiKeys } from '../../api/readApiKeys';
import { settleDone } from '../../api/settle';
import { useLastUse } from '../../hooks/useLastUse';
import { useNotify } from '../../hooks/useNotify';
import { otherWorkingKeys } from '../../keysNow';
import { securityTranslationRef } from '../../translation';
import { ConfirmDialog } from '../ConfirmDialog/ConfirmDialog';
import { ExactTime } from '../RelativeTime/ExactTime';

/** Ends a key for good, and says which other keys work on. */
export function RevokeApiKeyDialog({
  account,
  apiKey,
  onClose,
  onChanged,
}: {
  account: ServiceAccountDetails;
  apiKey: ApiKey;
  onClose(): void;
  /** The account is not what it was: by this dialog, or by somebody else. */
  onChanged(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const securityApi = useApi(securityApiRef);
  const notify = useNotify();
  const use = useLastUse()(apiKey);
  const { name } = account;
  const { hint } = apiKey;
  const others = otherWorkingKeys(account.apiKeys, apiKey);

  function endOf(other: ApiKey) {
    const end = endOfApiKey(other);
    return end === undefined ? (
      t('revokeDialog.otherNeverEnds')
    ) : (
      <ExactTime time={new Date(end).toISOString()} />
    );
  }

  return (
    <ConfirmDialog
      title={t('revokeDialog.title', { name })}
      confirm={t('revokeDialog.confirm')}
      onClose={onClose}
      onReload={onChanged}
      onConfirm={async () => {
        await settleDone(
          () => securityApi.revokeApiKey(account, { keyId: apiKey.id }),
          async () =>
            (
              await readApiKeys(securityApi, account)
            ).every(
              ({ id, status }) => id !== apiKey.id || status === 'revoked',
            ),
        );
        notify(
          others.length > 0
            ? t('revokeDialog.revokedOthersWork', {
                hint,
                name,
                hints: others
                  .map(other => t('common.hint', { hint: other.hint }))
                  .join(', '),
              })
            : t('revokeDialog.revoked', { name }),
        );
        onChanged();
      }}
    >
      <DialogContentText color="textPrimary">
        {apiKey.status === 'retiring'
          ? t('revokeDialog.retiring', { hint })
          : t('revokeDialog.text', { hint })}
      </DialogContentText>
      <DialogContentText color="textPrimary">
        {use
          ? t('revokeDialog.lastUsed', { use })
          : t('revokeDialog.neverUsed')}
      </DialogContentText>
      {others.map(other => (
        <DialogContentText key={other.id} color="textPrimary">
          {t('revokeDialog.other', {
            hint: other.hint,
            end: endOf(other),
          })}
        </DialogContentText>
      ))}
    </ConfirmDialog>
  );
}
