import { z } from 'zod';
import { accessConditionSchema } from './access';

/**
 * A permission that the caller lacks, and what is known of why. With neither
 * `unmet` nor `undecided` the policy denies it.
 *
 * @public
 */
export const refusalSchema = z
  .object({
    permission: z
      .string()
      .meta({ examples: ['security.service-account.update'] }),
    unmet: accessConditionSchema.optional().meta({
      description:
        'The policy allows it on conditions: those that do not hold of the account. Long parameters are cut short, and the list of accounts has the names of the rules alone',
    }),
    undecided: z.literal(true).optional().meta({
      description: 'A condition of the policy could not be applied',
    }),
  })
  .meta({ description: 'A permission that the caller lacks' });

/**
 * A permission that the caller lacks, and what is known of why.
 *
 * @public
 */
export type Refusal = z.infer<typeof refusalSchema>;
