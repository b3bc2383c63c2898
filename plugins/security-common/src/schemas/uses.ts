import { z } from 'zod';

/**
 * A plugin that a service account called with its keys.
 *
 * @public
 */
export const pluginUseSchema = z.object({
  pluginId: z.string().meta({ examples: ['catalog'] }),
  firstUsedAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime(),
  calls: z.int().meta({
    description:
      'How many calls the plugin let in, whatever it answered to them',
  }),
});

/**
 * What a service account called with its keys, those that ended included.
 *
 * @public
 */
export const accountUsesSchema = z.object({
  version: z.int().meta({ description: 'Of the account' }),
  countedSince: z.iso
    .datetime()
    .meta({ description: 'When the account was created' }),
  unusedAfterDays: z.number().meta({
    description:
      'After how many days without a call a plugin counts as unused: `security.unusedAfter`',
  }),
  uses: z
    .array(pluginUseSchema)
    .meta({ description: 'Every plugin that was ever called, by id' }),
  inUse: z.array(z.string()).meta({
    description:
      'The plugins that the account may call, and did in those days, by id',
  }),
  unused: z.array(z.string()).meta({
    description:
      'The plugins that the account may call, and did not in those days, by id',
  }),
});

/**
 * A plugin that a service account called with its keys.
 *
 * @public
 */
export type PluginUse = z.infer<typeof pluginUseSchema>;

/**
 * What a service account called with its keys.
 *
 * @public
 */
export type AccountUses = z.infer<typeof accountUsesSchema>;
