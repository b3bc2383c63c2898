import { ResponseError } from '@backstage/errors';
import {
  AccessPreview,
  AccessReport,
  Account,
  AccountDetails,
  accountKeyState,
  AccountRef,
  AccountUses,
  ApiKey,
  ApiKeyPolicy,
  ApiKeySelf,
  apiKeyStatusAt,
  ApiKeyUnavailableReason,
  CreateServiceAccount,
  ExternalAccessEntry,
  findApiKey,
  isWorking,
  KeyStatusFilter,
  ListAccountsRequest,
  ListAccountsResponse,
  ListExternalAccessResponse,
  ListPluginsResponse,
  matchesKeyStatus,
  RotateApiKey,
  MOST_COUNTED,
  PluginUse,
  PolicyCheckUp,
  PortalPlugin,
  PreviewAccess,
  SecurityApi,
  ServiceAccount,
  serviceAccountEntityRef,
  ServiceAccountDetails,
  ShownApiKey,
  UpdateServiceAccount,
  UserAccount,
} from 'backstage-plugin-security-common';
import { accessOf, FakePolicy, previewOf, usesOf } from './fakeAccess';

/** Who uses the page. */
export const ME = 'user:default/ann';
/** What is owned by the one who uses the page. */
export const MINE = [ME, 'group:default/team-a'];

export const FULL_ACCESS = {
  canConfigureApiKey: true,
  canRevokeApiKey: true,
  canUpdate: true,
  canDelete: true,
  canBecomeService: false,
};

const DAY_SECONDS = 24 * 60 * 60;
const UNUSED_AFTER_DAYS = 90;
const UNUSED_AFTER = UNUSED_AFTER_DAYS * DAY_SECONDS * 1000;

export const API_KEY_POLICY: ApiKeyPolicy = {
  reveal: 'always',
  defaultLifetimeSeconds: 90 * DAY_SECONDS,
  maxLifetimeSeconds: 365 * DAY_SECONDS,
  canNeverExpire: false,
  maxGraceSeconds: 7 * DAY_SECONDS,
  verificationTtlSeconds: 5,
  canBeService: false,
};

const PLUGINS: PortalPlugin[] = [
  { pluginId: 'auth', acceptsApiKeys: false, status: 'none', permissions: [] },
  {
    pluginId: 'catalog',
    acceptsApiKeys: true,
    status: 'ok',
    permissions: [
      {
        name: 'catalog.entity.read',
        action: 'read',
        resourceType: 'catalog-entity',
      },
      {
        name: 'catalog.entity.delete',
        action: 'delete',
        resourceType: 'catalog-entity',
      },
      { name: 'catalog.location.read', action: 'read' },
      { name: 'catalog.entity.validate' },
    ],
  },
  {
    pluginId: 'remote',
    acceptsApiKeys: true,
    status: 'unavailable',
    permissions: [],
  },
  { pluginId: 'search', acceptsApiKeys: true, status: 'none', permissions: [] },
  {
    pluginId: 'security',
    acceptsApiKeys: false,
    status: 'ok',
    permissions: [{ name: 'security.configuration.read', action: 'read' }],
  },
];

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
  | 'listPlugins'
  | 'getAccess'
  | 'previewAccess'
  | 'getPolicyCheckUp'
  | 'listExternalAccess'
  | 'getUses'
  | 'getSelf'
>;

/** A security backend in the memory of the page, for development and tests. */
export class FakeSecurityApi implements UsedSecurityApi {
  /** As stored: the status of a key is not yet that of now. */
  readonly serviceAccounts = new Map<string, ServiceAccountDetails>();
  users: UserAccount[] = [];
  plugins = PLUGINS;
  /** What the policy says, by permission; `allowed` of all others. */
  policy: FakePolicy = {};
  /** What accounts called, by name. */
  readonly uses = new Map<string, PluginUse[]>();
  checkUp: PolicyCheckUp = {
    checkedAt: '2026-01-01T08:00:00.000Z',
    status: 'decided',
    findings: [],
    dangerousSettings: [],
  };
  /** The tokens of the configuration of the backend. */
  externalAccess: ExternalAccessEntry[] = [];
  canCreate = true;
  createRefusal?: ListAccountsResponse['createRefusal'];
  #keysMade = 0;

