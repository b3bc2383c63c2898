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
