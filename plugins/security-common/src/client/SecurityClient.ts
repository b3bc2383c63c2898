import { ResponseError } from '@backstage/errors';
import {
  AccessPreview,
  accessPreviewSchema,
  AccessReport,
  accessReportSchema,
  AccountDetails,
  accountDetailsSchema,
  AccountUses,
  accountUsesSchema,
  ApiKeySelf,
  apiKeySelfSchema,
  CreateServiceAccount,
  ListAccountsRequest,
  ListAccountsResponse,
  listAccountsResponseSchema,
  ListExternalAccessResponse,
  listExternalAccessResponseSchema,
  ListPluginsResponse,
  listPluginsResponseSchema,
  PolicyCheckUp,
  policyCheckUpSchema,
  PreviewAccess,
  RotateApiKey,
  ServiceAccount,
  serviceAccountSchema,
  ShownApiKey,
  shownApiKeySchema,
  UpdateServiceAccount,
} from '../schemas';
import { AccountRef, SecurityApi, SecurityRequestOptions } from './SecurityApi';

/**
 * Options of {@link SecurityClient}.
 *
 * @public
 */
export interface SecurityClientOptions {
  /** Where the `security` backend plugin is. */
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  /** What sends the requests; by default the global `fetch`. */
  fetchApi?: { fetch: typeof fetch };
}

type RequestBody = { method: 'POST' | 'PATCH'; json: unknown };

/**
 * {@link SecurityApi} over HTTP, for browsers and for Node.
 *
 * @public
 */
