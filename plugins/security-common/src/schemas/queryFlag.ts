import { z } from 'zod';

/** Yes or no; `true` or `false` when it comes from a URL. */
export function queryFlag() {
  return z.preprocess(
    (value: boolean | 'true' | 'false') =>
      value === 'true' || value === 'false' ? value === 'true' : value,
    z.boolean(),
  );
}
