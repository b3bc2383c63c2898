import {
  ListAccountsQuery,
  listAccountsQuerySchema,
  ListAccountsResponse,
  listAccountsResponseSchema,
} from 'backstage-plugin-security-common';
import { Zod3 } from './PersonActions';

/** What asks for a page, for every action that answers with one. */
export const pageInput = listAccountsQuerySchema.pick({
  limit: true,
  cursor: true,
});

/** The same for callers. */
export function toldPage(zod: Zod3) {
  return {
    limit: zod
      .number()
      .int()
      .min(1)
      .max(100)
      .default(25)
      .describe('Accounts on the page'),
    cursor: zod
      .string()
      .max(4096)
      .optional()
      .describe('nextCursor of the page before, with the same filters'),
  };
}

/** A page, for callers. */
export function pageOutput(zod: Zod3) {
  return zod.object({
    accounts: zod
      .array(zod.record(zod.unknown()))
      .describe(
        'Service accounts as GET /v1/users of the HTTP API answers them, with the newest key but without its value. May be fewer than limit, or none, though there is a nextCursor',
      ),
    nextCursor: zod
      .string()
      .optional()
      .describe('Asks for the next page; missing on the last'),
  });
}

/** Service accounts of the list, without anybody else. */
export function accountQuery(
  query: Pick<ListAccountsQuery, 'limit' | 'cursor'> &
    Partial<ListAccountsQuery>,
): ListAccountsQuery {
  return { orderBy: 'name', order: 'asc', ...query, type: 'service-account' };
}

/** The page as the API answers it. */
export function presentPage(
  page: Pick<ListAccountsResponse, 'items' | 'nextCursor'>,
) {
  const { items, nextCursor } = listAccountsResponseSchema
    .pick({ items: true, nextCursor: true })
    .parse(page);
  return { accounts: items, nextCursor };
}
