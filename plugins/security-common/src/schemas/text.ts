import { z } from 'zod';
import { findApiKey } from '../apiKeyFormat';

// Control and format characters can hide or reorder what a person reads, and
// NUL is refused by PostgreSQL but not by SQLite. The two zero-width joiners
// stay: several scripts and most emoji need them. The Hangul fillers are letters
// that nobody sees.
const HIDDEN =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|(?![\u200c\u200d])\p{Cf}/u;
const HIDDEN_BUT_LINE_BREAKS =
  /(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|(?![\u200c\u200d])\p{Cf}/u;

/**
 * For text that is kept, listed, logged or handed on to other plugins. It is
 * easy to paste a key into the wrong field.
 */
export function holdsNoApiKey(text: string): boolean {
  return !findApiKey(text);
}

export const NO_API_KEY = {
  error: 'must not hold an API key; its last four characters tell which it is',
};

/**
 * Text that people read: NFC, trimmed, without control characters, lone
 * surrogates or characters that change the direction of the text.
 */
export function readableText(options: { max: number; multiline?: boolean }) {
  const hidden = options.multiline ? HIDDEN_BUT_LINE_BREAKS : HIDDEN;
  return z
    .string()
    .max(options.max)
    .refine(text => !hidden.test(text), {
      error: options.multiline
        ? 'must not contain control or invisible characters other than line breaks'
        : 'must be one line without control or invisible characters',
    })
    .refine(holdsNoApiKey, NO_API_KEY)
    .overwrite(text => text.normalize('NFC').trim())
    .max(options.max);
}

const ENTITY_NAME = '[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?';
const OWNER_REF = new RegExp(
  `^(?:group|user):${ENTITY_NAME}/${ENTITY_NAME}$`,
  'i',
);

/**
 * The full entity ref of a group or a user, in lower case as Backstage
 * compares them. A service account cannot own another one.
 */
export const ownerRefSchema = z
  .string()
  .max(140)
  .regex(OWNER_REF, {
    error:
      'must be the full entity ref of a group or a user, such as group:default/team-a',
  })
  .refine(holdsNoApiKey, NO_API_KEY)
  .overwrite(ref => ref.toLocaleLowerCase('en-US'))
  .refine(ref => !ref.startsWith('user:service-account/'), {
    error: 'must not be a service account',
  })
  .meta({
    description: 'Entity ref of the group or user that owns it',
    examples: ['group:default/team-a'],
  });
