import { ApiKey, ApiKeyPolicy } from 'backstage-plugin-security-common';

const DAY_SECONDS = 24 * 60 * 60;

/** When a key that is replaced now ends: never after its own end. */
export function graceEnd({ expiresAt }: ApiKey, graceSeconds: number): string {
  const end = Date.now() + graceSeconds * 1000;
  return new Date(
    expiresAt ? Math.min(end, Date.parse(expiresAt)) : end,
  ).toISOString();
}

/**
 * For how long a key is to work on unless somebody chooses otherwise: a day, or
 * what the portal allows, when it is in use, and not at all when it is not.
 */
export function usualGraceSeconds(
  { status, lastUsedAt }: ApiKey,
  { maxGraceSeconds }: ApiKeyPolicy,
): number {
  const isInUse =
    status === 'active' &&
    lastUsedAt !== undefined &&
    Date.now() - Date.parse(lastUsedAt) < DAY_SECONDS * 1000;
  return isInUse ? Math.min(DAY_SECONDS, maxGraceSeconds) : 0;
}
