import { z } from 'zod';
import { holdsNoApiKey, NO_API_KEY } from './text';

/**
 * As what calls with the key are made: as the user that the service account
 * is, under the permission policy; or as a service, which the policy is never
 * asked about, and which only the restrictions bind.
 *
 * @public
 */
export const apiKeyPrincipalSchema = z.enum(['user', 'service']);

/**
 * Whether API keys may call a plugin at all.
 *
 * @public
 */
export function acceptsApiKeys(pluginId: string): boolean {
  return pluginId !== 'security' && pluginId !== 'auth';
}

const pluginIdSchema = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, {
    error: 'must be the id of a plugin, such as catalog',
  })
  .refine(acceptsApiKeys, {
    error: 'the plugins security and auth accept no API key',
  });

const permissionNameSchema = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/, {
    error: 'must be the name of a permission, such as catalog.entity.read',
  })
  .refine(holdsNoApiKey, NO_API_KEY);

/**
 * The plugins that the key may call. Never empty: that would read as none and
 * could be taken for all.
 *
 * @public
 */
export const pluginsSchema = z.array(pluginIdSchema).min(1).max(100);

/**
 * What a service may call, and with which permissions; with all those of a
 * plugin where they are left out.
 *
 * @public
 */
export const restrictionsSchema = z
  .array(
    z.strictObject({
      plugin: pluginIdSchema,
      permissions: z.array(permissionNameSchema).min(1).max(100).optional(),
    }),
  )
  .min(1)
  .max(100)
  .refine(all => new Set(all.map(({ plugin }) => plugin)).size === all.length, {
    error: 'must name each plugin once',
  });

/**
 * As what calls with a key are made.
 *
 * @public
 */
export type ApiKeyPrincipal = z.infer<typeof apiKeyPrincipalSchema>;

/**
 * What a service may call.
 *
 * @public
 */
export type ApiKeyRestrictions = z.infer<typeof restrictionsSchema>;
