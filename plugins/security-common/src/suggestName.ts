import { serviceAccountNameSchema } from './schemas';

const MAX_LENGTH = 63;

/**
 * The name of a service account that a title, or the like, suggests.
 *
 * @param text - such as `Nightly Build`
 * @returns such as `nightly-build`; empty where the text suggests none
 * @public
 */
export function suggestServiceAccountName(text: string): string {
  const name = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, MAX_LENGTH)
    .replace(/-$/, '');
  return serviceAccountNameSchema.safeParse(name).success ? name : '';
}
