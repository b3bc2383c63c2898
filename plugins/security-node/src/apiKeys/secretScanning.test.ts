import { API_KEY_PATTERN } from 'backstage-plugin-security-common';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { generateApiKey } from './apiKeyFormat';

const read = (path: string) =>
  readFileSync(resolve(__dirname, '../../../..', path), 'utf8');

/** The rule for gitleaks, as it stands in the documentation. */
const [, rule] = read('docs/using-keys.md').match(/```toml\n(.*?)```/s)!;
const [, source] = rule.match(/^regex = '''(.*)'''$/m)!;
const [, keyword] = rule.match(/^keywords = \["(.*)"\]$/m)!;

/** Gitleaks looks for keywords first, regardless of case. */
function scan(text: string): string[] {
  return text.toLowerCase().includes(keyword)
    ? [...text.matchAll(new RegExp(source, 'g'))].map(([found]) => found)
    : [];
}

it('has one pattern in the code and in the documentation', () => {
  expect(source).toBe(API_KEY_PATTERN.source);
  expect(read('docs/using-keys.md')).toContain(`Keys match \`${source}\``);
  expect(read('plugins/security-common/README.md')).toContain(
    `\`\`\`\n${source}\n\`\`\``,
  );
});

const key = generateApiKey();
const other = generateApiKey();

it.each([
  ['YAML', `token: ${key}\n`],
  ['quoted YAML', `token: '${key}' # of the build`],
  ['an .env file', `BACKSTAGE_API_KEY=${key}\nOTHER=1\n`],
  ['JSON', JSON.stringify({ key, n: 1 })],
  ['JSON in JSON', JSON.stringify(JSON.stringify({ lines: `a\n${key}\nb` }))],
  ['curl', `curl -H "Authorization: Bearer ${key}" https://portal/api/x`],
  ['a URL', `https://portal/api/x?access_token=${key}&limit=1`],
  ['an escaped URL', encodeURIComponent(`https://portal/?key=${key}&x`)],
  ['code', `const KEY=\`${key}\`;`],
  ['a Dockerfile', `ENV KEY=${key} OTHER=x`],
  ['a shell session', `$ echo -n ${key}|base64`],
  ['XML', `<key>${key}</key>`],
  ['a log line', `[2026-11-23] key=${key}, status=200`],
  ['a diff', `+${key}`],
  ['Windows lines', `a\r\n${key}\r\nb`],
])('the documented rule finds a key in %s', (_, text) => {
  expect(scan(text)).toEqual([key]);
});

it('the documented rule finds every key in a file', () => {
  expect(scan(`old: ${key}\nnew: ${other}\n${key},${other}`)).toEqual([
    key,
    other,
    key,
    other,
  ]);
});

it.each([
  ['the prefix', 'Keys start with bsak_, and the rest is random.'],
  ['a placeholder', 'Authorization: Bearer bsak_…'],
  ['a variable', 'Bearer $BACKSTAGE_API_KEY, bsak_$RANDOM_PART_OF_A_KEY_HERE'],
  ['a hint', `…${key.slice(-10, -6)}`],
  ['a key that was cut', key.slice(0, -1)],
  ['a key in upper case', key.toUpperCase()],
  ['a longer text', `${key}0`],
  ['the random part alone', key.slice(5)],
  ['hashes', createHash('sha256').update(key).digest('hex')],
  ['a JWT', `eyJhbGciOiJFUzI1NiJ9.${key.slice(5)}.${other.slice(5)}`],
  ['the key of another product', `ghp_${key.slice(5)}`],
  [
    'a name in code',
    'const bsak_prefix_of_all_the_keys_that_this_plugin_generates = 1;',
  ],
])('the documented rule does not take %s for a key', (_, text) => {
  expect(scan(text)).toEqual([]);
});

it('the documented rule finds nothing in the documentation itself', () => {
  for (const path of ['README.md', 'docs/using-keys.md', 'docs/api.md']) {
    expect(scan(read(path))).toEqual([]);
  }
});
