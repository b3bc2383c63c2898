import {
  ApiKeyStatus,
  apiKeyStatusAt,
  endOfApiKey,
  isWorking,
  serviceAccountEntityRef,
} from 'backstage-plugin-security-common';
import {
  AccountChanges,
  ApiKeyAnswer,
  ApiKeyUse,
  ApiKeyVerifier,
  isWellFormedApiKey,
  VerifiedApiKey,
} from 'backstage-plugin-security-node';
import { timingSafeEqual } from 'node:crypto';
import { ApiKeyStore } from '../apiKeys/ApiKeyStore';
import { ChangeRecord } from '../changes/changes';
import { Keyring } from '../keyring/keyring';
import { VerifiableApiKey } from '../records/ApiKeyRecord';
import { LastUse } from './LastUse';

/** Looks keys up by their keyed hash. It never decrypts. */
export class DatabaseApiKeyVerifier implements ApiKeyVerifier {
  readonly #store: ApiKeyStore;
  readonly #keyring: Keyring;
  readonly #changes: ChangeRecord;
  readonly #lastUse: LastUse;

  constructor(options: {
    store: ApiKeyStore;
    keyring: Keyring;
    changes: ChangeRecord;
    lastUse: LastUse;
  }) {
    this.#store = options.store;
    this.#keyring = options.keyring;
    this.#changes = options.changes;
    this.#lastUse = options.lastUse;
  }

  async verify(apiKey: string): Promise<ApiKeyAnswer> {
    const key = await this.find(apiKey);
    if (!key) {
      return { refusal: 'unknown' };
    }
    const status = statusOf(key);
    if (isWorking(status)) {
      return { apiKey: present(key) };
    }
    return { refusal: status === 'disabled' ? 'disabled' : 'ended' };
  }

  async readAnew(keyIds: string[]): Promise<VerifiedApiKey[]> {
    const keys = await this.#store.findByIds(keyIds);
    return keys.filter(key => isWorking(statusOf(key))).map(present);
  }

  async changesSince(version: number | undefined): Promise<AccountChanges> {
    return this.#changes.since(version);
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

  noteUses(uses: ApiKeyUse[]): void {
    this.#lastUse.note(uses);
  }
}

function statusOf(key: VerifiableApiKey): ApiKeyStatus {
  const accountStatus = key.account.status;
  return apiKeyStatusAt(key, Date.now(), { accountStatus });
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
