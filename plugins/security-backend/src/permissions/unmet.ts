import {
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';

type Criteria = PermissionCriteria<PermissionCondition>;

/**
 * What of some conditions does not hold, down to the rules: what has to change
 * about the resource for all of it to hold. Undefined when it does.
 *
 * @param holds - whether one rule holds of the resource
 */
export function unmetOf(
  criteria: Criteria,
  holds: (condition: PermissionCondition) => boolean,
): Criteria | undefined {
  return missingFor(true, criteria, holds);
}

/** What keeps the conditions from being all true, or else all false. */
function missingFor(
  wanted: boolean,
  criteria: Criteria,
  holds: (condition: PermissionCondition) => boolean,
): Criteria | undefined {
  if ('not' in criteria) {
    return missingFor(!wanted, criteria.not, holds);
  }
  if (!('anyOf' in criteria) && !('allOf' in criteria)) {
    if (holds(criteria) === wanted) {
      return undefined;
    }
    return wanted ? criteria : { not: criteria };
  }
  const isAllOf = 'allOf' in criteria;
  const parts = isAllOf ? criteria.allOf : criteria.anyOf;
  const missing = parts.map(part => missingFor(wanted, part, holds));
  const unmet = missing.filter(each => each !== undefined);
  // Not all of them is as much as one of them not.
  if (isAllOf === wanted) {
    return unmet.length > 0 ? nonEmpty('allOf', unmet) : undefined;
  }
  return unmet.length === missing.length ? nonEmpty('anyOf', unmet) : undefined;
}

function nonEmpty(kind: 'anyOf' | 'allOf', parts: Criteria[]): Criteria {
  return { [kind]: parts } as unknown as Criteria;
}
