import {
  AccessChange,
  PermissionAccess,
} from 'backstage-plugin-security-common';
import { isDeepStrictEqual } from 'node:util';

type Permitted = Pick<
  PermissionAccess,
  'decision' | 'conditions' | 'ruledOutBy'
>;

// What nobody is asked about is allowed, unless it is ruled out.
const AMOUNT = {
  denied: 0,
  conditional: 1,
  allowed: 2,
  'not-asked': 2,
  undecided: undefined,
};

/** What the change of an account does to what it is permitted. */
export function compareAccess(now: Permitted, then: Permitted): AccessChange {
  const before = amountOf(now);
  const after = amountOf(then);
  if (before === undefined || after === undefined) {
    return 'unknown';
  }
  if (before === after) {
    return before !== AMOUNT.conditional ||
      isDeepStrictEqual(now.conditions, then.conditions)
      ? 'same'
      : 'changed';
  }
  return before < after ? 'gained' : 'lost';
}

function amountOf({ decision, ruledOutBy }: Permitted): number | undefined {
  return ruledOutBy ? AMOUNT.denied : AMOUNT[decision];
}