export class SecurityClient implements SecurityApi {
  readonly #discoveryApi: SecurityClientOptions['discoveryApi'];
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: SecurityClientOptions) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi ?? { fetch: (...args) => fetch(...args) };
  }

  /** {@inheritDoc SecurityApi.listAccounts} */
  async listAccounts(
    request: ListAccountsRequest = {},
    options?: SecurityRequestOptions,
  ): Promise<ListAccountsResponse> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(request)) {
      if (value !== undefined) {
        query.set(name, String(value));
      }
    }
    const response = await this.#request(`/v1/users?${query}`, {}, options);
    return listAccountsResponseSchema.parse(await response.json());
  }

  /** {@inheritDoc SecurityApi.getAccount} */
  async getAccount(
    account: AccountRef,
    options?: SecurityRequestOptions,
  ): Promise<AccountDetails> {
    const response = await this.#request(accountPath(account), {}, options);
    return accountDetailsSchema.parse(await response.json());
  }

  /** {@inheritDoc SecurityApi.createServiceAccount} */
  async createServiceAccount(
    request: CreateServiceAccount,
    options?: SecurityRequestOptions,
  ): Promise<ServiceAccount> {
    const response = await this.#request(
      '/v1/service-accounts',
      { method: 'POST', json: request },
      options,
    );
    return serviceAccountSchema.parse(await response.json());
  }

  /** {@inheritDoc SecurityApi.updateServiceAccount} */
  async updateServiceAccount(
    name: string,
    request: UpdateServiceAccount,
    options?: SecurityRequestOptions,
  ): Promise<ServiceAccount> {
    const response = await this.#request(
      `/v1/service-accounts/${encodeURIComponent(name)}`,
      { method: 'PATCH', json: request },
      options,
    );
    return serviceAccountSchema.parse(await response.json());
  }

  /** {@inheritDoc SecurityApi.deleteServiceAccount} */
  async deleteServiceAccount(
    name: string,
    request: { version: number },
    options?: SecurityRequestOptions,
  ): Promise<void> {
    await this.#request(
      `/v1/service-accounts/${encodeURIComponent(name)}?version=${
        request.version
      }`,
      { method: 'DELETE' },
      options,
    );
  }

  /** {@inheritDoc SecurityApi.showApiKey} */
  async showApiKey(
    account: AccountRef,
    request: { expiresAt?: string | null } = {},
    options?: SecurityRequestOptions,
  ): Promise<ShownApiKey> {
    const response = await this.#request(
      `${accountPath(account)}/api-key/show`,
      { method: 'POST', json: request },
      options,
    );
    return shownApiKeySchema.parse(await response.json());
  }

  /** {@inheritDoc SecurityApi.rotateApiKey} */
  async rotateApiKey(
    account: AccountRef,
    request: RotateApiKey,
    options?: SecurityRequestOptions,
  ): Promise<ShownApiKey> {
    const response = await this.#request(
      `${accountPath(account)}/api-key/rotate`,
      { method: 'POST', json: request },
      options,
    );
    return shownApiKeySchema.parse(await response.json());
  }

  /** {@inheritDoc SecurityApi.revokeApiKey} */
  async revokeApiKey(
    account: AccountRef,
    request: { keyId: string },
    options?: SecurityRequestOptions,
  ): Promise<void> {
    await this.#request(
      `${accountPath(account)}/api-key/revoke`,
      { method: 'POST', json: request },
      options,
    );
  }

  /** {@inheritDoc SecurityApi.revokeAllApiKeys} */
  async revokeAllApiKeys(
    account: AccountRef,
    options?: SecurityRequestOptions,
  ): Promise<void> {
    await this.#request(
      `${accountPath(account)}/api-key/revoke-all`,
      { method: 'POST', json: {} },
      options,
    );
  }

  /** {@inheritDoc SecurityApi.listPlugins} */
  async listPlugins(
    options?: SecurityRequestOptions,
  ): Promise<ListPluginsResponse> {
    const response = await this.#request('/v1/plugins', {}, options);
    return listPluginsResponseSchema.parse(await response.json());
  }

  /** {@inheritDoc SecurityApi.getAccess} */
  async getAccess(
    name: string,
    options?: SecurityRequestOptions,
  ): Promise<AccessReport> {
    const response = await this.#request(accessPath(name), {}, options);
    return accessReportSchema.parse(await response.json());
  }

  /** {@inheritDoc SecurityApi.previewAccess} */
  async previewAccess(
    name: string,
    request: PreviewAccess,
    options?: SecurityRequestOptions,
  ): Promise<AccessPreview> {
    const response = await this.#request(
      `${accessPath(name)}/preview`,
      { method: 'POST', json: request },
      options,
    );
    return accessPreviewSchema.parse(await response.json());
  }

  /** {@inheritDoc SecurityApi.getUses} */
  async getUses(
    name: string,
    options?: SecurityRequestOptions,
  ): Promise<AccountUses> {
    const response = await this.#request(
      `/v1/service-accounts/${encodeURIComponent(name)}/uses`,
      {},
      options,
    );
    return accountUsesSchema.parse(await response.json());
  }

  /** {@inheritDoc SecurityApi.getPolicyCheckUp} */
  async getPolicyCheckUp(
    options?: SecurityRequestOptions,
  ): Promise<PolicyCheckUp> {
    const response = await this.#request('/v1/policy-check-up', {}, options);
    return policyCheckUpSchema.parse(await response.json());
  }

  /** {@inheritDoc SecurityApi.listExternalAccess} */
  async listExternalAccess(
    options?: SecurityRequestOptions,
  ): Promise<ListExternalAccessResponse> {
    const response = await this.#request('/v1/external-access', {}, options);
    return listExternalAccessResponseSchema.parse(await response.json());
  }

  /** {@inheritDoc SecurityApi.getSelf} */
  async getSelf(
    apiKey: string,
    options?: Pick<SecurityRequestOptions, 'signal'>,
  ): Promise<ApiKeySelf> {
    const response = await this.#request(
      '/v1/self',
      {},
      { ...options, token: apiKey },
    );
    return apiKeySelfSchema.parse(await response.json());
  }

  async #request(
    path: string,
    request: RequestBody | { method?: 'GET' | 'DELETE' },
    options: SecurityRequestOptions = {},
  ): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('security');
    const headers: Record<string, string> = {};
    let body: string | undefined;
    if ('json' in request) {
      headers['Content-Type'] = 'application/json';
      body = JSON.stringify(request.json);
    }
    if (options.token) {
      headers.Authorization = `Bearer ${options.token}`;
    }
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      method: request.method ?? 'GET',
      headers,
      body,
      signal: options.signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

function accessPath(name: string): string {
  return `/v1/service-accounts/${encodeURIComponent(name)}/access`;
}

function accountPath({ namespace, name }: AccountRef): string {
  return `/v1/users/${encodeURIComponent(namespace)}/${encodeURIComponent(
    name,
  )}`;
}
