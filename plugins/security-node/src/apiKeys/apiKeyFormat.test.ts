import { API_KEY_PATTERN } from 'backstage-plugin-security-common';
import { generateApiKey, isWellFormedApiKey } from './apiKeyFormat';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const VECTOR = 'bsak_0123456789ABCDEFGHIJKLMNOPQRSTUV';

/** CRC-32 as in ISO 3309, bit by bit. */
function crc32(text: string): number {
  /* eslint-disable no-bitwise */
  let crc = 0xffffffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
  }
  return (crc ^ 0xffffffff) >>> 0;
  /* eslint-enable no-bitwise */
}

function withChecksum(body: string): string {
  let rest = crc32(body);
  let digits = '';
  while (digits.length < 6) {
    digits = BASE62[rest % 62] + digits;
    rest = (rest - (rest % 62)) / 62;
  }
  return body + digits;
}

describe('generateApiKey', () => {
  it('makes the promised form', () => {
    for (let i = 0; i < 100; i++) {
      const key = generateApiKey();
      expect(key).toMatch(/^bsak_[0-9A-Za-z]{38}$/);
      expect(withChecksum(key.slice(0, -6))).toBe(key);
      expect(isWellFormedApiKey(key)).toBe(true);
    }
  });

  it('makes what secret scanners find in text', () => {
    const key = generateApiKey();
    for (const text of [
      key,
      `API_KEY=${key}`,
      `"Bearer ${key}"`,
      `https://example.org/?key=${key}&x=1`,
      `line\n${key}\nline`,
    ]) {
      expect(API_KEY_PATTERN.exec(text)?.[0]).toBe(key);
    }
    expect(API_KEY_PATTERN.test(`${key}x`)).toBe(false);
  });

  it('never makes the same key twice, and favours no character', () => {
    const keys = new Set<string>();
    const counts = new Map([...BASE62].map(character => [character, 0]));
    const perPosition = Array.from({ length: 32 }, () => new Set<string>());
    for (let i = 0; i < 10_000; i++) {
      const key = generateApiKey();
      keys.add(key);
      [...key.slice(5, 37)].forEach((character, position) => {
        counts.set(character, counts.get(character)! + 1);
        perPosition[position].add(character);
      });
    }

    expect(keys.size).toBe(10_000);
    expect(counts.size).toBe(62);
    for (const characters of perPosition) {
      expect(characters.size).toBe(62);
    }
    const expected = (10_000 * 32) / 62;
    const chiSquare = [...counts.values()].reduce(
      (sum, count) => sum + (count - expected) ** 2 / expected,
      0,
    );
    // 61 degrees of freedom: fair characters stay below 150 but once in a
    // billion runs; random bytes modulo 62 come to about 2,000.
    expect(chiSquare).toBeLessThan(150);
  });
});

describe('isWellFormedApiKey', () => {
  const key = generateApiKey();

  it('accepts a key whose checksum was computed elsewhere', () => {
    expect(crc32('123456789')).toBe(0xcbf43926);
    expect(withChecksum(VECTOR)).toBe(`${VECTOR}2rsfsX`);
    expect(isWellFormedApiKey(`${VECTOR}2rsfsX`)).toBe(true);
  });

  it('accepts a checksum that begins with zeros', () => {
    let body;
    for (let i = 0; !body; i++) {
      const candidate = `bsak_${String(i).padStart(32, '0')}`;
      body = crc32(candidate) < 62 ** 4 ? candidate : undefined;
    }
    expect(withChecksum(body)).toMatch(/00.{4}$/);
    expect(isWellFormedApiKey(withChecksum(body))).toBe(true);
  });

  it('notices a change of any one character', () => {
    const accepted: string[] = [];
    for (let i = 0; i < key.length; i++) {
      for (const character of `${BASE62}_-`) {
        const changed = key.slice(0, i) + character + key.slice(i + 1);
        if (changed !== key && isWellFormedApiKey(changed)) {
          accepted.push(changed);
        }
      }
    }
    expect(accepted).toEqual([]);
  });

  it('notices neighbours that changed places', () => {
    const accepted: string[] = [];
    for (let i = 0; i < key.length - 1; i++) {
      const swapped = key.slice(0, i) + key[i + 1] + key[i] + key.slice(i + 2);
      if (swapped !== key && isWellFormedApiKey(swapped)) {
        accepted.push(swapped);
      }
    }
    expect(accepted).toEqual([]);
  });

  it.each([
    ['in upper case', key.toUpperCase()],
    ['in lower case', key.toLowerCase()],
    ['with a character less', key.slice(0, -1)],
    ['without its first random character', `bsak_${key.slice(6)}`],
    ['with a character more', `${key}0`],
    ['with a character more within', `bsak_0${key.slice(5)}`],
    [
      'with a checksum, and one character short',
      withChecksum(key.slice(0, 36)),
    ],
    ['with a checksum, and one too long', withChecksum(`${key.slice(0, 37)}0`)],
    [
      'with a checksum, and another prefix',
      withChecksum(`bsax_${key.slice(5, 37)}`),
    ],
    [
      'with a checksum, and a hyphen',
      withChecksum(`bsak_-${key.slice(6, 37)}`),
    ],
    [
      'with a checksum, and an umlaut',
      withChecksum(`bsak_ü${key.slice(6, 37)}`),
    ],
    ['with a space before', ` ${key}`],
    ['with a line break after', `${key}\n`],
    ['with a NUL after', `${key}\0`],
    ['after Bearer', `Bearer ${key}`],
    ['twice', key + key],
    ['without its prefix', key.slice(5)],
    ['that is nothing', ''],
    ['that is a prefix', 'bsak_'],
  ])('refuses a key %s', (_, text) => {
    expect(isWellFormedApiKey(text)).toBe(false);
  });

  it('takes no time for long text', () => {
    const start = performance.now();
    expect(isWellFormedApiKey(`bsak_${'0'.repeat(1_000_000)}`)).toBe(false);
    expect(isWellFormedApiKey('bsak_'.repeat(200_000))).toBe(false);
    expect(performance.now() - start).toBeLessThan(200);
  });
});