  add(
    account: Partial<ServiceAccountDetails> & { name: string },
  ): ServiceAccountDetails {
    const added: Omit<ServiceAccountDetails, 'apiKey' | 'keyState'> = {
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
      apiKeys: [],
      apiKeyPolicy: API_KEY_POLICY,
      access: FULL_ACCESS,
      ...account,
    };
    const [apiKey] = added.apiKeys;
    const { keyState } = ofNow(added);
    this.serviceAccounts.set(added.name, { ...added, apiKey, keyState });
    return ofNow(added);
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
    const isOwnerMissing = (account: Account) =>
      account.type === 'service-account' &&
      account.ownerMissingSince !== undefined;
    const isOwned = (account: Account) =>
      account.type === 'service-account'
        ? (!request.owner || account.ownerRef === request.owner) &&
          (!request.mine || MINE.includes(account.ownerRef))
        : !request.owner && !request.mine && !keyStatus;
    const isIn = (account: Account, status: KeyStatusFilter) =>
      account.type === 'service-account' &&
      matchesKeyStatus(account.keyState, status, {
        now: Date.now(),
        unusedAfter: UNUSED_AFTER,
      });
    const owned = this.#accounts(request).filter(isOwned);
    const count = (status: KeyStatusFilter) =>
      Math.min(
        owned.filter(account => isIn(account, status)).length,
        MOST_COUNTED,
      );
    if (findApiKey(search)) {
      throw await refusal(400, 'InputError', 'search: must not be an API key');
    }
    const start = Number(cursor);
    const matching = owned.filter(
      account =>
        (!type || account.type === type) &&
        (!keyStatus || isIn(account, keyStatus)) &&
        (!request.ownerMissing || isOwnerMissing(account)) &&
        searchedText(account).includes(search),
    );
    const end = start + Number(limit);
    return {
      items: matching.slice(start, end),
      nextCursor: end < matching.length ? String(end) : undefined,
      canCreate: this.canCreate,
      createRefusal: this.createRefusal,
      figures: request.figures
        ? {
            active: count('active'),
            expiring: count('expiring'),
            unused: count('unused'),
            'not-working': count('not-working'),
            ownerMissing: owned.filter(isOwnerMissing).length,
            unusedAfterDays: UNUSED_AFTER_DAYS,
          }
        : undefined,
    };
  }

