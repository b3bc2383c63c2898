import { ConflictError } from '@backstage/errors';
import { ApiKeyUnavailableReason } from 'backstage-plugin-security-common';

const MESSAGES: Record<ApiKeyUnavailableReason, string> = {
  'account-disabled':
    'The service account is disabled: enable it before you handle its API key',
  expired: 'The API key has expired: rotate it to get a new one',
  'shown-once':
    'The API key was shown when it was made and cannot be shown again: rotate it to get a new one',
  undecryptable:
    'The stored API key cannot be decrypted: rotate it to get a new one',
};

/** There is a key, and it cannot be shown; the answer's `reason` says why. */
export class ApiKeyUnavailableError extends ConflictError {
  readonly reason: ApiKeyUnavailableReason;

  constructor(reason: ApiKeyUnavailableReason) {
    super(MESSAGES[reason]);
    this.reason = reason;
  }
}
