import { z } from 'zod';

/** @public */
export const apiKeyStatusSchema = z.enum(['active', 'expired', 'revoked']);

/**
 * What is known of an API key. Never the key.
 *
 * @public
 */
export const apiKeySchema = z.object({
  id: z.uuid(),
  hint: z
    .string()
    .meta({ description: 'The last four characters before the checksum' }),
  status: apiKeyStatusSchema,
  canBeShown: z.boolean().meta({
    description:
      'Whether the value is kept: false once the key has ended, and where keys are shown only once',
  }),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  expiresAt: z.iso.datetime().optional(),
  revokedAt: z.iso.datetime().optional(),
  revokedBy: z.string().optional(),
  lastUsedAt: z.iso.datetime().optional(),
  timesShown: z.int(),
  lastShownAt: z.iso.datetime().optional(),
  lastShownBy: z.string().optional(),
});

/** @public */
export const showApiKeySchema = z.strictObject({});

/** @public */
export const selectApiKeySchema = z.strictObject({
  keyId: z.uuid().meta({ description: 'The key that the caller saw' }),
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

/** @public */
export type ApiKeyStatus = z.infer<typeof apiKeyStatusSchema>;
/** @public */
export type ApiKey = z.infer<typeof apiKeySchema>;
/** @public */
export type ShownApiKey = z.infer<typeof shownApiKeySchema>;
/** @public */
export type ApiKeyUnavailableReason = z.infer<
  typeof apiKeyUnavailableReasonSchema
>;
