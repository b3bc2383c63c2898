import {
  ApiKey,
  ApiKeyUnavailableReason,
  RotateApiKey,
  ServiceAccountDetails,
  ShownApiKey,
} from 'backstage-plugin-security-common';

/** What the dialog came for; `generate` for the first key without a question. */
export type ApiKeyAction = 'show' | 'rotate' | 'generate';

/** What makes a new key. */
export type ApiKeyChange = 'generate' | 'rotate';

export interface ReplacedKey {
  hint: string;
  worksUntil?: string;
}

/** Where the dialog stands. Only the step `shown` holds a key. */
export type ApiKeyStep =
  | { name: 'loading' }
  | { name: 'generate'; account: ServiceAccountDetails }
  | { name: 'rotate'; account: ServiceAccountDetails; apiKey: ApiKey }
  | { name: 'changing'; change: ApiKeyChange }
  | {
      name: 'shown';
      account: ServiceAccountDetails;
      shown: ShownApiKey;
      /** What the key came in place of, and how long that works on. */
      rotated?: ReplacedKey;
    }
  | {
      name: 'unavailable';
      account: ServiceAccountDetails;
      reason: ApiKeyUnavailableReason | 'not-permitted' | 'from-config';
    }
  | {
      /** The answer got lost, but there is a new key. */
      name: 'made';
      change: ApiKeyChange;
      account: ServiceAccountDetails;
      apiKey: ApiKey;
      isMine: boolean;
      old?: ApiKey;
    }
  /** The answer got lost, and so far there is no new key. */
  | { name: 'unchanged'; again(): void }
  /** The answer got lost, and what is cannot be read. */
  | { name: 'unknown'; change: ApiKeyChange; lookAgain(): void }
  | { name: 'failed'; error: unknown };

/** Of a new key: undefined for the default, null for never. */
export type ExpiresAt = RotateApiKey['expiresAt'];

export interface ApiKeyFlow {
  step: ApiKeyStep;
  restart(): void;
  show(): void;
  generate(account: ServiceAccountDetails, expiresAt: ExpiresAt): void;
  askToRotate(account: ServiceAccountDetails, apiKey: ApiKey): void;
  rotate(
    account: ServiceAccountDetails,
    apiKey: ApiKey,
    options: Pick<RotateApiKey, 'expiresAt' | 'graceSeconds'>,
  ): void;
}
