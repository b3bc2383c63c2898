import { ServiceAccountRecord } from './ServiceAccountRecord';

/** An API key as it is stored: hashed, and encrypted where it can be shown. */
export interface ApiKeyRecord {
  id: string;
  accountId: string;
  /** 1 for the first key of the account, 2 for the second. */
  sequence: number;
  lookupHash: string;
  /** Undefined once the key has ended, and where it is shown only once. */
  ciphertext: string | undefined;
  keyringId: string;
  /** Whether `security.keyring` lacks the secret that the key is found by. */
  isSecretLost: boolean;
  hint: string;
  /** `retiring`: replaced, and working until `retiresAt`. */
  status: 'active' | 'retiring' | 'revoked';
  createdAt: Date;
  createdBy: string;
  expiresAt: Date | undefined;
  retiresAt: Date | undefined;
  revokedAt: Date | undefined;
  revokedBy: string | undefined;
  lastUsedAt: Date | undefined;
  lastUsedPlugin: string | undefined;
  timesShown: number;
  lastShownAt: Date | undefined;
  lastShownBy: string | undefined;
}

/** What it takes to verify a key. */
export interface VerifiableApiKey
  extends Pick<
    ApiKeyRecord,
    'id' | 'lookupHash' | 'hint' | 'status' | 'expiresAt' | 'retiresAt'
  > {
  account: Pick<
    ServiceAccountRecord,
    | 'id'
    | 'name'
    | 'ownerRef'
    | 'status'
    | 'principal'
    | 'plugins'
    | 'restrictions'
    | 'version'
  >;
}
