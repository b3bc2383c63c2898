import { useApi } from '@backstage/core-plugin-api';
import {
  ListAccountsQuery,
  ListAccountsResponse,
  SecurityApi,
} from 'backstage-plugin-security-common';
import { useRef } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { securityApiRef } from '../api';

/** A search that finds little among many accounts waits for the reader then. */
const MOST_REQUESTS = 80;

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
  const wanted = useRef(query);
  wanted.current = query;
  const { value, loading, error, retry } = useAsyncRetry(
    async () => ({
      query,
      page: await readPage(securityApi, query, () => wanted.current === query),
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

/** What the API gives at once may be less than a page, though there is more. */
async function readPage(
  securityApi: SecurityApi,
  query: ListAccountsQuery,
  isWanted: () => boolean,
): Promise<ListAccountsResponse> {
  let page = await securityApi.listAccounts({ ...query, figures: true });
  for (
    let requests = 1;
    page.nextCursor &&
    page.items.length < query.limit &&
    requests < MOST_REQUESTS &&
    isWanted();
    requests++
  ) {
    const { items, nextCursor } = await securityApi.listAccounts({
      ...query,
      limit: query.limit - page.items.length,
      cursor: page.nextCursor,
    });
    page = { ...page, items: [...page.items, ...items], nextCursor };
  }
  return page;
}
