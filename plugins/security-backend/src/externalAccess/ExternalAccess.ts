import { ListExternalAccessResponse } from 'backstage-plugin-security-common';
import { ServiceAccountStore } from '../serviceAccounts/ServiceAccountStore';
import { Suggestion } from './suggestAccounts';

/** Who may call the backend with a token of the configuration. */
export class ExternalAccess {
  readonly #suggestions: Suggestion[];
  readonly #accounts: Pick<ServiceAccountStore, 'getMany'>;

  constructor(options: {
    suggestions: Suggestion[];
    accounts: Pick<ServiceAccountStore, 'getMany'>;
  }) {
    this.#suggestions = options.suggestions;
    this.#accounts = options.accounts;
  }

  async list(): Promise<ListExternalAccessResponse> {
    const names = this.#suggestions.flatMap(({ account }) =>
      account ? [account.name] : [],
    );
    const found = await this.#accounts.getMany(Array.from(new Set(names)));
    const existing = new Set(found.map(({ name }) => name));
    return {
      items: this.#suggestions.map(({ account, ...entry }) => ({
        ...entry,
        account: account && { ...account, exists: existing.has(account.name) },
      })),
    };
  }
}
