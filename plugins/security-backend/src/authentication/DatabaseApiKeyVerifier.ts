import {
  apiKeyStatusAt,
  endOfApiKey,
  isWorking,
  serviceAccountEntityRef,
} from 'backstage-plugin-security-common';
import {
  ApiKeyVerifier,
  isWellFormedApiKey,
  VerifiedApiKey,
} from 'backstage-plugin-security-node';
import { timingSafeEqual } from 'node:crypto';
import { ApiKeyStore } from '../apiKeys/ApiKeyStore';
import { Keyring } from '../keyring/keyring';
import { VerifiableApiKey } from '../records/ApiKeyRecord';
import { LastUse } from './LastUse';

/** Looks keys up by their keyed hash. It never decrypts. */
export class DatabaseApiKeyVerifier implements ApiKeyVerifier {
  readonly #store: ApiKeyStore;
  readonly #keyring: Keyring;
  readonly #lastUse: LastUse;

  constructor(options: {
    store: ApiKeyStore;
    keyring: Keyring;
    lastUse: LastUse;
  }) {
    this.#store = options.store;
    this.#keyring = options.keyring;
    this.#lastUse = options.lastUse;
  }

  async verify(apiKey: string): Promise<VerifiedApiKey | undefined> {
    const key = await this.find(apiKey);
    const status =
      key &&
      apiKeyStatusAt(key, Date.now(), { accountStatus: key.account.status });
    return key && status && isWorking(status) ? present(key) : undefined;
  }

  /** The key of this value, whether it still works or not. */
  async find(apiKey: string): Promise<VerifiableApiKey | undefined> {
    if (!isWellFormedApiKey(apiKey)) {
      return undefined;
    }
    const hashes = this.#keyring.lookupHashes(apiKey);
    const key = await this.#store.findByLookupHash(hashes);
    return key && hashes.some(hash => isSame(hash, key.lookupHash))
      ? key
      : undefined;
  }

  noteUse(keyId: string, pluginId: string): void {
    this.#lastUse.note(keyId, pluginId);
  }
}

function present(key: VerifiableApiKey): VerifiedApiKey {
  const { id, hint, account } = key;
  const userEntityRef = serviceAccountEntityRef(account.name);
  return {
    keyId: id,
    hint,
    accountId: account.id,
    accountVersion: account.version,
    userEntityRef,
    ownershipEntityRefs: [userEntityRef, account.ownerRef],
    principal: account.principal,
    plugins: account.plugins,
    restrictions: account.restrictions,
    validUntil: endOfApiKey(key),
  };
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
