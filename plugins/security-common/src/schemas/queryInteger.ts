import { z } from 'zod';

/**
 * A whole number, in digits when it comes from a URL. Stricter than
 * `z.coerce.number()`, which also reads `''`, `'0x10'`, `'1e1'`, `true` and
 * `['5']`. Give it a default with `prefault`: JSON schema knows none behind a
 * transformation.
 */
export function queryInteger(range: { min: number; max?: number }) {
  return z.preprocess(
    (value: number) =>
      typeof value === 'string' && /^\d{1,15}$/.test(value)
        ? Number(value)
        : value,
    z
      .int({
        error: ({ code }) =>
          code === 'invalid_type' ? 'must be a whole number' : undefined,
      })
      .min(range.min)
      .max(range.max ?? Number.MAX_SAFE_INTEGER),
  );
}
