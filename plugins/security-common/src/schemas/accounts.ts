import { z } from 'zod';
import { SERVICE_ACCOUNT_NAMESPACE } from '../serviceAccounts';
import {
  apiKeyPolicySchema,
  apiKeySchema,
  apiKeyStatusSchema,
} from './apiKeys';
import {
  apiKeyPrincipalSchema,
  pluginsSchema,
  restrictionsSchema,
} from './reach';
import { queryInteger } from './queryInteger';
import { refusalSchema } from './refusals';
import {
  holdsNoApiKey,
  NO_API_KEY,
  ownerRefSchema,
  readableText,
} from './text';

/**
 * A service account's name: 2 to 63 lower-case letters, digits and single
 * hyphens. Lower case alone, so that no two names differ by case or by
 * characters that look alike.
 *
 * @public
 */
export const serviceAccountNameSchema = z
  .string()
  .min(2)
  .max(63)
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, {
    error:
      'must start with a letter and consist of lower-case letters, digits and single hyphens',
  })
  .meta({
    description:
      'Lower-case letters, digits and single hyphens; starts with a letter',
    examples: ['nightly-build'],
  });

const titleSchema = readableText({ max: 100 }).meta({
  description: 'A name for people; empty for none',
});
const descriptionSchema = readableText({ max: 500, multiline: true }).meta({
  description: 'What the account is for; empty for none',
});

/**
 * A disabled account keeps its newest key, which does not work meanwhile; keys
 * in their grace period end for good.
 *
 * @public
 */
export const serviceAccountStatusSchema = z.enum(['active', 'disabled']);

/**
 * A person, or a machine.
 *
 * @public
 */
export const accountTypeSchema = z.enum(['user', 'service-account']);

/**
 * The body that creates a service account.
 *
 * @public
 */
export const createServiceAccountSchema = z.strictObject({
  name: serviceAccountNameSchema,
  title: titleSchema.optional(),
  description: descriptionSchema.optional(),
  ownerRef: ownerRefSchema,
  principal: apiKeyPrincipalSchema.optional(),
  plugins: pluginsSchema.optional(),
  restrictions: restrictionsSchema.optional(),
});

/**
 * The body that changes a service account: what is left out stays.
 *
 * @public
 */
export const updateServiceAccountSchema = z
  .strictObject({
    version: z
      .int()
      .min(1)
      .meta({ description: 'The version that the change is based on' }),
    title: titleSchema.optional(),
    description: descriptionSchema.optional(),
    ownerRef: ownerRefSchema.optional(),
    status: serviceAccountStatusSchema.optional(),
    principal: apiKeyPrincipalSchema.optional(),
    plugins: pluginsSchema
      .nullable()
      .optional()
      .meta({ description: 'null for all plugins' }),
    restrictions: restrictionsSchema.optional(),
  })
  .refine(({ version: _, ...changes }) => Object.keys(changes).length > 0, {
    error:
      'must change at least one of title, description, ownerRef, status, principal, plugins, restrictions',
  });

/**
 * The query that deletes a service account.
 *
 * @public
 */
export const deleteServiceAccountQuerySchema = z.strictObject({
  version: queryInteger({ min: 1 }).meta({
    description: 'The version that the caller saw',
  }),
});

// PostgreSQL refuses NUL.
const pathPartSchema = z
  .string()
  .min(1)
  .max(63)
  .refine(text => !text.includes('\0'), { error: 'must not contain NUL' })
  .refine(holdsNoApiKey, NO_API_KEY);

const accountNameSchema = pathPartSchema.meta({
  description: 'Name of the account',
  examples: ['nightly-build'],
});

/**
 * The part of a path that names an account.
 *
 * @public
 */
export const accountPathSchema = z.strictObject({
  namespace: pathPartSchema.meta({
    description: `\`${SERVICE_ACCOUNT_NAMESPACE}\`, or the catalog namespace of a user`,
    examples: [SERVICE_ACCOUNT_NAMESPACE],
  }),
  name: accountNameSchema,
});

/**
 * The part of a path that names a service account.
 *
 * @public
 */
export const serviceAccountPathSchema = z.strictObject({
  name: accountNameSchema,
});

/**
 * What the caller may do with a service account.
 *
 * @public
 */
export const accountAccessSchema = z
  .object({
    canConfigureApiKey: z.boolean(),
    canRevokeApiKey: z.boolean(),
    canUpdate: z.boolean(),
    canDelete: z.boolean(),
    canBecomeService: z.boolean(),
    apiKeyRefusal: z
      .enum(['not-permitted', 'permissions-disabled', 'guest'])
      .optional()
      .meta({
        description:
          'Why canConfigureApiKey is false; permissions-disabled keeps everything from being changed',
      }),
    refusals: z.array(refusalSchema).optional().meta({
      description:
        'The permissions that the policy does not give the caller for this account; the list leaves out those that it simply denies',
    }),
  })
  .meta({ description: 'What the caller may do with the account' });

/**
 * The account of a person, from the catalog.
 *
 * @public
 */
