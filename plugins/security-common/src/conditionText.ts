import { AccessCondition } from './schemas';

/**
 * The words that conditions are joined with.
 *
 * @public
 */
export interface ConditionWords {
  /** Between conditions of which all have to hold. */
  and: string;
  /** Between conditions of which one has to hold. */
  or: string;
  /** Before a condition that must not hold. */
  not: string;
}

const ENGLISH: ConditionWords = { and: 'and', or: 'or', not: 'not' };

/**
 * A condition as part of a sentence, such as
 * `not HAS_STATUS (Allow accounts with a status; statuses: disabled)`.
 *
 * @public
 */
export function conditionText(
  condition: AccessCondition,
  words: ConditionWords = ENGLISH,
): string {
  const part = (inner: AccessCondition) => {
    const text = conditionText(inner, words);
    return 'anyOf' in inner || 'allOf' in inner ? `(${text})` : text;
  };
  if ('anyOf' in condition) {
    return condition.anyOf.map(part).join(` ${words.or} `);
  }
  if ('allOf' in condition) {
    return condition.allOf.map(part).join(` ${words.and} `);
  }
  if ('not' in condition) {
    return `${words.not} ${part(condition.not)}`;
  }
  const { rule, description, params = {} } = condition;
  const details = [
    description,
    ...Object.entries(params).map(
      ([name, value]) => `${name}: ${conditionParamText(value)}`,
    ),
  ].filter(Boolean);
  return details.length > 0 ? `${rule} (${details.join('; ')})` : rule;
}

/**
 * A parameter of a condition for people: a list of texts without brackets and
 * quotes, anything else as JSON.
 *
 * @public
 */
export function conditionParamText(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  const isListOfTexts =
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(each => typeof each === 'string');
  return isListOfTexts ? value.join(', ') : JSON.stringify(value);
}
