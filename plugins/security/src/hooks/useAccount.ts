import { useApi } from '@backstage/core-plugin-api';
import { AccountDetails } from 'backstage-plugin-security-common';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { securityApiRef } from '../api';
import { statusOf } from '../api/errors';
import { accountAt } from '../keysNow';
import { useNow } from './useNow';

export interface AccountState {
  account?: AccountDetails;
  error?: unknown;
  /**
   * Reads the account again and answers with it; undefined when that failed.
   * Nobody asked for a quiet one: it only tells that the account is gone.
   */
  reload(options?: { quiet?: boolean }): Promise<AccountDetails | undefined>;
}

/** One account, with the history of its keys, as it stands at any moment. */
export function useAccount(namespace: string, name: string): AccountState {
  const securityApi = useApi(securityApiRef);
  const [state, setState] = useState<Omit<AccountState, 'reload'>>({});
  const latest = useRef<AbortController>();

  const reload: AccountState['reload'] = useCallback(
    async ({ quiet = false } = {}) => {
      latest.current?.abort();
      const controller = new AbortController();
      latest.current = controller;
      try {
        const account = await securityApi.getAccount(
          { namespace, name },
          { signal: controller.signal },
        );
        if (controller.signal.aborted) {
          return undefined;
        }
        setState({ account });
        return account;
      } catch (error) {
        if (!controller.signal.aborted && (!quiet || statusOf(error) === 404)) {
          // What was read before stays, and what somebody typed on its page.
          setState(({ account }) => ({ account, error }));
        }
        return undefined;
      }
    },
    [securityApi, namespace, name],
  );

  useEffect(() => {
    setState({});
    reload();
    return () => latest.current?.abort();
  }, [reload]);

  const now = useNow();
  const account = useMemo(
    () => state.account && accountAt(state.account, Math.max(now, Date.now())),
    [state.account, now],
  );
  return { ...state, account, reload };
}
