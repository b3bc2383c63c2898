import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { testSecret } from '../__testUtils__/testStores';
import { generateApiKey } from 'backstage-plugin-security-node';
import { DecryptionError, Keyring } from './keyring';

const API_KEY = generateApiKey();
const IDS = { accountId: 'account-1', keyId: 'key-1' };
const ROW = { ...IDS, keyringId: 'first' };
// In base64 they have a slash.
const DESCENDING = Array.from({ length: 32 }, (_, i) => 255 - i);
const keyring = Keyring.create([testSecret('first')]);

/** The parts of an envelope, changed and put together again. */
function changeParts(
  ciphertext: string,
  change: (parts: { nonce: Buffer; data: Buffer; tag: Buffer }) => void,
): string {
  const [version, ...encoded] = ciphertext.split('.');
  const [nonce, data, tag] = encoded.map(part =>
    Buffer.from(part, 'base64url'),
  );
  const parts = { nonce, data, tag };
  change(parts);
  return [
    version,
    ...[parts.nonce, parts.data, parts.tag].map(part =>
      part.toString('base64url'),
    ),
  ].join('.');
}

describe('Keyring', () => {
  describe('encrypt and decrypt', () => {
    it.each([
      ['an API key', API_KEY],
      ['nothing', ''],
      ['any characters', 'größer 🤖'],
      ['a long text', 'x'.repeat(10_000)],
    ])('give back %s', (_, value) => {
      expect(keyring.decrypt(keyring.encrypt(value, IDS), ROW)).toBe(value);
    });

    it('never encrypt the same way twice', () => {
      const [one, two] = [1, 2].map(() => keyring.encrypt(API_KEY, IDS));
      expect(one).not.toBe(two);
      expect(keyring.decrypt(one, ROW)).toBe(keyring.decrypt(two, ROW));
    });

    it('take a new nonce of 96 bits and a tag of 128 bits each time', () => {
      const nonces = new Set<string>();
      for (let i = 0; i < 10_000; i++) {
        const [version, nonce, , tag] = keyring
          .encrypt(API_KEY, IDS)
          .split('.');
        nonces.add(nonce);
        if (
          version !== 'v1' ||
          Buffer.from(nonce, 'base64url').length !== 12 ||
          Buffer.from(tag, 'base64url').length !== 16
        ) {
          throw new Error('not of the promised form');
        }
      }
      expect(nonces.size).toBe(10_000);
    });

    it('keep nothing of the key in clear', () => {
      const bytes = Buffer.concat(
        keyring
          .encrypt(API_KEY, IDS)
          .split('.')
          .slice(1)
          .map(part => Buffer.from(part, 'base64url')),
      );
      expect(bytes.includes(API_KEY.slice(5, 13))).toBe(false);
      expect(bytes.includes('bsak_')).toBe(false);
    });

    it('encrypt with the first secret, decrypt with the others too', () => {
      const old = keyring.encrypt(API_KEY, IDS);
      const renewed = Keyring.create([
        testSecret('second'),
        testSecret('first'),
      ]);

      expect(renewed.activeId).toBe('second');
      expect(renewed.decrypt(old, ROW)).toBe(API_KEY);
      const anew = renewed.encrypt(API_KEY, IDS);
      expect(renewed.decrypt(anew, { ...ROW, keyringId: 'second' })).toBe(
        API_KEY,
      );
      expect(() => renewed.decrypt(anew, ROW)).toThrow(DecryptionError);
      expect(renewed.ids).toEqual(['second', 'first']);
    });
  });

  describe('decrypt refuses', () => {
    const ciphertext = keyring.encrypt(API_KEY, IDS);
    const refused = (text: string, row = ROW) => {
      try {
        keyring.decrypt(text, row);
        return false;
      } catch (error) {
        return error instanceof DecryptionError;
      }
    };

    it.each(['nonce', 'data', 'tag'] as const)(
      'a change of any bit of the %s',
      part => {
        const bits =
          Buffer.from(
            ciphertext.split('.')[['nonce', 'data', 'tag'].indexOf(part) + 1],
            'base64url',
          ).length * 8;
        expect(bits).toBeGreaterThanOrEqual(96);
        const accepted = Array.from({ length: bits }, (_, bit) => bit).filter(
          bit =>
            !refused(
              changeParts(ciphertext, parts => {
                // eslint-disable-next-line no-bitwise
                parts[part][bit >> 3] ^= 1 << bit % 8;
              }),
            ),
        );
        expect(accepted).toEqual([]);
      },
    );

    it.each([0, 4, 8, 12, 13, 15])('a tag of %d bytes', length => {
      expect(
        refused(
          changeParts(ciphertext, parts => {
            parts.tag = parts.tag.subarray(0, length);
          }),
        ),
      ).toBe(true);
    });

    it('text that is cut off anywhere', () => {
      const accepted = Array.from(
        { length: ciphertext.length },
        (_, length) => length,
      ).filter(length => !refused(ciphertext.slice(0, length)));
      expect(accepted).toEqual([]);
    });

    it.each(['nonce', 'data', 'tag'] as const)(
      'a %s with a byte more or less',
      part => {
        for (const change of [
          (bytes: Buffer) => Buffer.concat([bytes, Buffer.from([0])]),
          (bytes: Buffer) => Buffer.concat([Buffer.from([0]), bytes]),
          (bytes: Buffer) => bytes.subarray(1),
          (bytes: Buffer) => bytes.subarray(0, -1),
        ]) {
          expect(
            refused(
              changeParts(ciphertext, parts => {
                parts[part] = change(parts[part]);
              }),
            ),
          ).toBe(true);
        }
      },
    );

    it.each([
      ['another account', { accountId: 'account-2' }],
      ['another key', { keyId: 'key-2' }],
      [
        'account and key in each other’s place',
        {
          accountId: IDS.keyId,
          keyId: IDS.accountId,
        },
      ],
      ['a secret that it does not know', { keyringId: 'unknown' }],
      ['a property of every object', { keyringId: '__proto__' }],
    ])('a row of %s', (_, change) => {
      expect(refused(ciphertext, { ...ROW, ...change })).toBe(true);
    });

    it('ids whose borders were moved', () => {
      const moved = keyring.encrypt(API_KEY, { accountId: 'ab', keyId: 'c' });
      expect(
        refused(moved, { keyringId: 'first', accountId: 'a', keyId: 'bc' }),
      ).toBe(true);
    });

    it('a row that says another secret of the keyring', () => {
      const both = Keyring.create([testSecret('first'), testSecret('second')]);
      expect(() =>
        both.decrypt(ciphertext, { ...ROW, keyringId: 'second' }),
      ).toThrow(DecryptionError);
    });

    it('the same id with another secret', () => {
      const impostor = Keyring.create([
        { ...testSecret('other'), id: 'first' },
      ]);
      expect(() => impostor.decrypt(ciphertext, ROW)).toThrow(DecryptionError);
    });

    it.each(['v0', 'v2', 'V1', '', 'v1 '])('the version %j', version => {
      expect(refused(ciphertext.replace(/^v1/, version))).toBe(true);
    });

    it('what is not the one encoding of its bytes', () => {
      const [version, nonce, data, tag] = ciphertext.split('.');
      for (const text of [
        '',
        '.',
        '...',
        'v1...',
        'junk',
        `${ciphertext}.`,
        `${ciphertext}.AAAA`,
        ` ${ciphertext}`,
        `${ciphertext}\n`,
        `${ciphertext}=`,
        [version, `${nonce}!`, data, tag].join('.'),
        [version, nonce, `${data.slice(0, 4)}\n${data.slice(4)}`, tag].join(
          '.',
        ),
        [version, nonce, data, `${tag}==`].join('.'),
        // The last character of a tag has four bits that mean nothing.
        [version, nonce, data, tag.slice(0, -1) + nextLetter(tag)].join('.'),
        Buffer.from(ciphertext).toString('base64url'),
      ]) {
        expect([text, refused(text)]).toEqual([text, true]);
      }
    });

    it('with an error that tells nothing', () => {
      const error = errorOf(() => keyring.decrypt('junk', ROW));
      expect(error.message).toBe('The stored API key could not be decrypted');
      expect(error.cause).toBeUndefined();
      expect(Object.keys(error)).toEqual(['name']);
    });
  });

  describe('lookupHash', () => {
    it('is the same for the same key and secret', () => {
      const again = Keyring.create([testSecret('first')]);
      expect(again.lookupHash(API_KEY)).toBe(keyring.lookupHash(API_KEY));
      expect(keyring.lookupHash(API_KEY)).toMatch(/^[\w-]{43}$/);
    });

    it('depends on every character of the key', () => {
      const hashes = new Set([keyring.lookupHash(API_KEY)]);
      for (let i = 0; i < API_KEY.length; i++) {
        hashes.add(
          keyring.lookupHash(`${API_KEY.slice(0, i)}!${API_KEY.slice(i + 1)}`),
        );
      }
      expect(hashes.size).toBe(API_KEY.length + 1);
    });

    it('depends on the secret and not on its id', () => {
      const secondSecret = Keyring.create([testSecret('second')]);
      const otherId = Keyring.create([{ ...testSecret('first'), id: 'other' }]);
      expect(secondSecret.lookupHash(API_KEY)).not.toBe(
        keyring.lookupHash(API_KEY),
      );
      expect(otherId.lookupHash(API_KEY)).toBe(keyring.lookupHash(API_KEY));
    });

    it('goes by the first secret', () => {
      const both = Keyring.create([testSecret('second'), testSecret('first')]);
      expect(both.lookupHash(API_KEY)).toBe(
        Keyring.create([testSecret('second')]).lookupHash(API_KEY),
      );
    });
  });

  describe('check values', () => {
    it('tell secrets apart', () => {
      const [{ id, checkValue }] = keyring.checkValues;
      const [other] = Keyring.create([
        { ...testSecret('other'), id: 'first' },
      ]).checkValues;

      expect(id).toBe('first');
      expect(other.id).toBe('first');
      expect(other.checkValue).not.toBe(checkValue);
      expect(Keyring.create([testSecret('first')]).checkValues).toEqual(
        keyring.checkValues,
      );
    });

    it('cannot be used in place of the secret', () => {
      const { secret } = testSecret('first');
      const [{ checkValue }] = keyring.checkValues;
      const bytes = Buffer.from(checkValue, 'base64url');

      expect(bytes).not.toEqual(Buffer.from(secret, 'base64'));
      const thief = Keyring.create([
        { id: 'first', secret: bytes.toString('base64') },
      ]);
      expect(thief.lookupHash(API_KEY)).not.toBe(keyring.lookupHash(API_KEY));
      expect(() => thief.decrypt(keyring.encrypt(API_KEY, IDS), ROW)).toThrow(
        DecryptionError,
      );
    });
  });

  describe('create', () => {
    const good = testSecret('good').secret;
    const bytes = Buffer.from(good, 'base64');

    it.each([
      ['nothing', ''],
      ['16 bytes', bytes.subarray(0, 16).toString('base64')],
      ['31 bytes', bytes.subarray(0, 31).toString('base64')],
      ['33 bytes', Buffer.concat([bytes, Buffer.from([7])]).toString('base64')],
      ['32 zero bytes', Buffer.alloc(32).toString('base64')],
      ['32 times the same byte', Buffer.alloc(32, 0xa5).toString('base64')],
      ['two bytes in turn', Buffer.alloc(32, 'ab').toString('base64')],
      ['base64url', `${Buffer.from(DESCENDING).toString('base64url')}=`],
      ['no padding', good.replace(/=+$/, '')],
      ['a space before', ` ${good}`],
      ['a line break after', `${good}\n`],
      ['a line break within', `${good.slice(0, 20)}\n${good.slice(20)}`],
      ['text', 'correct horse battery staple and some more'],
      ['a placeholder', '<your secret here>'],
      ['hex', bytes.toString('hex')],
    ])('refuses a secret of %s', (_, secret) => {
      const error = errorOf(() => Keyring.create([{ id: 'good', secret }]));
      expect(error.message).toMatch(
        /^The setting security\.keyring .*openssl rand -base64 32$/,
      );
      expect(error.stack).not.toContain(secret.trim() || good);
    });

    it.each([
      '',
      ' ',
      '-first',
      '.first',
      'größe',
      'a b',
      'a/b',
      'first\n',
      'x'.repeat(64),
    ])('refuses the id %j', id => {
      const error = errorOf(() => Keyring.create([{ id, secret: good }]));
      expect(error.message).toMatch(/^The setting security\.keyring has an id/);
      expect(error.message).not.toContain(good);
    });

    it.each(['1', '2026-11', 'a_b.c-D', 'x'.repeat(63)])(
      'accepts the id %j',
      id => {
        expect(Keyring.create([{ id, secret: good }]).activeId).toBe(id);
      },
    );

    it('refuses to be empty', () => {
      expect(errorOf(() => Keyring.create([])).message).toMatch(
        /^The setting security\.keyring has no entry/,
      );
    });

    it.each([
      ['id', [testSecret('a'), { ...testSecret('b'), id: 'a' }]],
      ['secret', [testSecret('a'), { ...testSecret('a'), id: 'b' }]],
      ['entry', [testSecret('a'), testSecret('b'), testSecret('a')]],
    ])('refuses the same %s twice', (_, secrets) => {
      const error = errorOf(() => Keyring.create(secrets));
      expect(error.message).toMatch(/^The setting security\.keyring .*twice/);
      for (const { secret } of secrets) {
        expect(error.message).not.toContain(secret);
      }
    });

    it('accepts random secrets', () => {
      for (let i = 0; i < 1000; i++) {
        const secret = randomBytes(32).toString('base64');
        expect(Keyring.create([{ id: 'random', secret }]).ids).toEqual([
          'random',
        ]);
      }
    });
  });

  // Computed with node:crypto alone. A release in which this fails cannot work
  // with the keys that an earlier one has stored.
  it('works with what the first release stored', () => {
    const apiKey = 'bsak_0123456789ABCDEFGHIJKLMNOPQRSTUV000000';
    expect(
      keyring.decrypt(
        'v1.BwcHBwcHBwcHBwcH.F_Die-hr1ZtbFtMTs5foUS_Hgpg2IhcYMEik01FmmISN4a_kgWSh3W1aRw.SGLBUCChqgYiCa6Tpj3g0g',
        ROW,
      ),
    ).toBe(apiKey);
    expect(keyring.lookupHash(apiKey)).toBe(
      'nw_qrj8hH6z95sOZAQSWou93uviWhn6rbul7IzX6olQ',
    );
    expect(keyring.checkValues).toEqual([
      {
        id: 'first',
        checkValue: 'JF8QuZTrfzOjSpov23JOaYI_JupgygXNHsMDO1WPpFU',
      },
    ]);
  });

  it('keeps its secrets from whoever prints it', () => {
    const options = { depth: 10, showHidden: true };
    const printed = JSON.stringify(keyring) + inspect(keyring, options);
    const { secret } = testSecret('first');
    expect(printed).not.toContain(secret);
    expect(printed).not.toMatch(/[\w+/-]{20}/);
  });

  it('is another one each time it is ephemeral', () => {
    const [one, two] = [1, 2].map(() => Keyring.createEphemeral());
    const ciphertext = one.encrypt(API_KEY, IDS);

    expect(one.decrypt(ciphertext, { ...IDS, keyringId: one.activeId })).toBe(
      API_KEY,
    );
    expect(two.activeId).not.toBe(one.activeId);
    expect(two.lookupHash(API_KEY)).not.toBe(one.lookupHash(API_KEY));
  });
});

function errorOf(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('did not throw');
}

function nextLetter(text: string): string {
  const letters =
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return letters[(letters.indexOf(text[text.length - 1]) + 1) % 64];
}
