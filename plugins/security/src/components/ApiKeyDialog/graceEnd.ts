import { ApiKey } from 'backstage-plugin-security-common';

/** When a key that is replaced now ends: never after its own end. */
export function graceEnd({ expiresAt }: ApiKey, graceSeconds: number): string {
  const end = Date.now() + graceSeconds * 1000;
  return new Date(
    expiresAt ? Math.min(end, Date.parse(expiresAt)) : end,
  ).toISOString();
}
