import { z } from 'zod';
import {
  apiKeyPrincipalSchema,
  pluginsSchema,
  restrictionsSchema,
} from './reach';

/**
 * What a key learns about itself. Nothing of it is secret.
 *
 * @public
 */
export const apiKeySelfSchema = z.object({
  entityRef: z
    .string()
    .meta({ examples: ['user:service-account/nightly-build'] }),
  ownershipEntityRefs: z.array(z.string()),
  principal: apiKeyPrincipalSchema,
  plugins: pluginsSchema
    .optional()
    .meta({ description: 'The plugins that it may call; all when missing' }),
  restrictions: restrictionsSchema.optional(),
  keyId: z.uuid(),
  hint: z.string(),
  validUntil: z.iso
    .datetime()
    .optional()
    .meta({ description: 'For ever when missing' }),
});

/**
 * What a key learns about itself.
 *
 * @public
 */
export type ApiKeySelf = z.infer<typeof apiKeySelfSchema>;