export const userAccountSchema = z.object({
  type: z.literal('user'),
  entityRef: z.string(),
  namespace: z.string(),
  name: z.string(),
  title: z.string().optional(),
});

/**
 * What is to be said of all keys of an account together: `active` when its
 * newest key works, `retiring` when only one that was replaced still does,
 * `none` when it never had one, and otherwise what keeps its keys from working.
 *
 * @public
 */
export const accountKeyStatusSchema = z.enum([
  'none',
  ...apiKeyStatusSchema.options,
]);

/**
 * Whether the account can call the portal, until when at the latest, and when
 * it last did.
 *
 * @public
 */
export const accountKeyStateSchema = z.object({
  status: accountKeyStatusSchema,
  workingKeys: z.int().meta({ description: 'How many of its keys work now' }),
  worksUntil: z.iso.datetime().optional().meta({
    description:
      'When the last of them ends by itself; missing when none works, and when one never ends',
  }),
  lastUsedAt: z.iso.datetime().optional().meta({
    description:
      'When any of them was last used; when none works: when the newest key was',
  }),
  lastUsedPlugin: z
    .string()
    .optional()
    .meta({ description: 'The plugin that was called then' }),
});

/**
 * A service account as the list shows it.
 *
 * @public
 */
export const serviceAccountSchema = z.object({
  type: z.literal('service-account'),
  entityRef: z.string(),
  namespace: z.literal(SERVICE_ACCOUNT_NAMESPACE),
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  ownerRef: z.string(),
  ownerTitle: z
    .string()
    .optional()
    .meta({ description: 'What the catalog calls the owner, as far as known' }),
  ownerMissingSince: z.iso.datetime().optional().meta({
    description:
      'Since when the catalog does not know the owner any more; missing while it does, and while that is not certain',
  }),
  status: serviceAccountStatusSchema,
  principal: apiKeyPrincipalSchema,
  plugins: pluginsSchema.optional(),
  restrictions: restrictionsSchema.optional(),
  managedBy: z.enum(['config', 'former-config']).optional().meta({
    description:
      'config: by security.serviceAccounts of the configuration, and read-only here. former-config: its entry is gone; it comes back with it unless somebody changes the account',
  }),
  apiKeyManagedBy: z.literal('config').optional().meta({
    description:
      'config: the configuration gives the key, so that none is generated and rotated here',
  }),
  version: z.int(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
  apiKey: apiKeySchema
    .optional()
    .meta({ description: 'The newest key, whether it still works or not' }),
  keyState: accountKeyStateSchema,
  access: accountAccessSchema,
});

/**
 * An account as the list shows it.
 *
 * @public
 */
export const accountSchema = z.discriminatedUnion('type', [
  serviceAccountSchema,
  userAccountSchema,
]);

/**
 * A service account with the history of its keys.
 *
 * @public
 */
export const serviceAccountDetailsSchema = serviceAccountSchema.extend({
  apiKeys: z
    .array(apiKeySchema)
    .meta({ description: 'Newest first, at most 50, without their values' }),
  apiKeyPolicy: apiKeyPolicySchema,
});

/**
 * An account with all that the module knows of it.
 *
 * @public
 */
export const accountDetailsSchema = z.discriminatedUnion('type', [
  serviceAccountDetailsSchema,
  userAccountSchema,
]);

/**
 * The type of an account.
 *
 * @public
 */
export type AccountType = z.infer<typeof accountTypeSchema>;

/**
 * The status of a service account.
 *
 * @public
 */
export type ServiceAccountStatus = z.infer<typeof serviceAccountStatusSchema>;

/**
 * A service account to be created.
 *
 * @public
 */
export type CreateServiceAccount = z.infer<typeof createServiceAccountSchema>;

/**
 * A change of a service account.
 *
 * @public
 */
export type UpdateServiceAccount = z.infer<typeof updateServiceAccountSchema>;

/**
 * What is to be said of all keys of an account together, in a word.
 *
 * @public
 */
export type AccountKeyStatus = z.infer<typeof accountKeyStatusSchema>;

/**
 * What is to be said of all keys of an account together.
 *
 * @public
 */
export type AccountKeyState = z.infer<typeof accountKeyStateSchema>;

/**
 * What the caller may do with a service account.
 *
 * @public
 */
export type AccountAccess = z.infer<typeof accountAccessSchema>;

/**
 * The account of a person.
 *
 * @public
 */
export type UserAccount = z.infer<typeof userAccountSchema>;

/**
 * The account of a machine.
 *
 * @public
 */
export type ServiceAccount = z.infer<typeof serviceAccountSchema>;

/**
 * An account of a person or of a machine.
 *
 * @public
 */
export type Account = z.infer<typeof accountSchema>;

/**
 * A service account with the history of its keys.
 *
 * @public
 */
export type ServiceAccountDetails = z.infer<typeof serviceAccountDetailsSchema>;

/**
 * An account with all that the module knows of it.
 *
 * @public
 */
export type AccountDetails = z.infer<typeof accountDetailsSchema>;
