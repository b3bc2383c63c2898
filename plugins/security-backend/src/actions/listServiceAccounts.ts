import {
  keyStatusFilterSchema,
  listAccountsQuerySchema,
} from 'backstage-plugin-security-common';
import { Accounts } from '../users/Accounts';
import { accountQuery, pageOutput, presentPage, toldPage } from './accountPage';
import { PersonActions } from './PersonActions';

/** Lists service accounts. */
export function addListServiceAccounts(
  actions: PersonActions,
  accounts: Accounts,
): void {
  actions.add({
    name: 'list-service-accounts',
    title: 'List service accounts',
    description:
      'Lists the service accounts of the portal in the order of their names: owner, status, what the state of their API keys is and until when they work. Never the value of a key.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    audit: {
      eventId: 'user-fetch',
      severityLevel: 'low',
      meta: { queryType: 'list' },
    },
    told: zod =>
      zod.object({
        search: zod
          .string()
          .max(100)
          .optional()
          .describe(
            'Words, or beginnings of words, of name, title or owner; or the last four characters of a key. Never a key',
          ),
        owner: zod
          .string()
          .max(140)
          .optional()
          .describe(
            'Full entity ref of the group or user that owns them, such as group:default/team-a',
          ),
        keyStatus: zod
          .enum(keyStatusFilterSchema.options as [string, ...string[]])
          .optional()
          .describe(keyStatusFilterSchema.description ?? ''),
        ...toldPage(zod),
      }),
    input: listAccountsQuerySchema.pick({
      search: true,
      owner: true,
      keyStatus: true,
      limit: true,
      cursor: true,
    }),
    output: pageOutput,
    handle: async ({ person, input }) =>
      presentPage(await accounts.list(person, accountQuery(input))),
  });
}
