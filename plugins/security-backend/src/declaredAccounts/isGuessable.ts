import { API_KEY_PREFIX } from 'backstage-plugin-security-common';

const RANDOM_LENGTH = 32;
// Of 32 random characters of 62, about 25 differ, and one or two follow their
// neighbour in the alphabet. Fewer or more than this do not happen.
const MIN_DISTINCT = 12;
const MAX_IN_ORDER = 15;

/**
 * Whether a key of the right form was likely typed rather than made: few
 * different characters, a text twice, or the alphabet.
 */
export function isGuessable(apiKey: string): boolean {
  const random = apiKey.slice(
    API_KEY_PREFIX.length,
    API_KEY_PREFIX.length + RANDOM_LENGTH,
  );
  const half = RANDOM_LENGTH / 2;
  const inOrder = Array.from(random).filter(
    (_, i) =>
      i > 0 && Math.abs(random.charCodeAt(i) - random.charCodeAt(i - 1)) === 1,
  );
  return (
    new Set(random).size < MIN_DISTINCT ||
    random.slice(0, half) === random.slice(half) ||
    inOrder.length > MAX_IN_ORDER
  );
}
