import { LoggerService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  ConditionalPolicyDecision,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  PermissionRuleset,
} from '@backstage/plugin-permission-node';
import {
  AccessCondition,
  Refusal,
  ruleDescriptionSchema,
} from 'backstage-plugin-security-common';
import { ServiceAccountResource } from 'backstage-plugin-security-node';
import { boundedCondition } from './boundedCondition';
import { describeConditions } from './conditions';
import { unmetOf } from './unmet';

/** Only `allowed` allows. */
export type Verdict = 'allowed' | Refusal;

/** Decides about one account. */
export type AccountDecision = (account: ServiceAccountResource) => Verdict;

/**
 * What an answer of the policy means for accounts: its conditions are applied
 * here, and those that do not hold are told. One that cannot be applied denies.
 */
export function accountDecision(options: {
  permission: { name: string };
  decision: PolicyDecision;
  ruleset: PermissionRuleset<ServiceAccountResource>;
  logger: LoggerService;
}): AccountDecision {
  const { decision, ruleset, logger } = options;
  const permission = options.permission.name;
  const isAuthorized = createConditionAuthorizer(ruleset);
  return account => {
    try {
      if (isAuthorized(decision, account) === true) {
        return 'allowed';
      }
      return decision.result === AuthorizeResult.CONDITIONAL
        ? { permission, unmet: unmetCondition(decision, account, ruleset) }
        : { permission };
    } catch (error) {
      logger.warn(
        'A condition of the permission policy could not be applied, so it denies',
        error as Error,
      );
      return { permission, undecided: true };
    }
  };
}

/** @throws Error when a rule is not known, or cannot be applied */
function unmetCondition(
  decision: ConditionalPolicyDecision,
  account: ServiceAccountResource,
  ruleset: PermissionRuleset<ServiceAccountResource>,
): AccessCondition | undefined {
  const isAuthorized = createConditionAuthorizer(ruleset);
  const unmet = unmetOf(decision.conditions, conditions =>
    isAuthorized({ ...decision, conditions }, account),
  );
  const described =
    unmet &&
    describeConditions(unmet, {
      findRule: name => {
        const { description } = ruleset.getRuleByName(name);
        return {
          description: ruleDescriptionSchema.safeParse(description).data,
        };
      },
    });
  return described && boundedCondition(described);
}