  async getAccount({ namespace, name }: AccountRef): Promise<AccountDetails> {
    const user = this.users.find(
      account => account.namespace === namespace && account.name === name,
    );
    return user ?? ofNow(await this.#get(name));
  }

  async createServiceAccount(request: CreateServiceAccount) {
    if (this.serviceAccounts.has(request.name)) {
      throw await refusal(409, 'ConflictError', 'The name is taken');
    }
    return this.add(request);
  }

  async updateServiceAccount(name: string, request: UpdateServiceAccount) {
    const account = await this.#get(name);
    await assertNotManaged(account);
    if (account.version !== request.version) {
      throw await refusal(409, 'ConflictError', 'It has another version');
    }
    const status = request.status ?? account.status;
    return this.add({
      ...account,
      managedBy: undefined,
      apiKeys:
        status === 'disabled'
          ? account.apiKeys.map(key =>
              key.retiresAt && !hasEnded(key) ? revoked(key) : key,
            )
          : account.apiKeys,
      title: request.title ?? account.title,
      description: request.description ?? account.description,
      ownerRef: request.ownerRef ?? account.ownerRef,
      status,
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
    await assertNotManaged(await this.#get(name));
    this.serviceAccounts.delete(name);
  }

  async showApiKey(
    { name }: AccountRef,
    { expiresAt }: { expiresAt?: string | null } = {},
  ): Promise<ShownApiKey> {
    const { apiKey, status } = ofNow(await this.#get(name));
    if (status === 'disabled') {
      throw await unavailable('account-disabled');
    }
    if (!apiKey || apiKey.status === 'revoked') {
      return this.#generate(name, expiresAt);
    }
    if (apiKey.status === 'expired') {
      throw await unavailable('expired');
    }
    if (apiKey.status === 'lost') {
      throw await unavailable('undecryptable');
    }
    if (!apiKey.canBeShown) {
      throw await unavailable('shown-once');
    }
    return this.#shown(name, apiKey, false);
  }

  async rotateApiKey(
    { name }: AccountRef,
    { keyId, expiresAt, graceSeconds }: RotateApiKey,
  ): Promise<ShownApiKey> {
    const account = await this.#get(name);
    const { apiKey } = ofNow(account);
    if (apiKey?.id !== keyId || apiKey.status === 'revoked') {
      throw await refusal(409, 'ConflictError', 'It is not the newest key');
    }
    this.#changeKeys(account, key => {
      if (key.id === keyId && graceSeconds) {
        return { ...key, retiresAt: later(graceSeconds) };
      }
      return hasEnded(key) ? key : revoked(key);
    });
    return this.#generate(name, expiresAt);
  }

  async revokeApiKey({ name }: AccountRef, { keyId }: { keyId: string }) {
    const account = await this.#get(name);
    const isRetiring = account.apiKeys.some(
      ({ id, retiresAt }) => id === keyId && retiresAt,
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

  async listPlugins(): Promise<ListPluginsResponse> {
    return { items: this.plugins };
  }

  async getAccess(name: string): Promise<AccessReport> {
    return accessOf(await this.#get(name), this);
  }

  async previewAccess(
    name: string,
    changes: PreviewAccess,
  ): Promise<AccessPreview> {
    return previewOf(await this.#get(name), changes, this);
  }

  async getUses(name: string): Promise<AccountUses> {
    const account = await this.#get(name);
    return usesOf(account, this.uses.get(name) ?? [], {
      plugins: this.plugins,
      unusedAfterDays: UNUSED_AFTER_DAYS,
    });
  }

  async getPolicyCheckUp(): Promise<PolicyCheckUp> {
    return this.checkUp;
  }

  async listExternalAccess(): Promise<ListExternalAccessResponse> {
    return {
      items: this.externalAccess.map(entry => ({
        ...entry,
        account: entry.account && {
          ...entry.account,
          exists: this.serviceAccounts.has(entry.account.name),
        },
      })),
    };
  }

  async getSelf(value: string): Promise<ApiKeySelf> {
    for (const account of this.serviceAccounts.values()) {
      const { entityRef, ownerRef, principal, plugins, restrictions } = account;
      const key = ofNow(account).apiKeys.find(each => valueOf(each) === value);
      if (key && isWorking(key.status)) {
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
    const value = ({ keyState, ...account }: ServiceAccount): string =>
      ({
        name: account.name,
        owner: account.ownerRef,
        createdAt: account.createdAt,
        expiresAt: keyState.worksUntil ?? '9999',
        lastUsedAt: keyState.lastUsedAt ?? '',
      }[orderBy ?? 'name']);
    const accounts = Array.from(this.serviceAccounts.values(), ofNow).sort(
      (a, b) => value(a).localeCompare(value(b)),
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
    this.add({ ...account, apiKeys: [apiKey, ...account.apiKeys] });
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
    this.add({ ...account, apiKeys });
  }
}

async function assertNotManaged({ managedBy }: ServiceAccount) {
  if (managedBy === 'config') {
    throw await refusal(409, 'ConflictError', 'It is managed by configuration');
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
export function valueOf({ hint }: Pick<ApiKey, 'hint'>): string {
  return `bsak_${hint.padStart(38, 'x')}`;
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

/** The account as the backend presents it at this moment. */
function ofNow<T extends Omit<ServiceAccountDetails, 'apiKey' | 'keyState'>>(
  account: T,
): T & Pick<ServiceAccountDetails, 'apiKey' | 'keyState'> {
  const apiKeys = account.apiKeys.map(key => {
    const status = apiKeyStatusAt(key, Date.now(), {
      accountStatus: account.status,
    });
    return {
      ...key,
      status,
      canBeShown: key.canBeShown && status === 'active',
      revokedAt:
        status === 'revoked' ? key.revokedAt ?? key.retiresAt : undefined,
    };
  });
  return {
    ...account,
    apiKey: apiKeys[0],
    apiKeys,
    keyState: accountKeyState(apiKeys),
  };
}

function searchedText(account: Account): string {
  if (account.type === 'user') {
    return account.name;
  }
  const { name, title = '', ownerRef } = account;
  const hints = (account as ServiceAccountDetails).apiKeys.map(
    ({ hint }) => hint,
  );
  return [name, title, ownerRef, ...hints].join('\n');
}
