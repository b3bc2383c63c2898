import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AccessPreview,
  AccessReport,
  PreviewAccess,
  SERVICE_ACCOUNT_NAMESPACE,
} from 'backstage-plugin-security-common';
import { isDeepStrictEqual } from 'node:util';
import { toResource } from '../permissions/registerPermissions';
import { Person } from '../permissions/requirePerson';
import { AuthorizedServiceAccounts } from '../serviceAccounts/AuthorizedServiceAccounts';
import { AccessReports } from './AccessReports';
import { asChanged, assertIsPossible } from './reach';

/** {@link AccessReports} for a person, as far as the policy allows. */
export class AuthorizedAccess {
  readonly #options: {
    serviceAccounts: AuthorizedServiceAccounts;
    reports: AccessReports;
    catalog: CatalogService;
    canBeService: boolean;
  };

  constructor(options: {
    serviceAccounts: AuthorizedServiceAccounts;
    reports: AccessReports;
    catalog: CatalogService;
    canBeService: boolean;
  }) {
    this.#options = options;
  }

  /** @throws NotFoundError when there is none, or the caller may not see it */
  async get(person: Person, name: string): Promise<AccessReport> {
    const { serviceAccounts, reports } = this.#options;
    const { account } = await serviceAccounts.get(person, name);
    return reports.ofNow(account);
  }

  /** For whoever could save the change: the policy is asked in another name. */
  async preview(
    person: Person,
    name: string,
    changes: PreviewAccess,
  ): Promise<AccessPreview> {
    const { serviceAccounts, reports, canBeService } = this.#options;
    const { account, access } = await serviceAccounts.get(person, name);
    const next = asChanged(account, changes);
    access.assertCanUpdate(toResource(account));
    access.assertCanConfigureApiKey(toResource(account));
    access.assertCanConfigureApiKey(toResource(next));
    if (
      next.principal === 'service' &&
      (account.principal !== 'service' ||
        !isDeepStrictEqual(next.restrictions, account.restrictions))
    ) {
      access.assertCanConfigureServicePrincipal();
    }
    assertIsPossible(account, next, canBeService);
    if (next.ownerRef !== account.ownerRef) {
      await this.#assertIsOwner(person, next.ownerRef);
    }
    return reports.preview(account, next);
  }

  async #assertIsOwner(person: Person, ownerRef: string): Promise<void> {
    let owner;
    try {
      owner = await this.#options.catalog.getEntityByRef(ownerRef, {
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
