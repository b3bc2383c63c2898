import {
  ListAccountsQuery,
  listAccountsQuerySchema,
} from 'backstage-plugin-security-common';
import { useMemo } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';
import { startsApiKey } from '../searchText';

type QueryChanges = { [K in keyof ListAccountsQuery]?: ListAccountsQuery[K] };

/** What the list shows, as the URL says. */
export interface UsersQuery {
  query: ListAccountsQuery;
  isFiltered: boolean;
  /** Leads to the first page of another list. */
  change(changes: QueryChanges, options?: { replace?: boolean }): void;
  clearFilters(): void;
  goToPage(cursor: string): void;
  goToFirstPage(): void;
  goToPreviousPage(): void;
}

const FIRST_PAGE = '';
const FILTERS = [
  'search',
  'type',
  'owner',
  'mine',
  'keyStatus',
  'ownerMissing',
] as const;

/**
 * The list's search, filters, order and page. All of it lives in the URL; the
 * way back to earlier pages lives in the history entry, so it too survives a
 * reload.
 */
export function useUsersQuery(): UsersQuery {
  const [params, setParams] = useSearchParams();
  const { state } = useLocation();
  const query = useMemo(() => readQuery(params), [params]);
  const earlierPages = readEarlierPages(state);

  function goTo(cursor: string, pagesBefore: string[]) {
    setParams(current => withValues(current, { cursor }), {
      state: { earlierPages: pagesBefore },
    });
  }

  function change(changes: QueryChanges, options?: { replace?: boolean }) {
    setParams(
      current => withValues(current, { ...changes, cursor: undefined }),
      options,
    );
  }

  return {
    query,
    isFiltered: FILTERS.some(name => query[name]),
    change,
    clearFilters: () =>
      change(Object.fromEntries(FILTERS.map(name => [name, undefined]))),
    goToPage: cursor =>
      goTo(cursor, [...earlierPages, query.cursor ?? FIRST_PAGE]),
    goToFirstPage: () => goTo(FIRST_PAGE, []),
    goToPreviousPage: () =>
      goTo(
        earlierPages[earlierPages.length - 1] ?? FIRST_PAGE,
        earlierPages.slice(0, -1),
      ),
  };
}

/** What the list cannot be asked for is ignored, as if it were not there. */
function readQuery(params: URLSearchParams): ListAccountsQuery {
  const { shape } = listAccountsQuerySchema;
  const valid = Object.entries(shape).flatMap(([name, schema]) => {
    const value = params.get(name);
    const isKey = name === 'search' && value && startsApiKey(value);
    return value && !isKey && schema.safeParse(value).success
      ? [[name, value]]
      : [];
  });
  return listAccountsQuerySchema.parse(Object.fromEntries(valid));
}

function readEarlierPages(state: unknown): string[] {
  const pages = (state as { earlierPages?: unknown } | null)?.earlierPages;
  return Array.isArray(pages)
    ? pages.filter((page): page is string => typeof page === 'string')
    : [];
}

function withValues(
  params: URLSearchParams,
  values: QueryChanges,
): URLSearchParams {
  const changed = new URLSearchParams(params);
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === '' || value === false) {
      changed.delete(name);
    } else {
      changed.set(name, String(value));
    }
  }
  return changed;
}
