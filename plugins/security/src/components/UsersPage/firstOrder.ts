import { AccountOrderField } from 'backstage-plugin-security-common';

/** People look for what expires first, and for what was used or made last. */
export function firstOrderOf(orderBy: AccountOrderField): 'asc' | 'desc' {
  return orderBy === 'lastUsedAt' || orderBy === 'createdAt' ? 'desc' : 'asc';
}
