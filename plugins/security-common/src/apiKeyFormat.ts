/**
 * What every API key starts with: it tells people and secret scanners what
 * they are looking at. The underscore keeps the key selectable by double click.
 *
 * @public
 */
export const API_KEY_PREFIX = 'bsak_';

/**
 * Finds API keys in text: the prefix, 32 random base62 characters and 6 base62
 * characters of CRC-32 over what stands before them. Anything may stand before
 * a key: in `%3Dbsak_…` and `\nbsak_…` it is a letter.
 *
 * @public
 */
export const API_KEY_PATTERN = /bsak_[0-9A-Za-z]{38}\b/;

const HINT_LENGTH = 4;

// A piece of a key is as much of a secret as the whole: with less than this
// behind the prefix nobody can tell it from a name.
const KEY_OR_PIECE = /bsak_[0-9A-Za-z]{8,}/;

/**
 * The only part of a key that is shown outside the Show API Key dialog: its
 * last four characters, as everywhere in the field.
 *
 * @public
 */
export function hintOfApiKey(key: string): string {
  return key.slice(-HINT_LENGTH);
}

/**
 * Looks for an API key, or a good piece of one, in text that somebody typed or
 * pasted where no key belongs.
 *
 * @returns undefined when there is none; the hint, where the key is whole
 * @public
 */
export function findApiKey(
  text: string,
): { hint: string | undefined } | undefined {
  const [whole] = text.match(API_KEY_PATTERN) ?? [];
  if (whole) {
    return { hint: hintOfApiKey(whole) };
  }
  return KEY_OR_PIECE.test(text) ? { hint: undefined } : undefined;
}

/**
 * The text with `[API key]` in place of every key, and of every good piece of
 * one: for logs and audit entries, which keep what somebody put into an
 * address.
 *
 * @public
 */
export function withoutApiKeys(text: string): string {
  const redacted = text.replace(new RegExp(KEY_OR_PIECE, 'g'), '[API key]');
  return findApiKey(decoded(redacted)) ? '[API key]' : redacted;
}

/** A key can be written with `%62` for its first letter. */
function decoded(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}
