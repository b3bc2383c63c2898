import { serviceAccountEntityRef } from 'backstage-plugin-security-common';
import {
  ApiKeyVerifier,
  isWellFormedApiKey,
  VerifiedApiKey,
} from 'backstage-plugin-security-node';
import { timingSafeEqual } from 'node:crypto';
import { ApiKeyStore, VerifiableApiKey } from '../apiKeys/ApiKeyStore';
import { Keyring } from '../keyring/keyring';
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
    if (!isWellFormedApiKey(apiKey)) {
      return undefined;
    }
    const hashes = this.#keyring.lookupHashes(apiKey);
    const key = await this.#store.findByLookupHash(hashes);
    if (!key || !hashes.some(hash => isSame(hash, key.lookupHash))) {
      return undefined;
    }
    const validUntil = endOf(key);
    if (
      key.account.status !== 'active' ||
      key.status === 'revoked' ||
      (validUntil !== undefined && validUntil <= Date.now())
    ) {
      return undefined;
    }
    return present(key, validUntil);
  }

  noteUse(keyId: string, pluginId: string): void {
    this.#lastUse.note(keyId, pluginId);
  }
}

/** Milliseconds since 1970; undefined for a key that does not end by itself. */
function endOf({ expiresAt, retiresAt }: VerifiableApiKey): number | undefined {
  const ends = [expiresAt, retiresAt].filter(end => end !== undefined);
  return ends.length > 0
    ? Math.min(...ends.map(end => end.getTime()))
    : undefined;
}

function present(
  { id, hint, account }: VerifiableApiKey,
  validUntil: number | undefined,
): VerifiedApiKey {
  const userEntityRef = serviceAccountEntityRef(account.name);
  return {
    keyId: id,
    hint,
    accountId: account.id,
    userEntityRef,
    ownershipEntityRefs: [userEntityRef, account.ownerRef],
    principal: account.principal,
    plugins: account.plugins,
    restrictions: account.restrictions,
    validUntil,
  };
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
