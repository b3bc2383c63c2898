import { ExternalAccessEntry } from 'backstage-plugin-security-common';

/** What tells the entry from others, for people: never the token. */
export function tokenLabel({
  subject,
  jwks,
  setting,
}: ExternalAccessEntry): string {
  return subject ?? jwks?.url ?? setting;
}
