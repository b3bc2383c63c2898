import { UserInfoService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  AccountDetails,
  AccountFigures,
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
import { OwnerCheck } from '../serviceAccounts/OwnerCheck';
import { presentApiKey } from '../records/presentApiKey';
import {
  presentListedAccount,
  presentServiceAccount,
} from '../serviceAccounts/presentServiceAccount';
import { ServiceAccountStore } from '../serviceAccounts/ServiceAccountStore';
import { CatalogUsers } from './CatalogUsers';
import { Cursor, decodeCursor, encodeCursor } from './cursor';

const DAY_MS = 24 * 60 * 60 * 1000;

interface Page {
  items: ListAccountsResponse['items'];
  next: Cursor | undefined;
}

/** Service accounts and users as one list, for a person who may see them. */
export class Accounts {
  readonly #authorizer: Authorizer;
  readonly #store: ServiceAccountStore;
  readonly #serviceAccounts: AuthorizedServiceAccounts;
  readonly #ownerCheck: OwnerCheck;
  readonly #apiKeys: ApiKeyService;
  readonly #users: CatalogUsers;
  readonly #userInfo: UserInfoService;
  readonly #unusedAfter: number;

  constructor(options: {
    authorizer: Authorizer;
    store: ServiceAccountStore;
    serviceAccounts: AuthorizedServiceAccounts;
    ownerCheck: OwnerCheck;
    apiKeys: ApiKeyService;
    users: CatalogUsers;
    userInfo: UserInfoService;
    /** How long a key may go without use, in milliseconds. */
    unusedAfter: number;
  }) {
    this.#authorizer = options.authorizer;
    this.#store = options.store;
    this.#serviceAccounts = options.serviceAccounts;
    this.#ownerCheck = options.ownerCheck;
    this.#apiKeys = options.apiKeys;
    this.#users = options.users;
    this.#userInfo = options.userInfo;
    this.#unusedAfter = options.unusedAfter;
  }

  /** A page: service accounts, then users. */
  async list(
    person: Person,
    query: ListAccountsQuery,
  ): Promise<ListAccountsResponse> {
    const access = await this.#authorizer.accessOf(person);
    access.assertCanRead();
    const start: Cursor | undefined = query.cursor
      ? decodeCursor(query.cursor, query)
      : undefined;
    const owners = await this.#owners(person, query);
    const [{ items, next }, figures] = await Promise.all([
      this.#page({ person, access, query, owners, start }),
      query.figures ? this.#figures(owners) : undefined,
    ]);
    return {
      items,
      nextCursor: next && encodeCursor(next, query),
      ...access.toCreate,
      figures,
    };
  }

  /** @throws NotFoundError when there is none, or the caller may not see it */
  async get(person: Person, ref: AccountRef): Promise<AccountDetails> {
    if (ref.namespace === SERVICE_ACCOUNT_NAMESPACE) {
      const found = await this.#serviceAccounts.get(person, ref.name);
      const [account, apiKeys] = await Promise.all([
        this.#ownerCheck.lookAt(found.account),
        this.#apiKeys.history(found.account.id),
      ]);
      return {
        ...presentServiceAccount({ ...found, account }),
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

  async #page(options: {
    person: Person;
    access: Access;
    query: ListAccountsQuery;
    owners: string[] | undefined;
    start: Cursor | undefined;
  }): Promise<Page> {
    const { person, query, owners, start } = options;
    const { type, keyStatus, ownerMissing, limit } = query;
    // Users have neither an owner nor a key.
    const withUsers =
      type !== 'service-account' && !owners && !keyStatus && !ownerMissing;
    const withServiceAccounts = type !== 'user' && !(start && 'users' in start);

    const first = withServiceAccounts
      ? await this.#serviceAccountPage(options)
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

  async #serviceAccountPage(options: {
    access: Access;
    query: ListAccountsQuery;
    owners: string[] | undefined;
    start: Cursor | undefined;
  }): Promise<Page> {
    const { access, query, owners, start } = options;
    const { accounts, next } = await this.#store.list({
      ...query,
      owners,
      after:
        start && 'serviceAccountsAfter' in start
          ? start.serviceAccountsAfter
          : undefined,
    });
    return {
      items: accounts.map(each => presentListedAccount({ ...each, access })),
      next: next && { serviceAccountsAfter: next },
    };
  }

  /** Whose accounts are asked for; undefined for everybody's. */
  async #owners(
    person: Person,
    { owner, mine }: ListAccountsQuery,
  ): Promise<string[] | undefined> {
    if (!mine) {
      return owner ? [owner] : undefined;
    }
    let refs: string[];
    try {
      const info = await this.#userInfo.getUserInfo(person);
      refs = info.ownershipEntityRefs.map(ref =>
        ref.toLocaleLowerCase('en-US'),
      );
    } catch {
      throw new ServiceUnavailableError(
        'What the caller owns cannot be found out',
      );
    }
    return refs.filter(ref => !owner || ref === owner);
  }

  async #figures(owners: string[] | undefined): Promise<AccountFigures> {
    return {
      ...(await this.#store.count(owners)),
      unusedAfterDays: this.#unusedAfter / DAY_MS,
    };
  }
}
