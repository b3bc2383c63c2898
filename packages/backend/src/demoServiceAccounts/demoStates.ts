/** What is done to an account that has never had a key. */
export interface DemoState {
  /** In how many days the key ends that is made. */
  days: number;
  /** Whether something is called with it. */
  isUsed?: boolean;
  /** It is rotated, and goes on working for so many days. */
  graceDays?: number;
  isDisabled?: boolean;
}

/** By the name of the account; the others stay without a key. */
export const demoStates: Record<string, DemoState> = {
  'payments-deploy': { days: 80, isUsed: true },
  // Its owners are warned of that.
  'payments-nightly-build': { days: 5, isUsed: true },
  'search-indexer': { days: 200, isUsed: true, graceDays: 3 },
  'docs-publisher': { days: 300 },
  'mobile-release': { days: 60, isUsed: true },
  'sales-report': { days: 120, isDisabled: true },
  // Without an owner, and still at work.
  'loyalty-sync': { days: 150, isUsed: true },
};
