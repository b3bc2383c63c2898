import { serviceAccountNameSchema } from 'backstage-plugin-security-common';
import { startsApiKey } from '../../searchText';

const MAX_LENGTH = 63;

/**
 * The name that a title suggests; empty where it suggests none. It is asked
 * for at an address, where nothing of a key may get to.
 */
export function suggestName(title: string): string {
  if (startsApiKey(title)) {
    return '';
  }
  const name = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, MAX_LENGTH)
    .replace(/-$/, '');
  return serviceAccountNameSchema.safeParse(name).success ? name : '';
}
