import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  AccountAccess,
  securityApiKeyConfigurePermission,
  securityConfigurationReadPermission,
  securityServiceAccountCreatePermission,
  securityServiceAccountDeletePermission,
  securityServiceAccountUpdatePermission,
  securityServicePrincipalConfigurePermission,
} from 'backstage-plugin-security-common';
import { ServiceAccountResource } from 'backstage-plugin-security-node';

/** Decides about one account. */
export type AccountDecision = (account: ServiceAccountResource) => boolean;

export interface AccessOptions {
  canRead: boolean;
  canCreate: boolean;
  canBecomeService: boolean;
  mayConfigureApiKey: AccountDecision;
  mayUpdate: AccountDecision;
  mayDelete: AccountDecision;
  /** Set when nobody in the caller's place may handle keys. */
  apiKeyRefusal: 'permissions-disabled' | 'guest' | undefined;
}

const REFUSALS = {
  'permissions-disabled':
    'API keys are locked while permissions are off: set permission.enabled to true',
  guest:
    'The guest user may not handle API keys: sign in as somebody, or set security.dangerouslyAllowGuest',
  'not-permitted': missing(securityApiKeyConfigurePermission),
};

/** What one caller may do, as decided for one request. */
export class Access {
  readonly #options: AccessOptions;

  constructor(options: AccessOptions) {
    this.#options = options;
  }

  get canCreate(): boolean {
    return this.#options.canCreate;
  }

  /** Whether the caller sees the module, and so that an account exists. */
  get canRead(): boolean {
    return this.#options.canRead;
  }

  to(account: ServiceAccountResource): AccountAccess {
    const { apiKeyRefusal, mayConfigureApiKey, mayUpdate, mayDelete } =
      this.#options;
    const canConfigureApiKey = !apiKeyRefusal && mayConfigureApiKey(account);
    return {
      canConfigureApiKey,
      canUpdate: mayUpdate(account),
      canDelete: mayDelete(account),
      canBecomeService: this.#options.canBecomeService,
      apiKeyRefusal: canConfigureApiKey
        ? undefined
        : apiKeyRefusal ?? 'not-permitted',
    };
  }

  assertCanRead(): void {
    if (!this.#options.canRead) {
      throw new NotAllowedError(missing(securityConfigurationReadPermission));
    }
  }

  assertCanCreate(): void {
    this.assertCanRead();
    if (!this.#options.canCreate) {
      throw new NotAllowedError(
        missing(securityServiceAccountCreatePermission),
      );
    }
  }

  assertCanConfigureServicePrincipal(): void {
    if (!this.#options.canBecomeService) {
      throw new NotAllowedError(
        missing(securityServicePrincipalConfigurePermission),
      );
    }
  }

  assertCanConfigureApiKey(account: ServiceAccountResource): void {
    const { apiKeyRefusal } = this.to(account);
    if (apiKeyRefusal) {
      throw new NotAllowedError(REFUSALS[apiKeyRefusal]);
    }
  }

  assertCanUpdate(account: ServiceAccountResource): void {
    if (!this.#options.mayUpdate(account)) {
      throw new NotAllowedError(
        missing(securityServiceAccountUpdatePermission),
      );
    }
  }

  assertCanDelete(account: ServiceAccountResource): void {
    if (!this.#options.mayDelete(account)) {
      throw new NotAllowedError(
        missing(securityServiceAccountDeletePermission),
      );
    }
  }
}

/** What an account that does not exist, or may not be seen, answers with. */
export function accountNotFound(): NotFoundError {
  return new NotFoundError('There is no such account');
}

function missing(permission: { name: string }): string {
  return `You need the permission ${permission.name}`;
}
