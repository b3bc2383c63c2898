import { z } from 'zod';

/**
 * What the permission policy lets somebody do who has no rights, as far as this
 * plugin heeds it.
 *
 * @public
 */
export const policyFindingSchema = z.object({
  who: z.enum(['nobody', 'guest']).meta({
    description:
      '`nobody`: a made-up account that belongs to nobody; `guest`: whoever is signed in as the guest',
  }),
  permissions: z.array(
    z.object({
      name: z.string().meta({ examples: ['security.configuration.read'] }),
      decision: z.enum(['allowed', 'conditional', 'undecided']).meta({
        description:
          '`conditional`: for some of the accounts that there are; `undecided`: the policy failed, did not answer in time, or not in a way that can be used',
      }),
    }),
  ),
});

/**
 * What is found when the permission policy is checked.
 *
 * @public
 */
export const policyCheckUpSchema = z.object({
  checkedAt: z.iso.datetime(),
  status: z.enum(['decided', 'undecided', 'not-asked']).meta({
    description:
      '`undecided`: something could not be decided; `not-asked`: permission.enabled is not true, so there is no policy to ask',
  }),
  findings: z.array(policyFindingSchema).meta({
    description: 'Without whom the policy lets do nothing; none is good',
  }),
  dangerousSettings: z.array(z.string()).meta({
    description:
      'Settings of the backend that are on and whose name says that they are dangerous',
    examples: [['security.dangerouslyAllowGuest']],
  }),
  policiesUrl: z.string().optional().meta({
    description:
      'Where policies to copy are explained, if the packages know where they come from',
  }),
});

/**
 * What the permission policy lets somebody do who has no rights.
 *
 * @public
 */
export type PolicyFinding = z.infer<typeof policyFindingSchema>;

/**
 * What is found when the permission policy is checked.
 *
 * @public
 */
export type PolicyCheckUp = z.infer<typeof policyCheckUpSchema>;
