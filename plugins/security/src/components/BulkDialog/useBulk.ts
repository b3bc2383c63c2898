import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { SecurityApi, ServiceAccount } from 'backstage-plugin-security-common';
import { useState } from 'react';
import { securityApiRef } from '../../api';
import { statusOf } from '../../api/errors';
import { readApiKeys } from '../../api/readApiKeys';
import { setStatus } from '../../api/setStatus';
import { settleDone, UnansweredError } from '../../api/settle';
import { canBeEnded } from '../../keysNow';
import { securityTranslationRef } from '../../translation';

export type BulkAction = 'revoke' | 'disable';

export interface BulkResult {
  state: 'running' | 'done' | 'failed';
  /** Why it failed. */
  error?: string;
}

const ACTIONS: Record<
  BulkAction,
  (securityApi: SecurityApi, account: ServiceAccount) => Promise<unknown>
> = {
  revoke: (securityApi, account) =>
    settleDone(
      () => securityApi.revokeAllApiKeys(account),
      async () => !(await readApiKeys(securityApi, account)).some(canBeEnded),
    ),
  disable: (securityApi, account) =>
    setStatus(securityApi, account, 'disabled'),
};

/** Changes one account after the other, whatever becomes of the others. */
export function useBulk(action: BulkAction, accounts: ServiceAccount[]) {
  const { t } = useTranslationRef(securityTranslationRef);
  const securityApi = useApi(securityApiRef);
  const [state, setState] = useState<'asked' | 'running' | 'done'>('asked');
  const [results, setResults] = useState(new Map<string, BulkResult>());

  function note(account: ServiceAccount, result: BulkResult) {
    setResults(known => new Map(known).set(account.entityRef, result));
  }

  function reasonOf(error: unknown): string {
    if (error instanceof UnansweredError) {
      return t(`errors.${error.outcome}`);
    }
    switch (statusOf(error)) {
      case 403:
        return t('bulkDialog.results.notPermitted');
      case 404:
        return t('bulkDialog.results.gone');
      case 409:
        return t('bulkDialog.results.conflict');
      default:
        return t('bulkDialog.results.failed');
    }
  }

  async function run() {
    setState('running');
    for (const account of accounts) {
      note(account, { state: 'running' });
      try {
        await ACTIONS[action](securityApi, account);
        note(account, { state: 'done' });
      } catch (error) {
        note(account, { state: 'failed', error: reasonOf(error) });
      }
    }
    setState('done');
  }

  return { results, state, run };
}
