import { z } from 'zod';
import { accountSchema, accountTypeSchema } from './accounts';
import { queryInteger } from './queryInteger';
import { ownerRefSchema, readableText } from './text';

/**
 * An active key counts as expiring when it ends within this many days.
 *
 * @public
 */
export const EXPIRING_SOON_DAYS = 14;

/**
 * A filter by the state of the newest key.
 *
 * @public
 */
export const keyStatusFilterSchema = z
  .enum(['none', 'active', 'expiring', 'expired', 'revoked'])
  .meta({
    description: `By the newest key; \`active\` includes \`expiring\`, which ends within ${EXPIRING_SOON_DAYS} days`,
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
      'Part of the name, title or owner of a service account or of the hint of its newest key; part of the name of a user',
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
});

/**
 * A filter by the state of the newest key.
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
