import {
  API_KEY_PATTERN,
  API_KEY_PREFIX,
  findApiKey,
  hintOfApiKey,
  withoutApiKeys,
} from './apiKeyFormat';

// In the form of a key, with a checksum that is wrong.
const KEY = `${API_KEY_PREFIX}${'aB3'.repeat(12)}zZ`;

describe('API_KEY_PATTERN', () => {
  it.each([
    ['alone', KEY],
    ['in a header', `Authorization: Bearer ${KEY}`],
    ['in a variable', `export API_KEY=${KEY}`],
    ['in JSON', `{"key":"${KEY}"}`],
    ['in YAML', `key: '${KEY}' # mine`],
    ['in a URL', `https://user:${KEY}@example.com/?key=${KEY}&x=1`],
    ['at the end of a sentence', `It is ${KEY}.`],
    ['between lines', `a\n${KEY}\nb`],
    ['between escaped lines', `"a\\n${KEY}\\nb"`],
    ['in an escaped URL', `%3Fkey%3D${KEY}%26`],
    ['behind a name', `KEY_${KEY}`],
  ])('finds a key %s', (_, text) => {
    expect(API_KEY_PATTERN.exec(text)?.[0]).toBe(KEY);
  });

  it.each([
    ['one character less', KEY.slice(0, -1)],
    ['one character more', `${KEY}a`],
    ['another prefix', KEY.replace('bsak_', 'bsat_')],
    ['upper case', KEY.replace('bsak_', 'BSAK_')],
    ['a character that base62 lacks', KEY.replace('3', '-')],
    ['a look-alike', KEY.replace('a', '\u0430').replace('b', '\u0431')],
    ['only the prefix', API_KEY_PREFIX],
    ['only a hint', '…B3aB'],
  ])('does not take %s for a key', (_, text) => {
    expect(API_KEY_PATTERN.test(text)).toBe(false);
  });

  it('has no state', () => {
    expect(API_KEY_PATTERN.test(KEY)).toBe(true);
    expect(API_KEY_PATTERN.test(KEY)).toBe(true);
  });
});

describe('hintOfApiKey', () => {
  it('is the end of the key', () => {
    expect(KEY.endsWith(hintOfApiKey(KEY))).toBe(true);
    expect(hintOfApiKey(KEY)).toBe('B3zZ');
  });
});

describe('findApiKey', () => {
  it.each([
    ['alone', KEY],
    ['in a header', `Bearer ${KEY}`],
    ['in a variable', `export KEY="${KEY}"`],
  ])('knows the hint of a key %s', (_, text) => {
    expect(findApiKey(text)).toEqual({ hint: 'B3zZ' });
  });

  it.each([KEY.slice(0, 13), KEY.slice(0, -1), `x ${KEY}more`])(
    'finds a piece of a key: %s',
    text => {
      expect(findApiKey(text)).toEqual({ hint: undefined });
    },
  );

  it.each(['', 'bsak_', 'bsak_short', 'B3zZ', 'nightly-build'])(
    'finds none in "%s"',
    text => {
      expect(findApiKey(text)).toBeUndefined();
    },
  );
});

describe('withoutApiKeys', () => {
  it.each([
    [`/users?search=${KEY}&limit=5`, '/users?search=[API key]&limit=5'],
    [`/a/${KEY}/b/${KEY}`, '/a/[API key]/b/[API key]'],
    [`/users?search=${KEY.slice(0, 20)}`, '/users?search=[API key]'],
    [`/users?search=%62sak_${KEY.slice(5)}`, '[API key]'],
    ['/users?search=nightly', '/users?search=nightly'],
  ])('turns %s into %s', (text, redacted) => {
    expect(withoutApiKeys(text)).toBe(redacted);
  });
});
