import { findApiKey, withoutApiKeys } from 'backstage-plugin-security-common';

// Pasted text brings these along, and the search does not take them.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** What is left to search for, and what was found in the text. */
export interface SearchText {
  text: string;
  found?: 'key' | 'piece';
}

/**
 * Takes API keys out of what somebody typed or pasted. Of a whole key its hint
 * is left, of a piece nothing: neither belongs into an address or a request.
 */
export function searchTextOf(input: string): SearchText {
  const text = visible(input);
  const found = findApiKey(input) ?? findApiKey(text);
  if (found?.hint) {
    return { text: found.hint, found: 'key' };
  }
  return found || withoutApiKeys(text) !== text
    ? { text: '', found: 'piece' }
    : { text };
}

/** Whether a key begins in the text; no part of one is searched for. */
export function startsApiKey(text: string): boolean {
  return /bsak_\S/.test(text) || searchTextOf(text).found !== undefined;
}

/** The text without what the search does not take. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, '');
}
