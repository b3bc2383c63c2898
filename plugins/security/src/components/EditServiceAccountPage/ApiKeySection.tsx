import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ServiceAccountDetails } from 'backstage-plugin-security-common';
import { useState } from 'react';
import { useReasons } from '../../hooks/useReasons';
import { securityTranslationRef } from '../../translation';
import { ActionBar } from '../ActionBar/ActionBar';
import { ApiKeyDialog } from '../ApiKeyDialog/ApiKeyDialog';
import { RetiringKeys } from '../RetiringKeys/RetiringKeys';
import { RevokeAllApiKeysDialog } from '../RevokeApiKeyDialog/RevokeAllApiKeysDialog';
import { RevokeApiKeyDialog } from '../RevokeApiKeyDialog/RevokeApiKeyDialog';
import { Section } from '../Section/Section';
import { ApiKeyHistory } from './ApiKeyHistory';
import { KeySummary } from './KeySummary';

/** The account's key: what can be done with it, and its history. */
export function ApiKeySection({
  account,
  reload,
}: {
  account: ServiceAccountDetails;
  reload(): unknown;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const reasons = useReasons();
  const [dialog, setDialog] = useState<
    'show' | 'rotate' | 'revoke' | 'revoke-all'
  >();

  function closeAndReload() {
    setDialog(undefined);
    reload();
  }

  return (
    <Section title={t('apiKeySection.title')}>
      <KeySummary account={account} />
      <ActionBar
        label={t('apiKeySection.title')}
        actions={[
          {
            label: t('apiKeySection.show'),
            reason: reasons.notToShowApiKey(account),
            onClick: () => setDialog('show'),
            primary: true,
          },
          {
            label: t('apiKeySection.rotate'),
            reason: reasons.notToRotate(account),
            onClick: () => setDialog('rotate'),
          },
          {
            label: t('apiKeySection.revoke'),
            reason: reasons.notToRevoke(account),
            onClick: () => setDialog('revoke'),
          },
          {
            label: t('apiKeySection.revokeAll'),
            reason: reasons.notToRevokeAll(account),
            onClick: () => setDialog('revoke-all'),
          },
        ]}
      />
      <RetiringKeys account={account} onReload={reload} onChanged={reload} />
      {account.apiKeys.length > 0 && (
        <ApiKeyHistory apiKeys={account.apiKeys} />
      )}
      {(dialog === 'show' || dialog === 'rotate') && (
        <ApiKeyDialog
          name={account.name}
          action={dialog}
          onClose={closeAndReload}
        />
      )}
      {dialog === 'revoke' && account.apiKey && (
        <RevokeApiKeyDialog
          account={account}
          apiKey={account.apiKey}
          onClose={() => setDialog(undefined)}
          onChanged={closeAndReload}
        />
      )}
      {dialog === 'revoke-all' && (
        <RevokeAllApiKeysDialog
          account={account}
          onClose={() => setDialog(undefined)}
          onChanged={closeAndReload}
        />
      )}
    </Section>
  );
}
