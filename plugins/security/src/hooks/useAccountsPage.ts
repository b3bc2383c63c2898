import { useApi } from '@backstage/core-plugin-api';
import {
  ListAccountsQuery,
  ListAccountsResponse,
} from 'backstage-plugin-security-common';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { securityApiRef } from '../api';

export interface AccountsPage {
  /** The page before, while another one is loading. */
  page?: ListAccountsResponse;
  loading: boolean;
  error?: unknown;
  reload(): void;
}

/** The page of accounts that the query asks for. */
export function useAccountsPage(query: ListAccountsQuery): AccountsPage {
  const securityApi = useApi(securityApiRef);
  const { value, loading, error, retry } = useAsyncRetry(
    () => securityApi.listAccounts(query),
    [securityApi, query],
  );
  return { page: value, loading, error, reload: retry };
}
