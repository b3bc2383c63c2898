import {
  CatalogAccount,
  CatalogFeedChanges,
} from 'backstage-plugin-security-common';

/** More than that many accounts are not listed with their owner. */
export const MOST_LISTED = 100;

/** By their names. */
export type Accounts = Map<string, CatalogAccount>;

/** What has changed since some version, when that is known. */
export type Changes = NonNullable<CatalogFeedChanges['changes']>;

/** The accounts as they are after the changes. */
export function applyChanges(accounts: Accounts, changes: Changes): Accounts {
  const next = new Map(accounts);
  changes.accounts.forEach(account => next.set(account.name, account));
  changes.removed.forEach(name => next.delete(name));
  return next;
}

/** The owners whose own entity would be little else than the list of accounts. */
export function crowdedOwners(accounts: Accounts): Set<string> {
  const counts = new Map<string, number>();
  for (const { ownerRef } of accounts.values()) {
    counts.set(ownerRef, (counts.get(ownerRef) ?? 0) + 1);
  }
  return new Set(
    [...counts.keys()].filter(owner => counts.get(owner)! > MOST_LISTED),
  );
}

/**
 * The accounts whose entity is another one now: besides those that changed
 * themselves, all of an owner that has become crowded, or is no more.
 */
export function changedAccounts(
  before: Accounts,
  changes: Changes,
  after: Accounts,
): CatalogAccount[] {
  const [was, is] = [crowdedOwners(before), crowdedOwners(after)];
  const changed = new Set(changes.accounts);
  for (const account of after.values()) {
    if (was.has(account.ownerRef) !== is.has(account.ownerRef)) {
      changed.add(account);
    }
  }
  return [...changed];
}
