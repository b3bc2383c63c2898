import { InputError } from '@backstage/errors';
import { ZodError, ZodType } from 'zod';

/**
 * The input in the form of the schema.
 *
 * @throws InputError that names each wrong field, and no value
 */
export function parse<T>(schema: ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (!result.success) {
    throw new InputError(describe(result.error));
  }
  return result.data;
}

function describe(error: ZodError): string {
  return error.issues
    .map(issue => {
      if (issue.code === 'unrecognized_keys') {
        const names = issue.keys.filter(key => /^[A-Za-z]{1,40}$/.test(key));
        return `${names.join(', ') || 'a field'}: unknown field`;
      }
      return `${issue.path.join('.') || 'request'}: ${issue.message}`;
    })
    .join('; ');
}
