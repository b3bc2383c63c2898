import {
  AccessPreview,
  AccessReport,
  PreviewAccess,
} from 'backstage-plugin-security-common';
import { toResource } from '../permissions/registerPermissions';
import { Person } from '../permissions/requirePerson';
import { AuthorizedServiceAccounts } from '../serviceAccounts/AuthorizedServiceAccounts';
import { ServiceAccountService } from '../serviceAccounts/ServiceAccountService';
import { AccessReports } from './AccessReports';

/** {@link AccessReports} for a person, as far as the policy allows. */
export class AuthorizedAccess {
  readonly #serviceAccounts: AuthorizedServiceAccounts;
  readonly #service: ServiceAccountService;
  readonly #reports: AccessReports;

  constructor(options: {
    serviceAccounts: AuthorizedServiceAccounts;
    service: ServiceAccountService;
    reports: AccessReports;
  }) {
    this.#serviceAccounts = options.serviceAccounts;
    this.#service = options.service;
    this.#reports = options.reports;
  }

  /** @throws NotFoundError when there is none, or the caller may not see it */
  async get(person: Person, name: string): Promise<AccessReport> {
    const { account } = await this.#serviceAccounts.get(person, name);
    return this.#reports.ofNow(account);
  }

  /** For whoever could save the change: the policy is asked in another name. */
  async preview(
    person: Person,
    name: string,
    fields: PreviewAccess,
  ): Promise<AccessPreview> {
    const { account, access, changes } = await this.#serviceAccounts.planUpdate(
      person,
      name,
      fields,
    );
    // Also where nothing would change.
    access.assertCanConfigureApiKey(toResource(account));
    this.#service.assertPossible(account, changes);
    return this.#reports.preview(account, { ...account, ...changes });
  }
}
