import { suggestServiceAccountName } from 'backstage-plugin-security-common';
import { startsApiKey } from '../../searchText';

/**
 * The name that a title suggests; empty where it suggests none. It is asked
 * for at an address, where nothing of a key may get to.
 */
export function suggestName(title: string): string {
  return startsApiKey(title) ? '' : suggestServiceAccountName(title);
}
