import { ResponseError } from '@backstage/errors';
import {
  Account,
  AccountDetails,
  AccountRef,
  ApiKey,
  ApiKeyPolicy,
  ApiKeySelf,
  ApiKeyUnavailableReason,
  CreateServiceAccount,
  ListAccountsRequest,
  ListAccountsResponse,
  RotateApiKey,
  SecurityApi,
  serviceAccountEntityRef,
  ServiceAccountDetails,
  ShownApiKey,
  UpdateServiceAccount,
  UserAccount,
} from 'backstage-plugin-security-common';

const ME = 'user:default/ann';

export const FULL_ACCESS = {
  canConfigureApiKey: true,
  canUpdate: true,
  canDelete: true,
  canBecomeService: false,
};

const DAY_SECONDS = 24 * 60 * 60;

export const API_KEY_POLICY: ApiKeyPolicy = {
  reveal: 'always',
  defaultLifetimeSeconds: 90 * DAY_SECONDS,
  maxLifetimeSeconds: 365 * DAY_SECONDS,
  canNeverExpire: false,
  maxGraceSeconds: 7 * DAY_SECONDS,
  verificationTtlSeconds: 5,
  canBeService: false,
};

/** What the page asks of the backend. */
type UsedSecurityApi = Pick<
  SecurityApi,
  | 'listAccounts'
  | 'getAccount'
  | 'createServiceAccount'
  | 'updateServiceAccount'
  | 'deleteServiceAccount'
  | 'showApiKey'
  | 'rotateApiKey'
  | 'revokeApiKey'
  | 'revokeAllApiKeys'
  | 'getSelf'
>;

/** A security backend in the memory of the page, for development and tests. */
export class FakeSecurityApi implements UsedSecurityApi {
  readonly serviceAccounts = new Map<string, ServiceAccountDetails>();
  users: UserAccount[] = [];
  canCreate = true;
  #keysMade = 0;

  add(
    account: Partial<ServiceAccountDetails> & { name: string },
  ): ServiceAccountDetails {
    const added: ServiceAccountDetails = {
      type: 'service-account',
      entityRef: serviceAccountEntityRef(account.name),
      namespace: 'service-account',
      ownerRef: 'group:default/platform',
      status: 'active',
      principal: 'user',
      version: 1,
      createdAt: '2026-01-01T08:00:00.000Z',
      createdBy: ME,
      updatedAt: '2026-01-01T08:00:00.000Z',
      updatedBy: ME,
      apiKey: account.apiKeys?.[0],
      apiKeys: [],
      apiKeyPolicy: API_KEY_POLICY,
      access: FULL_ACCESS,
      ...account,
    };
    this.serviceAccounts.set(added.name, added);
    return added;
  }

  makeKey(changes: Partial<ApiKey> = {}): ApiKey {
    this.#keysMade += 1;
    return {
      id: `00000000-0000-4000-8000-${String(this.#keysMade).padStart(12, '0')}`,
      hint: String(this.#keysMade).padStart(4, 'k'),
      status: 'active',
      canBeShown: true,
      createdAt: new Date().toISOString(),
      createdBy: ME,
      timesShown: 0,
      ...changes,
    };
  }

  async listAccounts(
    request: ListAccountsRequest = {},
  ): Promise<ListAccountsResponse> {
    const { type, search = '', keyStatus, limit = 25, cursor = '0' } = request;
    const start = Number(cursor);
    const matching = this.#accounts(request).filter(
      account =>
        (!type || account.type === type) &&
        (!keyStatus || keyStatusOf(account) === keyStatus) &&
        `${account.name} ${account.title}`.includes(search),
    );
    const end = start + Number(limit);
    return {
      items: matching.slice(start, end),
      nextCursor: end < matching.length ? String(end) : undefined,
      canCreate: this.canCreate,
    };
  }

  async getAccount({ namespace, name }: AccountRef): Promise<AccountDetails> {
    const user = this.users.find(
      account => account.namespace === namespace && account.name === name,
    );
    return user ?? this.#get(name);
  }

  async createServiceAccount(request: CreateServiceAccount) {
    if (this.serviceAccounts.has(request.name)) {
      throw await refusal(409, 'ConflictError', 'The name is taken');
    }
    const { name, title, description, ownerRef } = request;
    return this.add({ name, title, description, ownerRef });
  }

  async updateServiceAccount(name: string, request: UpdateServiceAccount) {
    const account = await this.#get(name);
    if (account.version !== request.version) {
      throw await refusal(409, 'ConflictError', 'It has another version');
    }
    return this.add({
      ...account,
      title: request.title ?? account.title,
      description: request.description ?? account.description,
      ownerRef: request.ownerRef ?? account.ownerRef,
      status: request.status ?? account.status,
      principal: request.principal ?? account.principal,
      plugins:
        request.plugins === null
          ? undefined
          : request.plugins ?? account.plugins,
      restrictions:
        request.principal === 'user'
          ? undefined
          : request.restrictions ?? account.restrictions,
      version: request.version + 1,
    });
  }

  async deleteServiceAccount(name: string) {
    await this.#get(name);
    this.serviceAccounts.delete(name);
  }

  async showApiKey(
    { name }: AccountRef,
    { expiresAt }: { expiresAt?: string | null } = {},
  ): Promise<ShownApiKey> {
    const { apiKey, status } = await this.#get(name);
    if (status === 'disabled') {
      throw await unavailable('account-disabled');
    }
    if (!apiKey || apiKey.status === 'revoked') {
      return this.#generate(name, expiresAt);
    }
    if (apiKey.status === 'expired' || !apiKey.canBeShown) {
      throw await unavailable(
        apiKey.status === 'expired' ? 'expired' : 'shown-once',
      );
    }
    return this.#shown(name, apiKey, false);
  }

