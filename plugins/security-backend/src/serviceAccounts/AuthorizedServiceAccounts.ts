import { CatalogService } from '@backstage/plugin-catalog-node';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
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
import { ServiceAccountService } from './ServiceAccountService';
import {
  ServiceAccountChanges,
  ServiceAccountStore,
  ServiceAccountWithKey,
} from './ServiceAccountStore';

/** A service account that the caller may see, and what else they may do. */
export interface VisibleServiceAccount extends ServiceAccountWithKey {
  access: Access;
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
    const found = access.canRead
      ? await this.#store.get(name.toLocaleLowerCase('en-US'))
      : undefined;
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
    await this.#assertOwnerExists(person, request.ownerRef);
    const account = await this.#service.create(
      {
        name: request.name,
        title: request.title || undefined,
        description: request.description || undefined,
        ownerRef: request.ownerRef,
        principal: request.principal ?? 'user',
        plugins: request.plugins,
        restrictions: request.restrictions,
        createdBy: person.principal.userEntityRef,
      },
      trail,
    );
    return { account, apiKey: undefined, access };
  }

  async update(
    person: Person,
    name: string,
    request: UpdateServiceAccount,
    trail: AuditTrail,
  ): Promise<VisibleServiceAccount> {
    const { account, apiKey, access } = await this.get(person, name);
    access.assertCanUpdate(toResource(account));
    const { version, ...fields } = request;
    if (fields.ownerRef && fields.ownerRef !== account.ownerRef) {
      // Policies give keys to owners, and an account acts for its owner. So
      // nobody gives away, or takes, an account whose key they may not have.
      const resource = toResource(account);
      access.assertCanConfigureApiKey(resource);
      access.assertCanConfigureApiKey({
        ...resource,
        ownerRef: fields.ownerRef,
      });
      await this.#assertOwnerExists(person, fields.ownerRef);
    }
    const changes = toChanges(fields);
    const principal = changes.principal ?? account.principal;
    if (
      principal === 'service' &&
      ('principal' in changes || 'restrictions' in changes)
    ) {
      access.assertCanConfigureServicePrincipal();
    }
    const updated = await this.#service.update({
      account,
      version,
      changes,
      by: person.principal.userEntityRef,
      trail,
    });
    return { account: updated, apiKey, access };
  }

  async delete(
    person: Person,
    name: string,
    version: number,
    trail: AuditTrail,
  ): Promise<void> {
    const { account, access } = await this.get(person, name);
    access.assertCanDelete(toResource(account));
    await this.#service.delete({ account, version, trail });
  }

  async #assertOwnerExists(person: Person, ownerRef: string): Promise<void> {
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
  }
}

/**
 * Empty text takes a title or description away, and null a list of plugins. A
 * user has no restrictions.
 */
function toChanges(
  fields: Omit<UpdateServiceAccount, 'version'>,
): ServiceAccountChanges {
  const changes = Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [field, value || undefined]),
  );
  return fields.principal === 'user' && !fields.restrictions
    ? { ...changes, restrictions: undefined }
    : changes;
}
