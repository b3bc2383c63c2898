import { z } from 'zod';
import { accountSchema, accountTypeSchema } from './accounts';
import { queryInteger } from './queryInteger';
import { ownerRefSchema, readableText } from './text';

/**
 * An account counts as expiring when its last working key ends within this many
 * days.
 *
 * @public
 */
export const EXPIRING_SOON_DAYS = 14;

/**
 * A filter by what is to be said of all keys of an account together.
 *
 * @public
 */
export const keyStatusFilterSchema = z
  .enum([
    'none',
    'active',
    'expiring',
    'retiring',
    'disabled',
    'lost',
    'expired',
    'revoked',
  ])
  .meta({
    description: `\`active\`: a key works; \`expiring\`: a key works, and none for longer than ${EXPIRING_SOON_DAYS} days; \`retiring\`: a key that was replaced works; \`disabled\`, \`lost\`, \`expired\`, \`revoked\`: no key works, and why; \`none\`: there never was one`,
  });

/**
 * What service accounts can be ordered by.
 *
 * @public
 */
export const accountOrderFieldSchema = z.enum(['name', 'owner', 'createdAt']);

/**
 * The query of the list. From a URL, or typed.
 *
 * @public
 */
export const listAccountsQuerySchema = z.strictObject({
  type: accountTypeSchema.optional().meta({ description: 'Only these' }),
  search: readableText({ max: 100 }).optional().meta({
    description:
      'Words, or beginnings of words, of the name, title, owner or owner’s title of a service account, which has all of them; or the hint of one of its keys. Part of the name of a user. Never a key',
  }),
  owner: ownerRefSchema
    .optional()
    .meta({ description: 'Only service accounts have an owner' }),
  keyStatus: keyStatusFilterSchema.optional(),
  orderBy: accountOrderFieldSchema.default('name').meta({
    description:
      'Service accounts come first; users are ordered by name whatever is asked',
  }),
  order: z
    .enum(['asc', 'desc'])
    .default('asc')
    .meta({ description: 'Direction of the order' }),
  limit: queryInteger({ min: 1, max: 100 })
    .prefault(25)
    .meta({ description: 'Accounts on the page' }),
  cursor: z
    .string()
    .max(4096)
    .optional()
    .meta({ description: 'nextCursor of the page before' }),
});

/**
 * A page of the list.
 *
 * @public
 */
export const listAccountsResponseSchema = z.object({
  items: z.array(accountSchema),
  nextCursor: z.string().optional(),
  canCreate: z.boolean().meta({
    description: 'Whether the caller may create service accounts',
  }),
  createRefusal: z
    .enum(['not-permitted', 'permissions-disabled'])
    .optional()
    .meta({ description: 'Why canCreate is false' }),
});

/**
 * A filter by what is to be said of all keys of an account together.
 *
 * @public
 */
export type KeyStatusFilter = z.infer<typeof keyStatusFilterSchema>;

/**
 * What service accounts can be ordered by.
 *
 * @public
 */
export type AccountOrderField = z.infer<typeof accountOrderFieldSchema>;

/**
 * The query of the list with its defaults.
 *
 * @public
 */
export type ListAccountsQuery = z.infer<typeof listAccountsQuerySchema>;

/**
 * The query of the list as a caller gives it.
 *
 * @public
 */
export type ListAccountsRequest = z.input<typeof listAccountsQuerySchema>;

/**
 * A page of the list.
 *
 * @public
 */
export type ListAccountsResponse = z.infer<typeof listAccountsResponseSchema>;
