import { z } from 'zod';

const permissionTextSchema = z
  .string()
  .min(1)
  .max(200)
  // What other plugins call their permissions is shown and compared.
  .regex(/^[\x20-\x7e]+$/);

/**
 * A permission that a plugin registers.
 *
 * @public
 */
export const pluginPermissionSchema = z.object({
  name: permissionTextSchema.meta({ examples: ['catalog.entity.read'] }),
  action: z.enum(['create', 'read', 'update', 'delete']).optional(),
  resourceType: permissionTextSchema
    .optional()
    .meta({ description: 'Where it is decided for each resource' }),
});

/**
 * A plugin of the portal.
 *
 * @public
 */
export const portalPluginSchema = z.object({
  pluginId: z
    .string()
    .max(100)
    .meta({ examples: ['catalog'] }),
  acceptsApiKeys: z.boolean().meta({
    description:
      'Whether API keys may call it: `security` and `auth` take none',
  }),
  status: z.enum(['ok', 'none', 'unavailable']).meta({
    description:
      '`none`: it registers no permissions; `unavailable`: it did not answer in time, or not as expected',
  }),
  permissions: z.array(pluginPermissionSchema).max(1000),
});

/**
 * The plugins of the portal that the backend knows, by id.
 *
 * @public
 */
export const listPluginsResponseSchema = z.object({
  items: z.array(portalPluginSchema),
});

/**
 * A permission that a plugin registers.
 *
 * @public
 */
export type PluginPermission = z.infer<typeof pluginPermissionSchema>;

/**
 * A plugin of the portal.
 *
 * @public
 */
export type PortalPlugin = z.infer<typeof portalPluginSchema>;

/**
 * The plugins of the portal that the backend knows.
 *
 * @public
 */
export type ListPluginsResponse = z.infer<typeof listPluginsResponseSchema>;
