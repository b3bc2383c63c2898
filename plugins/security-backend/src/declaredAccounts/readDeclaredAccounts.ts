import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { createServiceAccountSchema } from 'backstage-plugin-security-common';
import { isWellFormedApiKey } from 'backstage-plugin-security-node';
import { z } from 'zod';
import { findUnset } from './findUnset';
import { isGuessable } from './isGuessable';

/** The setting that declares service accounts. */
export const SETTING = 'security.serviceAccounts';

const MAKE_ONE = 'make one with: npx backstage-plugin-security-node';

const declaredAccountSchema = createServiceAccountSchema.extend({
  apiKey: z
    .string()
    .min(1, { error: 'is empty', abort: true })
    .refine(isWellFormedApiKey, {
      error: `is not an API key; ${MAKE_ONE}`,
      abort: true,
    })
    .refine(value => !isGuessable(value), {
      error: `can be guessed; ${MAKE_ONE}`,
    })
    .optional(),
  takeOver: z.boolean().optional(),
});

const declaredAccountsSchema = z
  .array(declaredAccountSchema)
  .superRefine((entries, context) => {
    for (const field of ['name', 'apiKey'] as const) {
      const known = new Set<string>();
      for (const [index, { [field]: value }] of entries.entries()) {
        if (value !== undefined && known.has(value)) {
          context.addIssue({
            code: 'custom',
            path: [index, field],
            message: 'is that of another entry, too',
          });
        }
        known.add(value ?? '');
      }
    }
  });

/** An entry of `security.serviceAccounts`. */
export interface DeclaredAccount extends z.infer<typeof declaredAccountSchema> {
  /** Where it stands, such as `security.serviceAccounts[0]`. */
  path: string;
}

/**
 * Backstage itself checks no settings at start.
 *
 * @param argv - tells the files of the configuration, as for Backstage itself
 * @throws InputError that names each wrong path and the reason, and no value
 */
export async function readDeclaredAccounts(
  config: Config,
  argv?: string[],
): Promise<DeclaredAccount[]> {
  const entries = config.getOptional(SETTING);
  if (entries === undefined) {
    return [];
  }
  const unset = await findUnset(config, SETTING, argv);
  if (unset.length > 0) {
    throw new InputError(
      unset
        .map(
          path =>
            `${path}: is empty, because the environment variable that it names is not set`,
        )
        .join('; '),
    );
  }
  const result = declaredAccountsSchema.safeParse(entries);
  if (!result.success) {
    throw new InputError(result.error.issues.map(describe).join('; '));
  }
  return result.data.map((account, index) => ({
    ...account,
    path: `${SETTING}[${index}]`,
  }));
}

function describe(issue: z.core.$ZodIssue): string {
  const path = issue.path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('');
  if (issue.code === 'unrecognized_keys') {
    // Somebody may have put a key where the name belongs.
    const names = issue.keys.filter(key => /^[A-Za-z]{1,40}$/.test(key));
    return `${SETTING}${path}: unknown field ${names.join(', ')}`.trim();
  }
  return `${SETTING}${path}: ${issue.message}`;
}
