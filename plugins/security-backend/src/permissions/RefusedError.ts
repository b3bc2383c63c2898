import { NotAllowedError } from '@backstage/errors';
import { conditionText, Refusal } from 'backstage-plugin-security-common';

/**
 * The caller lacks all of these permissions, of which one would do; the
 * message and the answer's `refusals` say what is known of why.
 */
export class RefusedError extends NotAllowedError {
  readonly refusals: Refusal[];

  /** @param where - added where it is not about the account as it is now */
  constructor(refusals: Refusal[], where: string = '') {
    super(inWords(refusals, where));
    this.refusals = refusals;
  }
}

function inWords(refusals: Refusal[], where: string): string {
  const names = refusals.map(({ permission }) => permission).join(' or ');
  return [
    `You need the permission ${names}${where && ` ${where}`}`,
    ...refusals.flatMap(reason),
  ].join('. ');
}

function reason({ permission, unmet, undecided }: Refusal): string[] {
  if (undecided) {
    return [
      `Whether you have ${permission} could not be decided: a condition of the policy could not be applied`,
    ];
  }
  return unmet
    ? [
        `The policy gives ${permission} on a condition that does not hold: ${conditionText(
          unmet,
        )}`,
      ]
    : [];
}
