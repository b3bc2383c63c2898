import {
  Account,
  ListAccountsResponse,
} from 'backstage-plugin-security-common';
import { z } from 'zod';
import { Accounts } from '../users/Accounts';
import {
  accountQuery,
  pageInput,
  pageOutput,
  presentPage,
  toldPage,
} from './accountPage';
import { PersonActions } from './PersonActions';

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_DAYS = 36500;

const inputSchema = pageInput
  .extend({
    expireWithinDays: z.int().min(1).max(MOST_DAYS).optional(),
    unused: z.boolean().optional(),
  })
  .refine(({ expireWithinDays, unused }) => expireWithinDays || unused, {
    error: 'must hold expireWithinDays or unused',
  });

/** Finds accounts by what is to be looked after of their keys. */
export function addFindApiKeys(
  actions: PersonActions,
  accounts: Accounts,
): void {
  actions.add({
    name: 'find-api-keys',
    title: 'Find API keys that expire or are unused',
    description:
      'Finds service accounts whose API keys work now and all expire within some days, first what expires first; or whose keys work and nobody uses, first what was used longest ago. With both, those that are unused and expire. Never the value of a key.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    audit: {
      eventId: 'user-fetch',
      severityLevel: 'low',
      meta: { queryType: 'list' },
    },
    told: zod =>
      zod.object({
        expireWithinDays: zod
          .number()
          .int()
          .min(1)
          .max(MOST_DAYS)
          .optional()
          .describe('No key of the account works for longer than this'),
        unused: zod
          .boolean()
          .optional()
          .describe(
            'No key of the account was used for as long as security.unusedAfter says (90 days by default), or ever',
          ),
        ...toldPage(zod),
      }),
    input: inputSchema,
    output: pageOutput,
    async handle({ person, input }) {
      const { expireWithinDays, unused, ...page } = input;
      const found = await accounts.list(
        person,
        accountQuery({
          ...page,
          keyStatus: unused ? 'unused' : 'active',
          orderBy: expireWithinDays ? 'expiresAt' : 'lastUsedAt',
        }),
      );
      return presentPage(
        expireWithinDays ? endedBy(found, expireWithinDays) : found,
      );
    },
  });
}

/** Of a page in the order of expiry what expires in time, and no more pages. */
function endedBy(page: ListAccountsResponse, days: number) {
  const latest = Date.now() + days * DAY_MS;
  const items = page.items.filter(account => endOf(account) <= latest);
  const isLast = items.length < page.items.length;
  return { items, nextCursor: isLast ? undefined : page.nextCursor };
}

function endOf(account: Account): number {
  return account.type === 'service-account' && account.keyState.worksUntil
    ? Date.parse(account.keyState.worksUntil)
    : Infinity;
}