  async rotateApiKey(
    { name }: AccountRef,
    { keyId, expiresAt, graceSeconds }: RotateApiKey,
  ): Promise<ShownApiKey> {
    const account = await this.#get(name);
    const { apiKey } = account;
    if (apiKey?.id !== keyId || apiKey.status === 'revoked') {
      throw await refusal(409, 'ConflictError', 'It is not the newest key');
    }
    this.#changeKeys(account, key => {
      if (key.id === keyId && graceSeconds) {
        return { ...key, status: 'retiring', retiresAt: later(graceSeconds) };
      }
      return hasEnded(key) ? key : revoked(key);
    });
    return this.#generate(name, expiresAt);
  }

  async revokeApiKey({ name }: AccountRef, { keyId }: { keyId: string }) {
    const account = await this.#get(name);
    const isRetiring = account.apiKeys.some(
      ({ id, status }) => id === keyId && status === 'retiring',
    );
    if (account.apiKey?.id !== keyId && !isRetiring) {
      throw await refusal(409, 'ConflictError', 'It is not the newest key');
    }
    this.#changeKeys(account, key => (key.id === keyId ? revoked(key) : key));
  }

  async revokeAllApiKeys({ name }: AccountRef) {
    this.#changeKeys(await this.#get(name), key =>
      hasEnded(key) ? key : revoked(key),
    );
  }

  async getSelf(value: string): Promise<ApiKeySelf> {
    for (const account of this.serviceAccounts.values()) {
      const { entityRef, ownerRef, principal, plugins, restrictions } = account;
      const key = account.apiKeys.find(each => valueOf(each) === value);
      if (key && !hasEnded(key) && account.status === 'active') {
        return {
          entityRef,
          ownershipEntityRefs: [entityRef, ownerRef],
          principal,
          plugins,
          restrictions,
          keyId: key.id,
          hint: key.hint,
          validUntil: key.retiresAt ?? key.expiresAt,
        };
      }
    }
    throw await refusal(401, 'AuthenticationError', 'Illegal token');
  }

  #accounts({ orderBy, order }: ListAccountsRequest): Account[] {
    const field = orderBy === 'owner' ? 'ownerRef' : orderBy ?? 'name';
    const accounts = Array.from(this.serviceAccounts.values()).sort((a, b) =>
      a[field].localeCompare(b[field]),
    );
    return [
      ...(order === 'desc' ? accounts.reverse() : accounts),
      ...this.users,
    ];
  }

  async #get(name: string): Promise<ServiceAccountDetails> {
    const account = this.serviceAccounts.get(name);
    if (!account) {
      throw await refusal(404, 'NotFoundError', 'There is no such account');
    }
    return account;
  }

  async #generate(
    name: string,
    expiresAt: string | null = later(API_KEY_POLICY.defaultLifetimeSeconds),
  ): Promise<ShownApiKey> {
    const account = await this.#get(name);
    const apiKey = this.makeKey({ expiresAt: expiresAt ?? undefined });
    this.add({ ...account, apiKey, apiKeys: [apiKey, ...account.apiKeys] });
    return this.#shown(name, apiKey, true);
  }

  async #shown(name: string, apiKey: ApiKey, generated: boolean) {
    const shown = {
      ...apiKey,
      timesShown: apiKey.timesShown + 1,
      lastShownAt: new Date().toISOString(),
      lastShownBy: ME,
    };
    this.#changeKeys(await this.#get(name), key =>
      key.id === shown.id ? shown : key,
    );
    return { value: valueOf(apiKey), generated, apiKey: shown };
  }

  #changeKeys(
    account: ServiceAccountDetails,
    change: (apiKey: ApiKey) => ApiKey,
  ) {
    const apiKeys = account.apiKeys.map(change);
    this.add({ ...account, apiKey: apiKeys[0], apiKeys });
  }
}

function later(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}

function hasEnded({ status }: ApiKey): boolean {
  return status === 'revoked' || status === 'expired';
}

function revoked(apiKey: ApiKey): ApiKey {
  return {
    ...apiKey,
    status: 'revoked',
    revokedAt: new Date().toISOString(),
    revokedBy: ME,
  };
}

/** No key of a real backend: those are random. */
export function valueOf({ hint }: ApiKey): string {
  return `bsak_${hint.padStart(32, 'x')}000000`;
}

/** What the client throws when the backend refuses. */
export function refusal(
  status: number,
  name: string,
  message: string,
  details: object = {},
): Promise<ResponseError> {
  const body = {
    error: { name, message, ...details },
    request: { method: 'POST', url: '/' },
    response: { statusCode: status },
  };
  return ResponseError.fromResponse({
    headers: new Headers({ 'content-type': 'application/json' }),
    ok: false,
    redirected: false,
    status,
    statusText: name,
    type: 'default',
    url: '',
    text: async () => JSON.stringify(body),
  });
}

export function unavailable(reason: ApiKeyUnavailableReason) {
  return refusal(409, 'ConflictError', 'The API key cannot be shown', {
    reason,
  });
}

function keyStatusOf(account: Account): string | undefined {
  return account.type === 'user' ? undefined : account.apiKey?.status ?? 'none';
}
