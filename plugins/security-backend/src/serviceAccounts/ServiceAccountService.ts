import { ConflictError, InputError } from '@backstage/errors';
import { ApiKeyPrincipal } from 'backstage-plugin-security-common';
import { AuditTrail } from '../audit/audited';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';
import { ServiceAccountWithKeys } from '../records/ServiceAccountWithKeys';
import {
  NewServiceAccount,
  ServiceAccountChanges,
  ServiceAccountStore,
} from './ServiceAccountStore';

/** An operation on an account, by somebody who may. */
export interface ServiceAccountRequest {
  /** The account as it was when the decision was made. */
  account: ServiceAccountRecord;
  /** The version that the caller saw. */
  version: number;
  /** Called once nobody else can change the account any more. */
  assertDecisionIsFresh(): void;
  trail: AuditTrail;
}

/** The rules of service accounts. Knows nothing of HTTP and permissions. */
export class ServiceAccountService {
  readonly #store: ServiceAccountStore;
  readonly #canBeService: boolean;

  constructor(options: {
    store: ServiceAccountStore;
    /** Whether the backend is set up for keys that act as a service. */
    canBeService: boolean;
  }) {
    this.#store = options.store;
    this.#canBeService = options.canBeService;
  }

  /** @throws ConflictError when the name is taken */
  async create(
    account: NewServiceAccount,
    trail: AuditTrail,
  ): Promise<ServiceAccountRecord> {
    this.assertCanBeMade(account);
    return this.#store.insert(account, ({ id, name, ownerRef }) =>
      trail.succeeded({ accountId: id, name, ownerRef }),
    );
  }

  /**
   * @param ownerTitle - of the owner, when it is to be another one
   * @throws ConflictError when the account has another version by now
   */
  async update(
    request: ServiceAccountRequest,
    changes: ServiceAccountChanges,
    by: string,
    ownerTitle?: string,
  ): Promise<ServiceAccountWithKeys> {
    const { account, version, trail } = request;
    assertSameVersion(account, version);
    this.assertPossible(account, changes);
    const updated = await this.#store.update({
      id: account.id,
      version,
      changes: changes.ownerRef ? { ...changes, ownerTitle } : changes,
      updatedBy: by,
      beforeCommit: endedKeyIds => {
        request.assertDecisionIsFresh();
        return trail.succeeded({
          accountId: account.id,
          changed: Object.keys(changes),
          ...(changes.status && { status: changes.status }),
          ...(changes.ownerRef && { ownerRef: changes.ownerRef }),
          ...(changes.principal && { principal: changes.principal }),
          ...(endedKeyIds.length > 0 && { endedKeyIds }),
        });
      },
    });
    if (!updated) {
      throw changedMeanwhile();
    }
    return updated;
  }

  /** @throws ConflictError when the account has another version by now */
  async delete(request: ServiceAccountRequest): Promise<void> {
    const { account, version, trail } = request;
    assertSameVersion(account, version);
    const deleted = await this.#store.delete({
      id: account.id,
      version,
      beforeCommit: () => {
        request.assertDecisionIsFresh();
        return trail.succeeded({ accountId: account.id });
      },
    });
    if (!deleted) {
      throw changedMeanwhile();
    }
  }

  /** @throws InputError when the account cannot be like that */
  assertPossible(
    account: ServiceAccountRecord,
    changes: ServiceAccountChanges,
  ): void {
    this.#assertReach({ ...account, ...changes });
    if (changes.principal && changes.principal !== account.principal) {
      this.#assertCanBe(changes.principal);
    }
  }

  /** @throws InputError when there can be no account like that */
  assertCanBeMade(
    account: Pick<ServiceAccountRecord, 'principal' | 'restrictions'>,
  ): void {
    this.#assertReach(account);
    this.#assertCanBe(account.principal);
  }

  /** Restrictions that are missing never mean all. */
  #assertReach({
    principal,
    restrictions,
  }: Pick<ServiceAccountRecord, 'principal' | 'restrictions'>): void {
    if (principal === 'user' && restrictions) {
      throw new InputError(
        'restrictions: only an account that acts as a service has them',
      );
    }
    if (principal === 'service' && !restrictions) {
      throw new InputError(
        'restrictions: an account that acts as a service needs them',
      );
    }
  }

  #assertCanBe(principal: ApiKeyPrincipal): void {
    if (principal === 'service' && !this.#canBeService) {
      throw new InputError(
        'principal: backend.auth.externalAccess has no entry of the type api-key',
      );
    }
  }
}

function assertSameVersion(account: ServiceAccountRecord, version: number) {
  if (account.version !== version) {
    throw changedMeanwhile();
  }
}

function changedMeanwhile(): ConflictError {
  return new ConflictError(
    'version: somebody has changed the account meanwhile; load it again',
  );
}
