import {
  AccessCondition,
  conditionParamText,
} from 'backstage-plugin-security-common';

const MAX_TEXT = 200;
const MAX_ITEMS = 10;
const MAX_BYTES = 4_000;

type Rule = Extract<AccessCondition, { rule: string }>;

/**
 * A condition short enough for a message: long parameters are cut, and when
 * that does not do, the names of the rules are left, or nothing.
 */
export function boundedCondition(
  condition: AccessCondition,
): AccessCondition | undefined {
  return [
    mapRules(condition, rule => ({ ...rule, params: bounded(rule.params) })),
    rulesOnly(condition),
  ].find(each => JSON.stringify(each).length <= MAX_BYTES);
}

/** The names of the rules, without what is said of them. */
export function rulesOnly(condition: AccessCondition): AccessCondition {
  return mapRules(condition, ({ rule }) => ({ rule }));
}

function mapRules(
  condition: AccessCondition,
  change: (rule: Rule) => Rule,
): AccessCondition {
  const all = (parts: AccessCondition[]) =>
    parts.map(part => mapRules(part, change));
  if ('anyOf' in condition) {
    return { anyOf: all(condition.anyOf) };
  }
  if ('allOf' in condition) {
    return { allOf: all(condition.allOf) };
  }
  if ('not' in condition) {
    return { not: mapRules(condition.not, change) };
  }
  return change(condition);
}

function bounded(params: Rule['params'] = {}): Rule['params'] {
  return Object.fromEntries(
    Object.entries(params)
      .slice(0, MAX_ITEMS)
      .map(([name, value]) => [cut(name), boundedValue(value)]),
  );
}

function boundedValue(value: unknown): unknown {
  if (!Array.isArray(value)) {
    return cut(conditionParamText(value));
  }
  const shown = value
    .slice(0, MAX_ITEMS)
    .map(item => cut(conditionParamText(item)));
  const more = value.length - shown.length;
  return more > 0 ? [...shown, `… and ${more} more`] : shown;
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
