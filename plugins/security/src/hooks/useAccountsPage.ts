import { useApi } from '@backstage/core-plugin-api';
import {
  ListAccountsQuery,
  ListAccountsResponse,
} from 'backstage-plugin-security-common';
import { useRef } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { securityApiRef } from '../api';

export interface AccountsPage {
  /**
   * The page before, while another one is loading. The page as it was, when it
   * could not be loaded again.
   */
  page?: ListAccountsResponse;
  loading: boolean;
  error?: unknown;
  reload(): void;
}

/** The page of accounts that the query asks for. */
export function useAccountsPage(query: ListAccountsQuery): AccountsPage {
  const securityApi = useApi(securityApiRef);
  const { value, loading, error, retry } = useAsyncRetry(
    async () => ({
      query,
      page: await securityApi.listAccounts({ ...query, figures: true }),
    }),
    [securityApi, query],
  );
  const last = useRef(value);
  last.current = value ?? last.current;
  const isOfQuery = last.current?.query === query;
  return {
    page: error === undefined || isOfQuery ? last.current?.page : undefined,
    loading,
    error,
    reload: retry,
  };
}
