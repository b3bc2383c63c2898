import { z } from 'zod';
import { SERVICE_ACCOUNT_NAMESPACE } from '../serviceAccounts';
import { apiKeySchema } from './apiKeys';
import { queryInteger } from './queryInteger';
import { ownerRefSchema, readableText } from './text';

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

/** @public */
export const serviceAccountStatusSchema = z.enum(['active', 'disabled']);

/** @public */
export const accountTypeSchema = z.enum(['user', 'service-account']);

/** @public */
export const createServiceAccountSchema = z.strictObject({
  name: serviceAccountNameSchema,
  title: titleSchema.optional(),
  description: descriptionSchema.optional(),
  ownerRef: ownerRefSchema,
});

/** @public */
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
  })
  .refine(({ version: _, ...changes }) => Object.keys(changes).length > 0, {
    error: 'must change at least one of title, description, ownerRef, status',
  });

/** @public */
export const deleteServiceAccountQuerySchema = z.strictObject({
  version: queryInteger({ min: 1 }).meta({
    description: 'The version that the caller saw',
  }),
});

const accountNameSchema = z
  .string()
  .min(1)
  .max(63)
  .meta({ description: 'Name of the account', examples: ['nightly-build'] });

/** @public */
export const accountPathSchema = z.strictObject({
  namespace: z
    .string()
    .min(1)
    .max(63)
    .meta({
      description: `\`${SERVICE_ACCOUNT_NAMESPACE}\`, or the catalog namespace of a user`,
      examples: [SERVICE_ACCOUNT_NAMESPACE],
    }),
  name: accountNameSchema,
});

/** @public */
export const serviceAccountPathSchema = z.strictObject({
  name: accountNameSchema,
});

/** @public */
export const accountAccessSchema = z
  .object({
    canConfigureApiKey: z.boolean(),
    canUpdate: z.boolean(),
    canDelete: z.boolean(),
    apiKeyRefusal: z
      .enum(['not-permitted', 'permissions-disabled', 'guest'])
      .optional()
      .meta({ description: 'Why canConfigureApiKey is false' }),
  })
  .meta({ description: 'What the caller may do with the account' });

/** @public */
export const userAccountSchema = z.object({
  type: z.literal('user'),
  entityRef: z.string(),
  namespace: z.string(),
  name: z.string(),
  title: z.string().optional(),
});

/** @public */
export const serviceAccountSchema = z.object({
  type: z.literal('service-account'),
  entityRef: z.string(),
  namespace: z.literal(SERVICE_ACCOUNT_NAMESPACE),
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  ownerRef: z.string(),
  status: serviceAccountStatusSchema,
  version: z.int(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
  apiKey: apiKeySchema
    .optional()
    .meta({ description: 'The newest key, whether it still works or not' }),
  access: accountAccessSchema,
});

/** @public */
export const accountSchema = z.discriminatedUnion('type', [
  serviceAccountSchema,
  userAccountSchema,
]);

/** @public */
export const serviceAccountDetailsSchema = serviceAccountSchema.extend({
  apiKeys: z
    .array(apiKeySchema)
    .meta({ description: 'Newest first, at most 50, without their values' }),
});

/** @public */
export const accountDetailsSchema = z.discriminatedUnion('type', [
  serviceAccountDetailsSchema,
  userAccountSchema,
]);

/** @public */
export type AccountType = z.infer<typeof accountTypeSchema>;
/** @public */
export type ServiceAccountStatus = z.infer<typeof serviceAccountStatusSchema>;
/** @public */
export type CreateServiceAccount = z.infer<typeof createServiceAccountSchema>;
/** @public */
export type UpdateServiceAccount = z.infer<typeof updateServiceAccountSchema>;
/** @public */
export type AccountAccess = z.infer<typeof accountAccessSchema>;
/** @public */
export type UserAccount = z.infer<typeof userAccountSchema>;
/** @public */
export type ServiceAccount = z.infer<typeof serviceAccountSchema>;
/** @public */
export type Account = z.infer<typeof accountSchema>;
/** @public */
export type ServiceAccountDetails = z.infer<typeof serviceAccountDetailsSchema>;
/** @public */
export type AccountDetails = z.infer<typeof accountDetailsSchema>;
