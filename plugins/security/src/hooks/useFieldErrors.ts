import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { securityTranslationRef } from '../translation';

const MESSAGES = {
  name: 'fields.nameInvalid',
  title: 'fields.titleInvalid',
  description: 'fields.descriptionInvalid',
  ownerRef: 'fields.ownerInvalid',
  plugins: 'fields.pluginsInvalid',
  restrictions: 'fields.restrictionsInvalid',
} as const;

type FieldName = keyof typeof MESSAGES;

interface Schema {
  safeParse(input: unknown): {
    error?: { issues: Array<{ path: PropertyKey[] }> };
  };
}

/** What is wrong with each field, by the schema that the backend uses too. */
export function useFieldErrors(
  schema: Schema,
  fields: unknown,
): Partial<Record<FieldName, string>> {
  const { t } = useTranslationRef(securityTranslationRef);
  const issues = schema.safeParse(fields).error?.issues ?? [];
  return Object.fromEntries(
    issues
      .map(({ path }) => path[0])
      .filter((name): name is FieldName => name in MESSAGES)
      .map(name => [name, t(MESSAGES[name])]),
  );
}
