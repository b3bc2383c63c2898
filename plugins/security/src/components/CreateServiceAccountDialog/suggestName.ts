import { serviceAccountNameSchema } from 'backstage-plugin-security-common';

const MAX_LENGTH = 63;

/** The name that a title suggests; empty where it suggests none. */
export function suggestName(title: string): string {
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
