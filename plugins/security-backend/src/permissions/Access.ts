import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  AccountAccess,
  ListAccountsResponse,
  securityApiKeyConfigurePermission,
  securityConfigurationReadPermission,
  securityServiceAccountCreatePermission,
  securityServicePrincipalConfigurePermission,
} from 'backstage-plugin-security-common';
import { ServiceAccountResource } from 'backstage-plugin-security-node';
import { busy } from '../database/guardDatabase';
import { LOCK_WAIT_MS } from '../database/locks';
import { AccountDecision, Verdict } from './AccountDecision';
import { RefusedError } from './RefusedError';

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
  /** Whether the policy does not rule out every account. */
  mightConfigureApiKeys: boolean;
  configureApiKey: AccountDecision;
  revokeApiKey: AccountDecision;
  update: AccountDecision;
  delete: AccountDecision;
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
    if (this.#freeze) {
      return { canCreate: false, createRefusal: 'permissions-disabled' };
    }
    return this.#options.canCreate
      ? { canCreate: true }
      : { canCreate: false, createRefusal: 'not-permitted' };
  }

  to(account: ServiceAccountResource): AccountAccess {
    const verdicts = {
      configure: this.#configureApiKey(account),
      revoke: this.#revokeApiKey(account),
      update: this.#update(account),
      delete: this.#delete(account),
      becomeService: this.#becomeService(),
    };
    const can = (key: keyof typeof verdicts) => verdicts[key] === 'allowed';
    const refusals = Object.values(verdicts).filter(
      verdict => typeof verdict === 'object',
    );
    return {
      canConfigureApiKey: can('configure'),
      canRevokeApiKey: can('revoke'),
      canUpdate: can('update'),
      canDelete: can('delete'),
      canBecomeService: can('becomeService'),
      apiKeyRefusal: can('configure')
        ? undefined
        : this.#options.lock ?? 'not-permitted',
      refusals: refusals.length > 0 ? refusals : undefined,
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
    assertAllowed(this.#becomeService());
  }

  /** Also a guest, whom only this plugin keeps from keys. */
  assertMightConfigureApiKeys(): void {
    this.#assertNotFrozen();
    if (!this.#options.mightConfigureApiKeys) {
      throw missing(securityApiKeyConfigurePermission);
    }
  }

  /** @param where - what the message adds to the name of the permission */
  assertCanConfigureApiKey(
    account: ServiceAccountResource,
    where?: string,
  ): void {
    assertAllowed(this.#configureApiKey(account), where);
  }

  assertCanRevokeApiKey(account: ServiceAccountResource): void {
    const configure = this.#configureApiKey(account);
    const revoke = this.#revokeApiKey(account);
    if (typeof configure === 'object' && typeof revoke === 'object') {
      throw new RefusedError([configure, revoke]);
    }
    assertAllowed(revoke);
  }

  assertCanUpdate(account: ServiceAccountResource): void {
    assertAllowed(this.#update(account));
  }

  assertCanDelete(account: ServiceAccountResource): void {
    assertAllowed(this.#delete(account));
  }

  #configureApiKey(account: ServiceAccountResource): Verdict | Lock {
    return this.#options.lock ?? this.#options.configureApiKey(account);
  }

  /** Whoever may have a key may end it, too. */
  #revokeApiKey(account: ServiceAccountResource): Verdict | Lock {
    const configure = this.#configureApiKey(account);
    return typeof configure === 'object'
      ? this.#options.revokeApiKey(account)
      : configure;
  }

  #update(account: ServiceAccountResource): Verdict | Lock {
    return this.#freeze ?? this.#options.update(account);
  }

  #delete(account: ServiceAccountResource): Verdict | Lock {
    return this.#freeze ?? this.#options.delete(account);
  }

  #becomeService(): Verdict | Lock {
    const { lock, canBecomeService } = this.#options;
    const permission = securityServicePrincipalConfigurePermission.name;
    return lock ?? (canBecomeService ? 'allowed' : { permission });
  }

  /** What keeps everything from being changed. */
  get #freeze(): Lock | undefined {
    const { lock } = this.#options;
    return lock === 'permissions-disabled' ? lock : undefined;
  }

  #assertNotFrozen(): void {
    if (this.#freeze) {
      throw new NotAllowedError(LOCKED[this.#freeze]);
    }
  }
}

/** What an account that does not exist, or may not be seen, answers with. */
export function accountNotFound(): NotFoundError {
  return new NotFoundError('There is no such account');
}

function missing({ name }: { name: string }): RefusedError {
  return new RefusedError([{ permission: name }]);
}

function assertAllowed(verdict: Verdict | Lock, where?: string): void {
  if (typeof verdict === 'object') {
    throw new RefusedError([verdict], where);
  }
  if (verdict !== 'allowed') {
    throw new NotAllowedError(LOCKED[verdict]);
  }
}
