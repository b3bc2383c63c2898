import { InputError } from '@backstage/errors';
import { ListAccountsQuery } from 'backstage-plugin-security-common';
import { z } from 'zod';
import { ServiceAccountPosition } from '../serviceAccounts/ServiceAccountStore';

/** Where the next page begins: among the service accounts, or the users. */
export type Cursor =
  | { serviceAccountsAfter: ServiceAccountPosition }
  | { users: { catalogCursor: string | undefined } };

type Ordering = Pick<ListAccountsQuery, 'orderBy' | 'order'>;

// Names and entity refs. Databases refuse some of the other characters.
const plainText = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[!-~]*$/);
const LATEST_DATE = 8.64e15;

const cursorSchema = z.union([
  z.strictObject({
    orderBy: z.string(),
    order: z.string(),
    value: z.union([plainText(200), z.int().nonnegative().max(LATEST_DATE)]),
    name: plainText(63),
  }),
  z.strictObject({
    orderBy: z.string(),
    order: z.string(),
    catalogCursor: z.string().max(4000).optional(),
  }),
]);

export function encodeCursor(cursor: Cursor, ordering: Ordering): string {
  const { orderBy, order } = ordering;
  const content =
    'users' in cursor
      ? { orderBy, order, ...cursor.users }
      : { orderBy, order, ...cursor.serviceAccountsAfter };
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

/** @throws InputError for what is not a cursor of a list in this order */
export function decodeCursor(text: string, ordering: Ordering): Cursor {
  const content = cursorSchema.safeParse(parseJson(text)).data;
  if (
    !content ||
    content.orderBy !== ordering.orderBy ||
    content.order !== ordering.order
  ) {
    throw invalidCursor();
  }
  if (!('name' in content)) {
    return { users: { catalogCursor: content.catalogCursor } };
  }
  const isTime = typeof content.value === 'number';
  if (isTime === ['name', 'owner'].includes(ordering.orderBy)) {
    throw invalidCursor();
  }
  return {
    serviceAccountsAfter: { value: content.value, name: content.name },
  };
}

export function invalidCursor(): InputError {
  return new InputError('cursor: does not belong to this list');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}
