import { z } from 'zod';
import { serviceAccountNameSchema } from './accounts';
import { queryInteger } from './queryInteger';

/** How long the answer waits for a change at most, in seconds. */
const LONGEST_WAIT = 20;

/**
 * What the catalog shows of a service account. It is read by whoever may read
 * the catalog, so it holds nothing of keys and of what the account may reach.
 *
 * @public
 */
export const catalogAccountSchema = z.object({
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  ownerRef: z.string(),
});

/** {@inheritDoc catalogAccountSchema} @public */
export type CatalogAccount = z.output<typeof catalogAccountSchema>;

/**
 * The query for a page of all service accounts, of
 * `GET /v1/catalog-feed/accounts`.
 *
 * @public
 */
export const catalogFeedPageQuerySchema = z.strictObject({
  /** `next` of the page before. */
  after: serviceAccountNameSchema.optional(),
});

/**
 * A page of all service accounts, in the order of their names.
 *
 * @public
 */
export const catalogFeedPageSchema = z.object({
  /** Of the record of changes, before the page was read. */
  version: z.int(),
  accounts: z.array(catalogAccountSchema),
  /** Where the next page begins; undefined on the last one. */
  next: z.string().optional(),
});

/** {@inheritDoc catalogFeedPageSchema} @public */
export type CatalogFeedPage = z.output<typeof catalogFeedPageSchema>;

/**
 * The query for what has changed, of `GET /v1/catalog-feed/changes`.
 *
 * @public
 */
export const catalogFeedChangesQuerySchema = z.strictObject({
  since: queryInteger({ min: 0 }),
  /** For how many seconds to wait for a change while there is none. */
  wait: queryInteger({ min: 0, max: LONGEST_WAIT }).prefault(0),
});

/**
 * How the accounts are now that have changed since a version.
 *
 * @public
 */
export const catalogFeedChangesSchema = z.object({
  version: z.int(),
  /** Undefined when it cannot be told: read all pages anew. */
  changes: z
    .object({
      accounts: z.array(catalogAccountSchema),
      /** Names of accounts that are gone. */
      removed: z.array(z.string()),
    })
    .optional(),
});

/** {@inheritDoc catalogFeedChangesSchema} @public */
export type CatalogFeedChanges = z.output<typeof catalogFeedChangesSchema>;
