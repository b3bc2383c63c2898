import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ConflictError,
  InputError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  CreateServiceAccount,
  SERVICE_ACCOUNT_NAMESPACE,
  UpdateServiceAccount,
} from 'backstage-plugin-security-common';
import { AuditTrail } from '../audit/audited';
import { Access, accountNotFound } from '../permissions/Access';
import { Authorizer } from '../permissions/Authorizer';
import { toResource } from '../permissions/registerPermissions';
import { Person } from '../permissions/requirePerson';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';
import { ServiceAccountWithKeys } from '../records/ServiceAccountWithKeys';
import { differing } from './differing';
import { titleOfOwner } from './OwnerCheck';
import { ServiceAccountService } from './ServiceAccountService';
import {
  ServiceAccountChanges,
  ServiceAccountStore,
} from './ServiceAccountStore';

const REACH = ['ownerRef', 'principal', 'plugins', 'restrictions'] as const;

/** A service account that the caller may see, and what else they may do. */
export interface VisibleServiceAccount extends ServiceAccountWithKeys {
  access: Access;
}

/** What an update would make of an account. */
export interface PlannedUpdate {
  account: ServiceAccountRecord;
  access: Access;
  /** The fields that would be other ones than now. */
  changes: ServiceAccountChanges;
  /** Of another owner. */
  ownerTitle: string | undefined;
}

/** {@link ServiceAccountService} for a person, as far as the policy allows. */
export class AuthorizedServiceAccounts {
  readonly #authorizer: Authorizer;
  readonly #service: ServiceAccountService;
  readonly #store: ServiceAccountStore;
  readonly #catalog: CatalogService;

  constructor(options: {
    authorizer: Authorizer;
    service: ServiceAccountService;
    store: ServiceAccountStore;
    catalog: CatalogService;
  }) {
    this.#authorizer = options.authorizer;
    this.#service = options.service;
    this.#store = options.store;
    this.#catalog = options.catalog;
  }

  /** @throws NotFoundError when there is none, or the caller may not see it */
  async get(person: Person, name: string): Promise<VisibleServiceAccount> {
    const access = await this.#authorizer.accessOf(person);
    const found = access.canRead ? await this.#store.get(name) : undefined;
    if (!found) {
      throw accountNotFound();
    }
    return { ...found, access };
  }

  async create(
    person: Person,
    request: CreateServiceAccount,
    trail: AuditTrail,
  ): Promise<VisibleServiceAccount> {
    const access = await this.#authorizer.accessOf(person);
    access.assertCanCreate();
    if (request.principal === 'service') {
      access.assertCanConfigureServicePrincipal();
    }
    const ownerTitle = await this.#readOwnerTitle(person, request.ownerRef);
    const account = await this.#service.create(
      {
        name: request.name,
        title: request.title || undefined,
        description: request.description || undefined,
        ownerRef: request.ownerRef,
        ownerTitle,
        principal: request.principal ?? 'user',
        plugins: request.plugins,
        restrictions: request.restrictions,
        createdBy: person.principal.userEntityRef,
      },
      trail,
    );
    return { account, apiKeys: [], access };
  }

  /** What an update would change, for whoever may make it. */
  async planUpdate(
    person: Person,
    name: string,
    fields: Omit<UpdateServiceAccount, 'version'>,
  ): Promise<PlannedUpdate> {
    const { account, access } = await this.get(person, name);
    access.assertCanUpdate(toResource(account));
    const changes = changesOf(account, fields);
    this.#assertCanChangeReach(account, changes, access);
    const ownerTitle =
      changes.ownerRef &&
      (await this.#readOwnerTitle(person, changes.ownerRef));
    return { account, access, changes, ownerTitle };
  }

  async update(
    person: Person,
    name: string,
    request: UpdateServiceAccount,
    trail: AuditTrail,
  ): Promise<VisibleServiceAccount> {
    const { version, ...fields } = request;
    const { account, access, changes, ownerTitle } = await this.planUpdate(
      person,
      name,
      fields,
    );
    assertNotManaged(account);
    const updated = await this.#service.update(
      {
        account,
        version,
        assertDecisionIsFresh: () => access.assertIsFresh(),
        trail,
      },
      // Once a person has changed it, the configuration does not take it back.
      account.managedBy ? { ...changes, managedBy: undefined } : changes,
      person.principal.userEntityRef,
      ownerTitle,
    );
    return { ...updated, access };
  }

  async delete(
    person: Person,
    name: string,
    version: number,
    trail: AuditTrail,
  ): Promise<void> {
    const { account, access } = await this.get(person, name);
    access.assertCanDelete(toResource(account));
    assertNotManaged(account);
    await this.#service.delete({
      account,
      version,
      assertDecisionIsFresh: () => access.assertIsFresh(),
      trail,
    });
  }

  /**
   * What a key may reach is part of the key: whoever changes it could use the
   * key for more, or hand it to somebody else. So nobody changes it, gives an
   * account away or takes one, whose key they may not have.
   */
  #assertCanChangeReach(
    account: ServiceAccountRecord,
    changes: ServiceAccountChanges,
    access: Access,
  ): void {
    if (!REACH.some(field => field in changes)) {
      return;
    }
    const next = { ...account, ...changes };
    access.assertCanConfigureApiKey(toResource(account));
    access.assertCanConfigureApiKey(
      toResource(next),
      'for the account as it would be',
    );
    if (
      next.principal === 'service' &&
      ('principal' in changes || 'restrictions' in changes)
    ) {
      access.assertCanConfigureServicePrincipal();
    }
  }

  /** @throws InputError when there is no such owner */
  async #readOwnerTitle(
    person: Person,
    ownerRef: string,
  ): Promise<string | undefined> {
    let owner;
    try {
      owner = await this.#catalog.getEntityByRef(ownerRef, {
        credentials: person,
      });
    } catch {
      throw new ServiceUnavailableError('The catalog is not available');
    }
    if (!owner || owner.metadata.namespace === SERVICE_ACCOUNT_NAMESPACE) {
      throw new InputError('ownerRef: there is no such group or user');
    }
    return titleOfOwner(owner);
  }
}

function assertNotManaged({ name, managedBy }: ServiceAccountRecord): void {
  if (managedBy === 'config') {
    throw new ConflictError(
      `'${name}' is managed by security.serviceAccounts of the configuration: change it there`,
    );
  }
}

/**
 * The fields that are to be other ones than now. Empty text takes a title or
 * description away, and null a list of plugins. A user has no restrictions.
 */
function changesOf(
  account: ServiceAccountRecord,
  fields: Omit<UpdateServiceAccount, 'version'>,
): ServiceAccountChanges {
  const wanted: ServiceAccountChanges = Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [field, value || undefined]),
  );
  if (fields.principal === 'user' && !fields.restrictions) {
    wanted.restrictions = undefined;
  }
  return differing(wanted, account);
}
