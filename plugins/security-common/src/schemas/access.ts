import { z } from 'zod';
import { pluginPermissionSchema, portalPluginSchema } from './plugins';
import {
  apiKeyPrincipalSchema,
  pluginsSchema,
  restrictionsSchema,
} from './reach';
import { ownerRefSchema, readableText } from './text';

/**
 * What has to hold of a resource: a rule of the plugin that it belongs to, or
 * several of them together.
 *
 * @public
 */
export type AccessCondition =
  | {
      rule: string;
      description?: string;
      params?: Record<string, unknown>;
    }
  | { anyOf: AccessCondition[] }
  | { allOf: AccessCondition[] }
  | { not: AccessCondition };

/**
 * What a plugin says of a rule, in the words of its authors.
 *
 * @public
 */
export const ruleDescriptionSchema = readableText({ max: 500 });

/**
 * What has to hold of a resource.
 *
 * @public
 */
export const accessConditionSchema: z.ZodType<AccessCondition> = z
  .union([
    z.object({
      rule: z.string().meta({ examples: ['IS_ENTITY_OWNER'] }),
      description: ruleDescriptionSchema
        .optional()
        .meta({ description: 'What the plugin of the rule says of it' }),
      params: z.record(z.string(), z.unknown()).optional(),
    }),
    z.object({
      get anyOf() {
        return z.array(accessConditionSchema);
      },
    }),
    z.object({
      get allOf() {
        return z.array(accessConditionSchema);
      },
    }),
    z.object({
      get not() {
        return accessConditionSchema;
      },
    }),
  ])
  .meta({ description: 'What has to hold of a resource' });

const ruledOutBySchema = z
  .enum(['no-api-keys', 'plugins', 'restrictions'])
  .optional()
  .meta({
    description:
      'What keeps the key out whatever the policy says: the plugin takes no API keys, the list of plugins of the account, or its restrictions. Plugins that it may call can still call others for it',
  });

/**
 * A permission, and what the policy says of it for an account.
 *
 * @public
 */
export const permissionAccessSchema = pluginPermissionSchema.extend({
  decision: z
    .enum(['allowed', 'denied', 'conditional', 'undecided', 'not-asked'])
    .meta({
      description:
        '`conditional`: where `conditions` hold; `undecided`: see `reason`; `not-asked`: the policy does not decide, see `decidedBy`',
    }),
  conditions: accessConditionSchema.optional(),
  reason: z.enum(['failed', 'timeout', 'unknown-rule']).optional().meta({
    description:
      'Why it is undecided: the policy failed or gave no answer that can be used, did not answer in time, or names a rule that the plugin lacks',
  }),
  ruledOutBy: ruledOutBySchema,
});

/**
 * A plugin, and what an account may do there.
 *
 * @public
 */
export const pluginAccessSchema = portalPluginSchema
  .pick({ pluginId: true, status: true })
  .extend({
    ruledOutBy: ruledOutBySchema,
    permissions: z.array(permissionAccessSchema),
  });

/**
 * What an account may do, by the permissions that plugins register.
 *
 * @public
 */
export const accessReportSchema = z.object({
  entityRef: z.string(),
  version: z.int().meta({ description: 'Of the account' }),
  decidedBy: z.enum(['policy', 'restrictions', 'nothing']).meta({
    description:
      '`restrictions`: the account acts as a service, about which the policy is never asked; `nothing`: permission.enabled is not true, so every plugin allows everything unasked',
  }),
  plugins: z.array(pluginAccessSchema),
});

/**
 * The body that asks what an account could do if it were changed: what is left
 * out stays.
 *
 * @public
 */
export const previewAccessSchema = z
  .strictObject({
    ownerRef: ownerRefSchema.optional(),
    principal: apiKeyPrincipalSchema.optional(),
    plugins: pluginsSchema
      .nullable()
      .optional()
      .meta({ description: 'null for all plugins' }),
    restrictions: restrictionsSchema.optional(),
  })
  .refine(changes => Object.keys(changes).length > 0, {
    error:
      'must change at least one of ownerRef, principal, plugins, restrictions',
  });

/**
 * What a change of the account does to a line: nothing, more, less, or
 * something else.
 *
 * @public
 */
export const accessChangeSchema = z
  .enum(['same', 'gained', 'lost', 'changed', 'unknown'])
  .meta({
    description:
      'Against now, with `ruledOutBy`; `changed`: under other conditions; `unknown`: it is undecided now or then',
  });

/**
 * A permission, and what would be another one of it for a changed account.
 *
 * @public
 */
export const permissionPreviewSchema = permissionAccessSchema.extend({
  change: accessChangeSchema,
  dependsOnName: z.boolean().optional().meta({
    description:
      'True where the policy, as things are now, says something else of the account than of `askedAs`: it looks at the name, so it may say something else once this is saved',
  }),
});

/**
 * A plugin, and what would be another one there for a changed account.
 *
 * @public
 */
export const pluginPreviewSchema = pluginAccessSchema.extend({
  change: accessChangeSchema.meta({
    description: 'Whether the key may call the plugin, against now',
  }),
  permissions: z.array(permissionPreviewSchema),
});

/**
 * What an account could do if it were changed.
 *
 * @public
 */
export const accessPreviewSchema = accessReportSchema.extend({
  askedAs: z.string().optional().meta({
    description:
      'Whom the policy saw instead of the account, where it would have another owner. No account can have this name',
  }),
  plugins: z.array(pluginPreviewSchema),
});

/**
 * A permission, and what the policy says of it for an account.
 *
 * @public
 */
export type PermissionAccess = z.infer<typeof permissionAccessSchema>;

/**
 * A plugin, and what an account may do there.
 *
 * @public
 */
export type PluginAccess = z.infer<typeof pluginAccessSchema>;

/**
 * What an account may do.
 *
 * @public
 */
export type AccessReport = z.infer<typeof accessReportSchema>;

/**
 * A permission, and what would be another one of it for a changed account.
 *
 * @public
 */
export type PermissionPreview = z.infer<typeof permissionPreviewSchema>;

/**
 * A plugin, and what would be another one there for a changed account.
 *
 * @public
 */
export type PluginPreview = z.infer<typeof pluginPreviewSchema>;

/**
 * How an account would be changed.
 *
 * @public
 */
export type PreviewAccess = z.infer<typeof previewAccessSchema>;

/**
 * What an account could do if it were changed.
 *
 * @public
 */
export type AccessPreview = z.infer<typeof accessPreviewSchema>;

/**
 * What a change of the account does to a line.
 *
 * @public
 */
export type AccessChange = z.infer<typeof accessChangeSchema>;
