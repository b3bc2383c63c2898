import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { ForwardedError, ResponseError } from '@backstage/errors';
import {
  CatalogFeedChanges,
  catalogFeedChangesSchema,
  CatalogFeedPage,
  catalogFeedPageSchema,
} from 'backstage-plugin-security-common';
import { Accounts, applyChanges } from './changedAccounts';

const WAIT_S = 20;
const TIMEOUT_MS = (WAIT_S + 10) * 1_000;

/** The service accounts, as they are at a version of the record of changes. */
export interface AccountsAtVersion {
  version: number;
  accounts: Accounts;
}

/** Asks the `security` plugin, in this process or in another one. */
export class SecurityFeed {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /** All of them, page by page; rejects when one page does not come. */
  async readAll(signal: AbortSignal): Promise<AccountsAtVersion> {
    const accounts: Accounts = new Map();
    let version: number | undefined;
    let after: string | undefined;
    do {
      const page: CatalogFeedPage = catalogFeedPageSchema.parse(
        await this.#get('accounts', { after }, signal),
      );
      page.accounts.forEach(account => accounts.set(account.name, account));
      version ??= page.version;
      after = page.next;
    } while (after !== undefined);
    // Pages that were read one after the other are not of one moment.
    const { changes, version: now } = await this.#changes(version, 0, signal);
    return changes
      ? { version: now, accounts: applyChanges(accounts, changes) }
      : { version, accounts };
  }

  /** What changed since, as soon as something has, or after a while. */
  async changesSince(
    version: number,
    signal: AbortSignal,
  ): Promise<CatalogFeedChanges> {
    return this.#changes(version, WAIT_S, signal);
  }

  async #changes(since: number, wait: number, signal: AbortSignal) {
    return catalogFeedChangesSchema.parse(
      await this.#get('changes', { since, wait }, signal),
    );
  }

  async #get(
    path: string,
    query: Record<string, string | number | undefined>,
    signal: AbortSignal,
  ): Promise<unknown> {
    const baseUrl = await this.#discovery.getBaseUrl('security');
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'security',
    });
    const url = new URL(`${baseUrl}/v1/catalog-feed/${path}`);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) {
        url.searchParams.set(name, String(value));
      }
    }
    const response = await fetch(url, {
      headers: {
        Authorization: `Bearer ${token}`,
        // Whoever stops waits until connections are idle, and this one would
        // hardly be.
        Connection: 'close',
      },
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      redirect: 'error',
    }).catch(error => {
      throw new ForwardedError('The security plugin does not answer', error);
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
