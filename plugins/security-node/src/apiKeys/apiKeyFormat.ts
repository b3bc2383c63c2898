import { API_KEY_PREFIX } from 'backstage-plugin-security-common';
import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM_LENGTH = 32;
const CHECKSUM_LENGTH = 6;
const WELL_FORMED = new RegExp(
  `^${API_KEY_PREFIX}[0-9A-Za-z]{${RANDOM_LENGTH + CHECKSUM_LENGTH}}$`,
);

/**
 * Makes an API key with 190 random bits.
 *
 * @public
 */
export function generateApiKey(): string {
  let body = API_KEY_PREFIX;
  for (let i = 0; i < RANDOM_LENGTH; i++) {
    body += BASE62[randomInt(BASE62.length)];
  }
  return body + checksum(body);
}

/**
 * Whether the text has the form of an API key and its checksum is right. That
 * says nothing of whether the key exists.
 *
 * @public
 */
export function isWellFormedApiKey(text: string): boolean {
  return (
    WELL_FORMED.test(text) &&
    checksum(text.slice(0, -CHECKSUM_LENGTH)) === text.slice(-CHECKSUM_LENGTH)
  );
}

function checksum(body: string): string {
  let rest = crc32(body);
  let digits = '';
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    digits = BASE62[rest % BASE62.length] + digits;
    rest = Math.floor(rest / BASE62.length);
  }
  return digits;
}
