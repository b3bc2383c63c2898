/*
 * What the search of the list compares. A word is a run of letters and digits,
 * which `-`, `_` and `.` join to longer ones: `team-a` is found by `team-a`,
 * `te` and `a`, and not by `team-b` or `eam`.
 */

/** Longer beginnings are compared with the stored text. */
const LONGEST_BEGINNING = 10;
/** So many beginnings of a search narrow it; further ones are compared. */
const MAX_BEGINNINGS = 8;
const MAX_OWNER_TITLE = 100;

const PART = String.raw`[\p{L}\p{N}\p{M}\u200c\u200d]+`;
const WORDS = new RegExp(
  String.raw`${PART}(?:[-._]+${PART})*|\p{Extended_Pictographic}`,
  'gu',
);
const JOINT = /[-._]+/gu;

/** What is found of an account: words, each with those that end it. */
export function toSearchText(account: {
  name: string;
  title: string | null;
  ownerRef: string;
  ownerTitle: string | null;
}): string {
  const { name, title, ownerRef, ownerTitle } = account;
  const words = [name, title, ownerRef, ownerTitle?.slice(0, MAX_OWNER_TITLE)]
    .flatMap(text => wordsOf(text ?? ''))
    .flatMap(endingsOf);
  return ` ${[...new Set(words)].join(' ')}`;
}

/** The beginnings of its words that an account is found by at once. */
export function beginningsIn(searchText: string): string[] {
  const beginnings = new Set<string>();
  for (const word of searchText.split(' ').filter(Boolean)) {
    const characters = Array.from(word).slice(0, LONGEST_BEGINNING);
    for (let length = 1; length <= characters.length; length++) {
      beginnings.add(characters.slice(0, length).join(''));
    }
  }
  return [...beginnings];
}

/** What a search asks for: an account is found when all of it holds. */
export interface Search {
  /** To be among the beginnings of the account. */
  beginnings: string[];
  /** To be part of its search text, because it is longer. */
  parts: string[];
}

/** @returns undefined for a search without a word, which finds nothing */
export function readSearch(search: string): Search | undefined {
  const words = [...new Set(wordsOf(search))];
  if (words.length === 0) {
    return undefined;
  }
  const all = [...new Set(words.flatMap(word => narrowing(word)))];
  const beginnings = all
    .filter(
      each => !all.some(other => other !== each && other.startsWith(each)),
    )
    .sort((a, b) => b.length - a.length)
    .slice(0, MAX_BEGINNINGS);
  return {
    beginnings,
    parts: words
      .filter(word => !beginnings.some(each => each.startsWith(word)))
      .map(word => ` ${word}`),
  };
}

function narrowing(word: string): string[] {
  const isShort = Array.from(word).length <= LONGEST_BEGINNING;
  return isShort
    ? [word]
    : endingsOf(word).map(ending =>
        Array.from(ending).slice(0, LONGEST_BEGINNING).join(''),
      );
}

// The two sigmas are one letter, whatever ends there.
function wordsOf(text: string): string[] {
  return (
    text.toLowerCase().replace(/ς/g, 'σ').normalize('NFC').match(WORDS) ?? []
  );
}

/** `team-a-1` with `a-1` and `1`. */
function endingsOf(word: string): string[] {
  const starts = [...word.matchAll(JOINT)].map(
    ({ index, 0: joint }) => index + joint.length,
  );
  return [0, ...starts].map(start => word.slice(start));
}
