import { z } from 'zod';
import { accountSchema, accountTypeSchema } from './accounts';
import { queryFlag } from './queryFlag';
import { queryInteger } from './queryInteger';
import { ownerRefSchema, readableText } from './text';

/**
 * An account counts as expiring when its last working key ends within this many
 * days.
 *
 * @public
 */
export const EXPIRING_SOON_DAYS = 30;

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
    'unused',
    'not-working',
    'disabled',
    'lost',
    'expired',
    'revoked',
  ])
  .meta({
    description: `\`active\`: a key works; \`expiring\`: a key works, and none for longer than ${EXPIRING_SOON_DAYS} days; \`retiring\`: a key that was replaced works; \`unused\`: a key works, and none was used for as long as \`security.unusedAfter\` says, or ever; \`not-working\`: no key works; \`disabled\`, \`lost\`, \`expired\`, \`revoked\`: no key works, and why; \`none\`: there never was one`,
  });

/**
 * What service accounts can be ordered by.
 *
 * @public
 */
export const accountOrderFieldSchema = z
  .enum(['name', 'owner', 'expiresAt', 'lastUsedAt', 'createdAt'])
  .meta({
    description:
      '`expiresAt`: when no key of the account works any more by itself; last what never ends, and what has no key that works. `lastUsedAt`: to five minutes; first what was never used',
  });

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
  mine: queryFlag().optional().meta({
    description:
      'Only service accounts that the caller owns, or a group of the caller does',
  }),
  keyStatus: keyStatusFilterSchema.optional(),
  ownerMissing: queryFlag().optional().meta({
    description:
      'Only service accounts whose owner the catalog does not know any more',
  }),
  figures: queryFlag().optional().meta({
    description:
      'Whether to count the service accounts of the owner that is asked for as well',
  }),
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
 * Up to where {@link accountFiguresSchema} counts: so that it costs the same
 * however many there are.
 *
 * @public
 */
export const MOST_COUNTED = 1000;

const countSchema = z.int().min(0).max(MOST_COUNTED);

/**
 * How many service accounts there are in the states to look after, whatever
 * else is searched or filtered for.
 *
 * @public
 */
export const accountFiguresSchema = z
  .object({
    active: countSchema,
    expiring: countSchema,
    unused: countSchema,
    'not-working': countSchema,
    ownerMissing: countSchema,
    unusedAfterDays: z
      .number()
      .meta({ description: 'After how many days a key counts as unused' }),
  })
  .meta({
    description: `How many service accounts each of these filters finds; ${MOST_COUNTED} means as many or more`,
  });

/**
 * A page of the list.
 *
 * @public
 */
export const listAccountsResponseSchema = z.object({
  items: z.array(accountSchema).meta({
    description:
      'May be fewer than `limit`, or none, though there is a `nextCursor`: of many accounts a page looks at a part',
  }),
  nextCursor: z.string().optional().meta({
    description: 'There is none behind the last account',
  }),
  canCreate: z.boolean().meta({
    description: 'Whether the caller may create service accounts',
  }),
  createRefusal: z
    .enum(['not-permitted', 'permissions-disabled'])
    .optional()
    .meta({ description: 'Why canCreate is false' }),
  figures: accountFiguresSchema
    .optional()
    .meta({ description: 'Where they were asked for' }),
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

/**
 * How many service accounts there are in the states to look after.
 *
 * @public
 */
export type AccountFigures = z.infer<typeof accountFiguresSchema>;
