import {
  AuthorizeResult,
  isResourcePermission,
  Permission,
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
  PermissionPolicy,
  PermissionRule,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_SERVICE_ACCOUNT } from 'backstage-plugin-security-common';
import {
  ServiceAccountResource,
  serviceAccountResourceRef,
  serviceAccountRules,
} from '../permissions';
import { testServiceAccount } from './users';

const ANY_ACCOUNT = testServiceAccount('any', 'group:default/any');

const rules = new Map<
  string,
  PermissionRule<ServiceAccountResource, any, any, any>
>(Object.values(serviceAccountRules).map(rule => [rule.name, rule]));

const isAllowed = createConditionAuthorizer<ServiceAccountResource>({
  getRuleByName(name) {
    const rule = rules.get(name);
    if (!rule) {
      throw new Error(`There is no rule ${name} for service accounts`);
    }
    return rule;
  },
});

/**
 * What a policy decides, checked as a portal checks it.
 *
 * @example
 * ```ts
 * const ci = serviceAccountUser(testServiceAccount('ci', 'group:default/ci'));
 * expect(await askPolicy(policy, catalogEntityDeletePermission, ci)).toEqual({
 *   result: AuthorizeResult.DENY,
 * });
 * ```
 *
 * @param policy - under test
 * @param permission - what is asked for
 * @param user - from {@link personUser} or {@link serviceAccountUser}; none for
 *   a call without credentials
 * @throws Error when a portal would fail on the decision: conditions for a
 *   permission without a resource or for another type of resource, or none in
 *   `anyOf` or `allOf`. For service accounts also an unknown rule, or wrong
 *   parameters. The rules of other plugins are not known here.
 * @throws whatever the policy throws
 * @public
 */
export async function askPolicy(
  policy: PermissionPolicy,
  permission: Permission,
  user?: PolicyQueryUser,
): Promise<PolicyDecision> {
  const decision = await policy.handle({ permission }, user);
  if (decision.result !== AuthorizeResult.CONDITIONAL) {
    return decision;
  }
  if (!isResourcePermission(permission, decision.resourceType)) {
    throw new Error(
      `The conditions for ${permission.name} are for another resource: ${decision.resourceType}`,
    );
  }
  const conditions = conditionsIn(decision.conditions);
  if (decision.resourceType === RESOURCE_TYPE_SERVICE_ACCOUNT) {
    if (decision.pluginId !== serviceAccountResourceRef.pluginId) {
      throw new Error(`There are no accounts in ${decision.pluginId}`);
    }
    // Each by itself: `anyOf` and `allOf` stop at the first that settles it.
    for (const condition of conditions) {
      isAllowed({ ...decision, conditions: condition }, ANY_ACCOUNT);
    }
  }
  return decision;
}

/**
 * The service accounts that a policy allows somebody something for, its
 * conditions applied.
 *
 * @example
 * ```ts
 * expect(
 *   await allowedServiceAccounts(
 *     policy,
 *     securityApiKeyConfigurePermission,
 *     personUser('user:default/alice', 'group:default/payments'),
 *     [invoices, nightlyBuild],
 *   ),
 * ).toEqual([invoices]);
 * ```
 *
 * @param policy - under test
 * @param permission - what is asked for
 * @param user - from {@link personUser} or {@link serviceAccountUser}; none for
 *   a call without credentials
 * @param accounts - from {@link testServiceAccount}
 * @returns those of `accounts` that are allowed, in the same order
 * @throws as {@link askPolicy}, and for conditions on anything but service
 *   accounts
 * @public
 */
export async function allowedServiceAccounts(
  policy: PermissionPolicy,
  permission: Permission,
  user: PolicyQueryUser | undefined,
  accounts: ServiceAccountResource[],
): Promise<ServiceAccountResource[]> {
  const decision = await askPolicy(policy, permission, user);
  if (
    decision.result === AuthorizeResult.CONDITIONAL &&
    decision.resourceType !== RESOURCE_TYPE_SERVICE_ACCOUNT
  ) {
    throw new Error(`${permission.name} is not about service accounts`);
  }
  return accounts.filter(account => isAllowed(decision, account));
}

function conditionsIn(
  criteria: PermissionCriteria<PermissionCondition>,
): PermissionCondition[] {
  if (isNotCriteria(criteria)) {
    return conditionsIn(criteria.not);
  }
  if (!isAndCriteria(criteria) && !isOrCriteria(criteria)) {
    return [criteria];
  }
  const parts = isAndCriteria(criteria) ? criteria.allOf : criteria.anyOf;
  if (!parts.length) {
    throw new Error('anyOf and allOf need at least one condition');
  }
  return parts.flatMap(conditionsIn);
}
