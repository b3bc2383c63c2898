import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { ServiceAccount } from 'backstage-plugin-security-common';
import useAsync from 'react-use/esm/useAsync';
import { securityApiRef } from '../../api';
import { canBeEnded } from '../../keysNow';
import { securityTranslationRef } from '../../translation';
import { ConfirmDialog } from '../ConfirmDialog/ConfirmDialog';
import { RevokeAllApiKeysDialog } from './RevokeAllApiKeysDialog';
import { RevokeApiKeyDialog } from './RevokeApiKeyDialog';

/**
 * Ends the key of an account of which the list alone is known, or all of its
 * keys where several work. It reads what is before it says anything.
 */
export function RevokeDialog({
  account,
  onClose,
  onChanged,
}: {
  account: ServiceAccount;
  onClose(): void;
  onChanged(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const securityApi = useApi(securityApiRef);
  const { value: details, error } = useAsync(
    () => securityApi.getAccount(account),
    [securityApi, account],
  );
  const common = { onClose, onChanged };

  if (error) {
    return (
      <ConfirmDialog
        title={t('revokeDialog.title', { name: account.name })}
        confirm={t('revokeDialog.confirm')}
        isConfirmable={false}
        error={error}
        onConfirm={async () => {}}
        onReload={onChanged}
        onClose={onClose}
      />
    );
  }
  if (details?.type !== 'service-account') {
    return null;
  }
  const [first, ...others] = details.apiKeys.filter(canBeEnded);
  return first && others.length === 0 ? (
    <RevokeApiKeyDialog account={details} apiKey={first} {...common} />
  ) : (
    <RevokeAllApiKeysDialog account={details} {...common} />
  );
}
