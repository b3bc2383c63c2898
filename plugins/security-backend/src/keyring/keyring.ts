import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  KeyObject,
  randomBytes,
  randomUUID,
} from 'node:crypto';

/** One entry of `security.keyring`. */
export interface KeyringSecret {
  id: string;
  /** 32 random bytes in base64. */
  secret: string;
}

/** The row that a ciphertext belongs to; it decrypts nowhere else. */
export interface EncryptedRow {
  keyringId: string;
  accountId: string;
  keyId: string;
}

/** A ciphertext that is damaged, moved, or of another keyring secret. */
export class DecryptionError extends Error {
  constructor() {
    super('The stored API key could not be decrypted');
    this.name = 'DecryptionError';
  }
}

interface DerivedKeys {
  id: string;
  checkValue: string;
  encryption: KeyObject;
  lookup: KeyObject;
}

const VERSION = 'v1';
const SECRET_LENGTH = 32;
// 32 random bytes with fewer distinct values than this do not happen; a
// placeholder or a typed phrase has fewer.
const MIN_DISTINCT_BYTES = 16;
// NIST SP 800-38D: a random 96-bit nonce for each encryption, a full tag.
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

/**
 * The secrets that encrypt and index API keys at rest. The first is active;
 * the others only read what they once wrote.
 */
export class Keyring {
  readonly #keys: Map<string, DerivedKeys>;
  readonly #active: DerivedKeys;

  /**
   * @throws Error that names the setting and never the value, when an entry is
   * missing, short, or given twice.
   */
  static create(secrets: KeyringSecret[]): Keyring {
    if (secrets.length === 0) {
      throw keyringError('has no entry');
    }
    const keys = secrets.map(derive);
    if (
      new Set(keys.map(({ id }) => id)).size < keys.length ||
      new Set(keys.map(({ checkValue }) => checkValue)).size < keys.length
    ) {
      throw keyringError('has the same id or the same secret twice');
    }
    return new Keyring(keys);
  }

  /** A keyring that lasts as long as the process. */
  static createEphemeral(): Keyring {
    return Keyring.create([
      {
        // A restored development database may hold keys of another process.
        id: `ephemeral-${randomUUID()}`,
        secret: randomBytes(SECRET_LENGTH).toString('base64'),
      },
    ]);
  }

  private constructor(keys: DerivedKeys[]) {
    this.#keys = new Map(keys.map(key => [key.id, key]));
    this.#active = keys[0];
  }

  /** The id of the secret that protects new keys. */
  get activeId(): string {
    return this.#active.id;
  }

  /** The ids of all its secrets. */
  get ids(): string[] {
    return [...this.#keys.keys()];
  }

  /** Values by which a wrong secret is recognised, by id. */
  get checkValues(): Array<{ id: string; checkValue: string }> {
    return [...this.#keys.values()].map(({ id, checkValue }) => ({
      id,
      checkValue,
    }));
  }

  /** The keyed hash by which a key is found, under the active secret. */
  lookupHash(apiKey: string): string {
    return createHmac('sha256', this.#active.lookup)
      .update(apiKey)
      .digest('base64url');
  }

  /** The hashes that the key can have been stored under, one a secret. */
  lookupHashes(apiKey: string): string[] {
    return [...this.#keys.values()].map(({ lookup }) =>
      createHmac('sha256', lookup).update(apiKey).digest('base64url'),
    );
  }

  /** Encrypts under the active secret, for one row. */
  encrypt(apiKey: string, row: Omit<EncryptedRow, 'keyringId'>): string {
    const nonce = randomBytes(NONCE_LENGTH);
    const cipher = createCipheriv(
      'aes-256-gcm',
      this.#active.encryption,
      nonce,
      { authTagLength: TAG_LENGTH },
    );
    cipher.setAAD(additionalData({ ...row, keyringId: this.#active.id }));
    const data = Buffer.concat([cipher.update(apiKey, 'utf8'), cipher.final()]);
    return [VERSION, nonce, data, cipher.getAuthTag()]
      .map(part =>
        typeof part === 'string' ? part : part.toString('base64url'),
      )
      .join('.');
  }

  /**
   * @throws DecryptionError for everything that {@link Keyring.encrypt} did
   * not make for this very row.
   */
  decrypt(ciphertext: string, row: EncryptedRow): string {
    const key = this.#keys.get(row.keyringId);
    const [version, ...parts] = ciphertext.split('.');
    const [nonce, data, tag] = parts.map(decodeStrictly);
    if (
      !key ||
      version !== VERSION ||
      parts.length !== 3 ||
      nonce?.length !== NONCE_LENGTH ||
      tag?.length !== TAG_LENGTH ||
      !data
    ) {
      throw new DecryptionError();
    }
    try {
      const decipher = createDecipheriv('aes-256-gcm', key.encryption, nonce, {
        authTagLength: TAG_LENGTH,
      });
      decipher.setAAD(additionalData(row));
      decipher.setAuthTag(tag);
      return Buffer.concat([decipher.update(data), decipher.final()]).toString(
        'utf8',
      );
    } catch {
      throw new DecryptionError();
    }
  }
}

function derive({ id, secret }: KeyringSecret): DerivedKeys {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(id)) {
    throw keyringError(
      'has an id that is not 1 to 63 letters, digits, dots, hyphens and underscores',
    );
  }
  const bytes = Buffer.from(secret, 'base64');
  if (
    bytes.length !== SECRET_LENGTH ||
    bytes.toString('base64') !== secret ||
    new Set(bytes).size < MIN_DISTINCT_BYTES
  ) {
    throw keyringError(
      `has a secret that is not ${SECRET_LENGTH} random bytes in base64. If it comes from an environment variable, that is likely not set, or set to something else`,
    );
  }
  // HKDF (RFC 5869): one key for each purpose, none of which tells another.
  const subKey = (purpose: string) =>
    Buffer.from(
      hkdfSync(
        'sha256',
        bytes,
        Buffer.alloc(0),
        `backstage-plugin-security/${VERSION}/${purpose}`,
        32,
      ),
    );
  return {
    id,
    checkValue: subKey('check').toString('base64url'),
    encryption: createSecretKey(subKey('encryption')),
    lookup: createSecretKey(subKey('lookup')),
  };
}

function additionalData({ keyringId, accountId, keyId }: EncryptedRow): Buffer {
  return Buffer.from(JSON.stringify([VERSION, keyringId, accountId, keyId]));
}

/** Node's decoder passes over what is not base64. */
function decodeStrictly(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

function keyringError(problem: string): Error {
  return new Error(
    `The setting security.keyring ${problem}. Make a secret with: openssl rand -base64 32`,
  );
}
