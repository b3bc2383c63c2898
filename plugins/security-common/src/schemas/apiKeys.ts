import { z } from 'zod';

/**
 * What a key is worth now. `active` and `retiring` keys work: a `retiring` one
 * has been replaced, and works until its grace period ends. A `disabled` key
 * would work if its account were enabled, and a `lost` one if the keyring
 * secret were still there that it is found by.
 *
 * @public
 */
export const apiKeyStatusSchema = z.enum([
  'active',
  'retiring',
  'disabled',
  'lost',
  'expired',
  'revoked',
]);

/**
 * What is known of an API key. Never the key.
 *
 * @public
 */
export const apiKeySchema = z.object({
  id: z.uuid(),
  hint: z.string().meta({ description: 'The last four characters of the key' }),
  status: apiKeyStatusSchema,
  canBeShown: z.boolean().meta({
    description:
      'Whether the value is kept: false once the key has ended, and where keys are shown only once',
  }),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  expiresAt: z.iso.datetime().optional(),
  retiresAt: z.iso
    .datetime()
    .optional()
    .meta({ description: 'When the grace period of a replaced key ends' }),
  revokedAt: z.iso.datetime().optional(),
  revokedBy: z.string().optional(),
  lastUsedAt: z.iso.datetime().optional(),
  lastUsedPlugin: z
    .string()
    .optional()
    .meta({ description: 'The plugin that was called then' }),
  timesShown: z.int(),
  lastShownAt: z.iso.datetime().optional(),
  lastShownBy: z.string().optional(),
});

const expiresAtSchema = z.iso
  .datetime({ offset: true })
  .nullable()
  .optional()
  .meta({
    description:
      'When a new key ends: in the future, and no later than the longest lifetime that is configured; null for never, where that is allowed; by default after the default lifetime',
  });

/**
 * The body that asks for the key: nothing.
 *
 * @public
 */
export const showApiKeySchema = z.strictObject({
  expiresAt: expiresAtSchema,
});

/**
 * The body that says which key is meant, so that nobody ends a key that they have not seen.
 *
 * @public
 */
export const selectApiKeySchema = z.strictObject({
  keyId: z.uuid().meta({ description: 'The key that the caller saw' }),
});

/**
 * The body that replaces a key.
 *
 * @public
 */
export const rotateApiKeySchema = selectApiKeySchema.extend({
  expiresAt: expiresAtSchema,
  graceSeconds: z.int().min(1).optional().meta({
    description:
      'For how long the old key goes on working, never beyond its own end; by default it ends at once',
  }),
});

/**
 * The body that ends every key: nothing.
 *
 * @public
 */
export const revokeAllApiKeysSchema = z.strictObject({});

/**
 * What is configured for API keys.
 *
 * @public
 */
export const apiKeyPolicySchema = z.object({
  reveal: z.enum(['always', 'once']),
  defaultLifetimeSeconds: z.number(),
  maxLifetimeSeconds: z.number(),
  canNeverExpire: z.boolean(),
  maxGraceSeconds: z.number(),
  verificationTtlSeconds: z.number().meta({
    description:
      'How long another replica may go on accepting a key that has ended',
  }),
  canBeService: z.boolean().meta({
    description:
      'Whether backend.auth.externalAccess has an entry of the type api-key',
  }),
});

/**
 * An answer that holds a key.
 *
 * @public
 */
export const shownApiKeySchema = z.object({
  value: z.string().meta({ description: 'The API key itself' }),
  generated: z
    .boolean()
    .meta({ description: 'Whether this call made the key' }),
  apiKey: apiKeySchema,
});

/**
 * Why a key cannot be shown or rotated; the field `reason` of the error.
 *
 * @public
 */
export const apiKeyUnavailableReasonSchema = z.enum([
  'account-disabled',
  'expired',
  'shown-once',
  'undecryptable',
]);

/**
 * Whether a key works.
 *
 * @public
 */
export type ApiKeyStatus = z.infer<typeof apiKeyStatusSchema>;

/**
 * What is known of an API key, never the key.
 *
 * @public
 */
export type ApiKey = z.infer<typeof apiKeySchema>;

/**
 * An answer that holds a key.
 *
 * @public
 */
export type ShownApiKey = z.infer<typeof shownApiKeySchema>;

/**
 * Which key to replace, and how.
 *
 * @public
 */
export type RotateApiKey = z.infer<typeof rotateApiKeySchema>;

/**
 * What is configured for API keys.
 *
 * @public
 */
export type ApiKeyPolicy = z.infer<typeof apiKeyPolicySchema>;

/**
 * Why a key cannot be shown or rotated.
 *
 * @public
 */
export type ApiKeyUnavailableReason = z.infer<
  typeof apiKeyUnavailableReasonSchema
>;
