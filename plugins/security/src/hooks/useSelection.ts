import { Account } from 'backstage-plugin-security-common';
import { useState } from 'react';

/** The accounts of a page that are selected. */
export interface Selection {
  accounts: Account[];
  isSome: boolean;
  isAll: boolean;
  has(account: Account): boolean;
  /** Selects this one alone. */
  only(account: Account): void;
  toggle(account: Account): void;
  toggleAll(): void;
  clear(): void;
}

/** What is no longer on the page is not selected any more. */
export function useSelection(page: Account[]): Selection {
  const [refs, setRefs] = useState<string[]>([]);
  const accounts = page.filter(({ entityRef }) => refs.includes(entityRef));
  const isAll = page.length > 0 && accounts.length === page.length;
  const selected = accounts.map(({ entityRef }) => entityRef);
  return {
    accounts,
    isSome: accounts.length > 0,
    isAll,
    has: ({ entityRef }) => selected.includes(entityRef),
    only: ({ entityRef }) => setRefs([entityRef]),
    toggle: ({ entityRef }) =>
      setRefs(
        selected.includes(entityRef)
          ? selected.filter(ref => ref !== entityRef)
          : [...selected, entityRef],
      ),
    toggleAll: () =>
      setRefs(isAll ? [] : page.map(({ entityRef }) => entityRef)),
    clear: () => setRefs([]),
  };
}
