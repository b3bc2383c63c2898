import { createConditionExports } from '@backstage/plugin-permission-node';
import { hasName } from './hasName';
import { hasOwnerNamespace } from './hasOwnerNamespace';
import { hasStatus } from './hasStatus';
import { isOwner } from './isOwner';
import { serviceAccountResourceRef } from './resource';

export {
  serviceAccountResourceRef,
  type ServiceAccountFilter,
  type ServiceAccountResource,
} from './resource';

/**
 * The rules that a permission policy can combine for service accounts.
 *
 * @public
 */
export const serviceAccountRules = {
  isOwner,
  hasName,
  hasOwnerNamespace,
  hasStatus,
};

const conditionExports = createConditionExports({
  resourceRef: serviceAccountResourceRef,
  rules: serviceAccountRules,
});

/**
 * The rules as conditions of a policy decision.
 *
 * @example
 * ```ts
 * serviceAccountConditions.isOwner({ owners: user.info.ownershipEntityRefs })
 * ```
 *
 * @public
 */
export const serviceAccountConditions = conditionExports.conditions;

/**
 * Makes the decision "allowed for the service accounts that meet these
 * conditions".
 *
 * @public
 */
export const createServiceAccountConditionalDecision =
  conditionExports.createConditionalDecision;
