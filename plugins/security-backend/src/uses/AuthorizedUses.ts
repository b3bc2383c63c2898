import { AccountUses } from 'backstage-plugin-security-common';
import { Person } from '../permissions/requirePerson';
import { PortalPlugins } from '../portal/PortalPlugins';
import { AuthorizedServiceAccounts } from '../serviceAccounts/AuthorizedServiceAccounts';
import { AccountUseStore } from './AccountUseStore';
import { reportUses } from './reportUses';

/** What accounts called, for a person who may see them. */
export class AuthorizedUses {
  readonly #serviceAccounts: AuthorizedServiceAccounts;
  readonly #store: AccountUseStore;
  readonly #plugins: PortalPlugins;
  readonly #unusedAfter: number;

  constructor(options: {
    serviceAccounts: AuthorizedServiceAccounts;
    store: AccountUseStore;
    plugins: PortalPlugins;
    /** In milliseconds. */
    unusedAfter: number;
  }) {
    this.#serviceAccounts = options.serviceAccounts;
    this.#store = options.store;
    this.#plugins = options.plugins;
    this.#unusedAfter = options.unusedAfter;
  }

  /** @throws NotFoundError when there is none, or the caller may not see it */
  async get(person: Person, name: string): Promise<AccountUses> {
    const { account } = await this.#serviceAccounts.get(person, name);
    const [uses, plugins] = await Promise.all([
      this.#store.list(account.id),
      this.#plugins.list(),
    ]);
    return reportUses({
      account,
      uses,
      pluginIds: plugins.map(({ pluginId }) => pluginId),
      unusedAfter: this.#unusedAfter,
    });
  }
}
