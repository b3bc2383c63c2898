import {
  AccountDetails,
  AccountRef,
  ListAccountsQuery,
  ListAccountsResponse,
  SERVICE_ACCOUNT_NAMESPACE,
} from 'backstage-plugin-security-common';
import { ApiKeyService } from '../apiKeys/ApiKeyService';
import { Access, accountNotFound } from '../permissions/Access';
import { Authorizer } from '../permissions/Authorizer';
import { Person } from '../permissions/requirePerson';
import { AuthorizedServiceAccounts } from '../serviceAccounts/AuthorizedServiceAccounts';
import { presentApiKey } from '../records/presentApiKey';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';
import { presentServiceAccount } from '../serviceAccounts/presentServiceAccount';
import { ServiceAccountStore } from '../serviceAccounts/ServiceAccountStore';
import { CatalogUsers } from './CatalogUsers';
import { Cursor, decodeCursor, encodeCursor } from './cursor';

interface Page {
  items: ListAccountsResponse['items'];
  next: Cursor | undefined;
}

/** Service accounts and users as one list, for a person who may see them. */
export class Accounts {
  readonly #authorizer: Authorizer;
  readonly #store: ServiceAccountStore;
  readonly #serviceAccounts: AuthorizedServiceAccounts;
  readonly #apiKeys: ApiKeyService;
  readonly #users: CatalogUsers;

  constructor(options: {
    authorizer: Authorizer;
    store: ServiceAccountStore;
    serviceAccounts: AuthorizedServiceAccounts;
    apiKeys: ApiKeyService;
    users: CatalogUsers;
  }) {
    this.#authorizer = options.authorizer;
    this.#store = options.store;
    this.#serviceAccounts = options.serviceAccounts;
    this.#apiKeys = options.apiKeys;
    this.#users = options.users;
  }

  /** A page: service accounts, then users. One query for each of the two. */
  async list(
    person: Person,
    query: ListAccountsQuery,
  ): Promise<ListAccountsResponse> {
    const access = await this.#authorizer.accessOf(person);
    access.assertCanRead();
    const start: Cursor | undefined = query.cursor
      ? decodeCursor(query.cursor, query)
      : undefined;
    const { items, next } = await this.#page(person, access, query, start);
    return {
      items,
      nextCursor: next && encodeCursor(next, query),
      ...access.toCreate,
    };
  }

  /** @throws NotFoundError when there is none, or the caller may not see it */
  async get(person: Person, ref: AccountRef): Promise<AccountDetails> {
    if (ref.namespace === SERVICE_ACCOUNT_NAMESPACE) {
      const found = await this.#serviceAccounts.get(person, ref.name);
      const apiKeys = await this.#apiKeys.history(found.account.id);
      return {
        ...presentServiceAccount(found),
        apiKeys: apiKeys.map(key => presentApiKey(key, found.account)),
        apiKeyPolicy: this.#apiKeys.policy,
      };
    }
    const access = await this.#authorizer.accessOf(person);
    const user = access.canRead
      ? await this.#users.get(person, ref)
      : undefined;
    if (!user) {
      throw accountNotFound();
    }
    return user;
  }

  async #page(
    person: Person,
    access: Access,
    query: ListAccountsQuery,
    start: Cursor | undefined,
  ): Promise<Page> {
    const { type, owner, keyStatus, limit } = query;
    // Users have neither an owner nor a key.
    const withUsers = type !== 'service-account' && !owner && !keyStatus;
    const withServiceAccounts = type !== 'user' && !(start && 'users' in start);

    const first = withServiceAccounts
      ? await this.#serviceAccountPage(access, query, start)
      : { items: [], next: undefined };
    if (first.next || !withUsers) {
      return first;
    }
    const left = limit - first.items.length;
    if (left === 0) {
      return { ...first, next: { users: { catalogCursor: undefined } } };
    }
    const users = await this.#users.list(person, {
      search: query.search,
      order: query.orderBy === 'name' ? query.order : 'asc',
      limit: left,
      cursor: start && 'users' in start ? start.users.catalogCursor : undefined,
    });
    return {
      items: [...first.items, ...users.items],
      next: users.nextCursor
        ? { users: { catalogCursor: users.nextCursor } }
        : undefined,
    };
  }

  async #serviceAccountPage(
    access: Access,
    query: ListAccountsQuery,
    start: Cursor | undefined,
  ): Promise<Page> {
    const { limit } = query;
    // One more than asked for tells whether there is another page.
    const found = await this.#store.list({
      ...query,
      limit: limit + 1,
      after:
        start && 'serviceAccountsAfter' in start
          ? start.serviceAccountsAfter
          : undefined,
    });
    const shown = found.slice(0, limit);
    return {
      items: shown.map(each => presentServiceAccount({ ...each, access })),
      next:
        found.length > limit
          ? {
              serviceAccountsAfter: positionOf(shown[limit - 1].account, query),
            }
          : undefined,
    };
  }
}

function positionOf(
  account: ServiceAccountRecord,
  { orderBy }: ListAccountsQuery,
) {
  const values = {
    name: account.name,
    owner: account.ownerRef,
    createdAt: account.createdAt.getTime(),
  };
  return { value: values[orderBy], name: account.name };
}
