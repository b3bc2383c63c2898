import {
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import { AccessCondition } from 'backstage-plugin-security-common';

const MAX_DEPTH = 20;

/** Why conditions cannot be told. */
export class ConditionError extends Error {
  constructor(readonly reason: 'failed' | 'unknown-rule') {
    super(reason);
  }
}

export interface ConditionContext {
  /**
   * Finds a rule of the plugin that applies the conditions; missing when its
   * rules are not known. Names repeat between resource types.
   */
  findRule?: (
    name: string,
    resourceType: string,
  ) => { description?: string } | undefined;
  /** What is to be read instead of a text, in parameters. */
  rename?: Map<string, string>;
}

/**
 * The conditions of a policy with what the plugin says of its rules.
 *
 * @throws ConditionError when the plugin could not apply them, or they are nested deeply
 */
export function describeConditions(
  criteria: PermissionCriteria<PermissionCondition>,
  context: ConditionContext,
): AccessCondition {
  return describe(criteria, context, 1);
}

function describe(
  criteria: PermissionCriteria<PermissionCondition>,
  context: ConditionContext,
  depth: number,
): AccessCondition {
  if (depth > MAX_DEPTH) {
    throw new ConditionError('failed');
  }
  const all = (parts: PermissionCriteria<PermissionCondition>[]) =>
    parts.map(part => describe(part, context, depth + 1));
  if ('anyOf' in criteria) {
    const anyOf = all(criteria.anyOf);
    return anyOf.length === 1 ? anyOf[0] : { anyOf };
  }
  if ('allOf' in criteria) {
    const allOf = all(criteria.allOf);
    return allOf.length === 1 ? allOf[0] : { allOf };
  }
  if ('not' in criteria) {
    return { not: describe(criteria.not, context, depth + 1) };
  }
  const { findRule, rename = new Map() } = context;
  const rule = findRule?.(criteria.rule, criteria.resourceType);
  if (findRule && !rule) {
    throw new ConditionError('unknown-rule');
  }
  return {
    rule: criteria.rule,
    description: rule?.description,
    params: criteria.params && renamed(criteria.params, rename),
  };
}

function renamed<T>(params: T, rename: Map<string, string>): T {
  return JSON.parse(JSON.stringify(params), (_, value) =>
    typeof value === 'string' ? rename.get(value) ?? value : value,
  );
}
