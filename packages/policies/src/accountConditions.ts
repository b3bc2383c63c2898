import {
  AuthorizeResult,
  ConditionalPolicyDecision,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createServiceAccountConditionalDecision } from 'backstage-plugin-security-node';

type AccountPermission = ResourcePermission<'security-service-account'>;
/** Conditions on service accounts, such as `isOwner({ owners })`. */
export type AccountConditions = Parameters<
  typeof createServiceAccountConditionalDecision
>[1];

/** Allows what the decision allows, and besides the accounts that match. */
export function alsoFor(
  permission: AccountPermission,
  decision: PolicyDecision,
  accounts: AccountConditions,
): PolicyDecision {
  switch (decision.result) {
    case AuthorizeResult.ALLOW:
      return decision;
    case AuthorizeResult.CONDITIONAL:
      return combine(decision, { anyOf: [decision.conditions, accounts] });
    default:
      return createServiceAccountConditionalDecision(permission, accounts);
  }
}

/** Allows what the decision allows, for the accounts that match alone. */
export function onlyFor(
  permission: AccountPermission,
  decision: PolicyDecision,
  accounts: AccountConditions,
): PolicyDecision {
  switch (decision.result) {
    case AuthorizeResult.ALLOW:
      return createServiceAccountConditionalDecision(permission, accounts);
    case AuthorizeResult.CONDITIONAL:
      return combine(decision, { allOf: [decision.conditions, accounts] });
    default:
      return decision;
  }
}

function combine(
  decision: ConditionalPolicyDecision,
  conditions: ConditionalPolicyDecision['conditions'],
): PolicyDecision {
  return { ...decision, conditions };
}
