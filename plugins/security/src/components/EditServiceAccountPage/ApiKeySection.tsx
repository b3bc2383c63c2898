import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ServiceAccountDetails } from 'backstage-plugin-security-common';
import { useEffect, useRef, useState } from 'react';
import { AccountState } from '../../hooks/useAccount';
import { useReasons } from '../../hooks/useReasons';
import { canBeEnded } from '../../keysNow';
import { securityTranslationRef } from '../../translation';
import { Action, ActionBar } from '../ActionBar/ActionBar';
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
  reload: AccountState['reload'];
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const reasons = useReasons();
  const [dialog, setDialog] = useState<
    'show' | 'rotate' | 'revoke' | 'revoke-all'
  >();
  const { apiKey, apiKeys, access } = account;

  // The button that opened a dialog may be gone with what the dialog changed.
  const titleRef = useRef<HTMLHeadingElement>(null);
  const isBack = useRef(false);
  useEffect(() => {
    if (isBack.current && document.activeElement === document.body) {
      titleRef.current?.focus();
    }
    isBack.current = false;
  }, [account]);

  async function close() {
    setDialog(undefined);
    await reload();
    isBack.current = true;
  }

  const actions: Action[] = [];
  if (access.canConfigureApiKey) {
    actions.push({
      label: t('apiKeySection.show'),
      reason: reasons.notToShowApiKey(account),
      onClick: () => setDialog('show'),
      primary: true,
    });
  }
  if (access.canConfigureApiKey && apiKey && apiKey.status !== 'revoked') {
    actions.push({
      label: t('apiKeySection.rotate'),
      reason: reasons.notToRotate(account),
      onClick: () => setDialog('rotate'),
    });
  }
  if (access.canRevokeApiKey && apiKey && canBeEnded(apiKey)) {
    actions.push({
      label: t('apiKeySection.revoke'),
      onClick: () => setDialog('revoke'),
      danger: true,
    });
  }
  if (access.canRevokeApiKey && apiKeys.filter(canBeEnded).length > 1) {
    actions.push({
      label: t('apiKeySection.revokeAll'),
      onClick: () => setDialog('revoke-all'),
      danger: true,
    });
  }

  return (
    <Section title={t('apiKeySection.title')} titleRef={titleRef}>
      <KeySummary apiKey={apiKey} />
      {actions.length > 0 && (
        <ActionBar label={t('apiKeySection.title')} actions={actions} />
      )}
      <RetiringKeys account={account} onReload={reload} onChanged={close} />
      {apiKeys.length > 0 && <ApiKeyHistory apiKeys={apiKeys} />}
      {(dialog === 'show' || dialog === 'rotate') && (
        <ApiKeyDialog name={account.name} action={dialog} onClose={close} />
      )}
      {dialog === 'revoke' && apiKey && (
        <RevokeApiKeyDialog
          account={account}
          apiKey={apiKey}
          onClose={close}
          onChanged={close}
        />
      )}
      {dialog === 'revoke-all' && (
        <RevokeAllApiKeysDialog
          account={account}
          onClose={close}
          onChanged={close}
        />
      )}
    </Section>
  );
}
