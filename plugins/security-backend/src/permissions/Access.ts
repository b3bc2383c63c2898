import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  AccountAccess,
  ListAccountsResponse,
  securityApiKeyConfigurePermission,
  securityApiKeyRevokePermission,
  securityConfigurationReadPermission,
  securityServiceAccountCreatePermission,
  securityServiceAccountDeletePermission,
  securityServiceAccountUpdatePermission,
  securityServicePrincipalConfigurePermission,
} from 'backstage-plugin-security-common';
import { ServiceAccountResource } from 'backstage-plugin-security-node';
import { busy } from '../database/guardDatabase';
import { LOCK_WAIT_MS } from '../database/locks';

/** Decides about one account. */
export type AccountDecision = (account: ServiceAccountResource) => boolean;

/**
 * Why nobody in the caller's place may handle keys, whatever the policy says.
 * While permissions are off nothing else may be changed either.
 */
export type Lock = 'permissions-disabled' | 'guest';

export interface AccessOptions {
  /** When the policy was asked, in milliseconds since 1970. */
  decidedAt: number;
  lock: Lock | undefined;
  canRead: boolean;
  canCreate: boolean;
  canBecomeService: boolean;
  mayConfigureApiKey: AccountDecision;
  mayRevokeApiKey: AccountDecision;
  mayUpdate: AccountDecision;
  mayDelete: AccountDecision;
}

const LOCKED: Record<Lock, string> = {
  'permissions-disabled':
    'Service accounts and API keys are locked while permissions are off: set permission.enabled to true',
  guest:
    'The guest user may not handle API keys: sign in as somebody, or set security.dangerouslyAllowGuest',
};

/** What one caller may do, as decided for one request. */
export class Access {
  readonly #options: AccessOptions;

  constructor(options: AccessOptions) {
    this.#options = options;
  }

  /** Whether the caller sees the module, and so that an account exists. */
  get canRead(): boolean {
    return this.#options.canRead;
  }

  /** What the list says of it. */
  get toCreate(): Pick<ListAccountsResponse, 'canCreate' | 'createRefusal'> {
    if (this.#isFrozen) {
      return { canCreate: false, createRefusal: 'permissions-disabled' };
    }
    return this.#options.canCreate
      ? { canCreate: true }
      : { canCreate: false, createRefusal: 'not-permitted' };
  }

  to(account: ServiceAccountResource): AccountAccess {
    const { lock, mayConfigureApiKey, mayRevokeApiKey, mayUpdate, mayDelete } =
      this.#options;
    const canConfigureApiKey = !lock && mayConfigureApiKey(account);
    return {
      canConfigureApiKey,
      canRevokeApiKey:
        canConfigureApiKey || (!lock && mayRevokeApiKey(account)),
      canUpdate: !this.#isFrozen && mayUpdate(account),
      canDelete: !this.#isFrozen && mayDelete(account),
      canBecomeService: !lock && this.#options.canBecomeService,
      apiKeyRefusal: canConfigureApiKey ? undefined : lock ?? 'not-permitted',
    };
  }

  /**
   * The policy may have changed since it was asked, so its answer is not acted
   * upon after a long wait for others.
   *
   * @throws ServiceUnavailableError when the decision is too old
   */
  assertIsFresh(): void {
    if (Date.now() - this.#options.decidedAt > LOCK_WAIT_MS) {
      throw busy();
    }
  }

  assertCanRead(): void {
    if (!this.#options.canRead) {
      throw missing(securityConfigurationReadPermission);
    }
  }

  assertCanCreate(): void {
    this.assertCanRead();
    this.#assertNotFrozen();
    if (!this.#options.canCreate) {
      throw missing(securityServiceAccountCreatePermission);
    }
  }

  assertCanConfigureServicePrincipal(): void {
    const { lock, canBecomeService } = this.#options;
    if (lock) {
      throw new NotAllowedError(LOCKED[lock]);
    }
    if (!canBecomeService) {
      throw missing(securityServicePrincipalConfigurePermission);
    }
  }

  assertCanConfigureApiKey(account: ServiceAccountResource): void {
    const { lock } = this.#options;
    if (lock) {
      throw new NotAllowedError(LOCKED[lock]);
    }
    if (!this.to(account).canConfigureApiKey) {
      throw missing(securityApiKeyConfigurePermission);
    }
  }

  /** Whoever may have a key may end it, too. */
  assertCanRevokeApiKey(account: ServiceAccountResource): void {
    const { lock } = this.#options;
    if (lock) {
      throw new NotAllowedError(LOCKED[lock]);
    }
    if (!this.to(account).canRevokeApiKey) {
      throw missing(securityApiKeyRevokePermission);
    }
  }

  assertCanUpdate(account: ServiceAccountResource): void {
    this.#assertNotFrozen();
    if (!this.to(account).canUpdate) {
      throw missing(securityServiceAccountUpdatePermission);
    }
  }

  assertCanDelete(account: ServiceAccountResource): void {
    this.#assertNotFrozen();
    if (!this.to(account).canDelete) {
      throw missing(securityServiceAccountDeletePermission);
    }
  }

  get #isFrozen(): boolean {
    return this.#options.lock === 'permissions-disabled';
  }

  #assertNotFrozen(): void {
    if (this.#isFrozen) {
      throw new NotAllowedError(LOCKED['permissions-disabled']);
    }
  }
}

/** What an account that does not exist, or may not be seen, answers with. */
export function accountNotFound(): NotFoundError {
  return new NotFoundError('There is no such account');
}

function missing({ name }: { name: string }): NotAllowedError {
  return new NotAllowedError(`You need the permission ${name}`);
}
