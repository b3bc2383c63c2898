import {
  AccessPreview,
  AccessReport,
  Account,
  AccountDetails,
  AccountUses,
  ApiKeySelf,
  CreateServiceAccount,
  ListAccountsRequest,
  ListAccountsResponse,
  ListExternalAccessResponse,
  ListPluginsResponse,
  PolicyCheckUp,
  PreviewAccess,
  RotateApiKey,
  ServiceAccount,
  ShownApiKey,
  UpdateServiceAccount,
} from '../schemas';

/**
 * Options of a single call.
 *
 * @public
 */
export interface SecurityRequestOptions {
  /** A Backstage user token, where `fetchApi` does not add one by itself. */
  token?: string;
  /** Ends the call early. */
  signal?: AbortSignal;
}

/**
 * The account that a call is about.
 *
 * @public
 */
export type AccountRef = Pick<Account, 'namespace' | 'name'>;

/**
 * The HTTP API of the `security` backend plugin. Each method rejects with a
 * `ResponseError` of `@backstage/errors` when the backend refuses.
 *
 * @public
 */
export interface SecurityApi {
  /**
   * A page of service accounts and, after the last of them, users. It may be
   * shorter than `limit`, or empty, while there is a `nextCursor`: a page looks
   * at a part of the accounts, so that it costs the same however many there are.
   */
  listAccounts(
    request?: ListAccountsRequest,
    options?: SecurityRequestOptions,
  ): Promise<ListAccountsResponse>;

  /** One account; of a service account also the history of its keys. */
  getAccount(
    account: AccountRef,
    options?: SecurityRequestOptions,
  ): Promise<AccountDetails>;

  /** Creates a service account, without a key. */
  createServiceAccount(
    request: CreateServiceAccount,
    options?: SecurityRequestOptions,
  ): Promise<ServiceAccount>;

  /** Changes a service account; 409 when its version is another one by now. */
  updateServiceAccount(
    name: string,
    request: UpdateServiceAccount,
    options?: SecurityRequestOptions,
  ): Promise<ServiceAccount>;

  /** Deletes a service account and its keys; 409 as above. */
  deleteServiceAccount(
    name: string,
    request: { version: number },
    options?: SecurityRequestOptions,
  ): Promise<void>;

  /**
   * The active key; generates one when there is none.
   *
   * @param request - `expiresAt`: when a key that is generated ends
   */
  showApiKey(
    account: AccountRef,
    request?: { expiresAt?: string | null },
    options?: SecurityRequestOptions,
  ): Promise<ShownApiKey>;

  /** Replaces the key; 409 when `keyId` is not the newest one any more. */
  rotateApiKey(
    account: AccountRef,
    request: RotateApiKey,
    options?: SecurityRequestOptions,
  ): Promise<ShownApiKey>;

  /** Ends a key for good; doing it again changes nothing. */
  revokeApiKey(
    account: AccountRef,
    request: { keyId: string },
    options?: SecurityRequestOptions,
  ): Promise<void>;

  /** Ends every key of the account for good. */
  revokeAllApiKeys(
    account: AccountRef,
    options?: SecurityRequestOptions,
  ): Promise<void>;

  /** The plugins of the portal, and the permissions that each registers. */
  listPlugins(options?: SecurityRequestOptions): Promise<ListPluginsResponse>;

  /** What the policy says of each permission for a service account, now. */
  getAccess(
    name: string,
    options?: SecurityRequestOptions,
  ): Promise<AccessReport>;

  /** The same for the account as it would be; changes nothing. */
  previewAccess(
    name: string,
    request: PreviewAccess,
    options?: SecurityRequestOptions,
  ): Promise<AccessPreview>;

  /** Which plugins a service account called, with all of its keys together. */
  getUses(name: string, options?: SecurityRequestOptions): Promise<AccountUses>;

  /** What the permission policy lets somebody do who has no rights. */
  getPolicyCheckUp(options?: SecurityRequestOptions): Promise<PolicyCheckUp>;

  /** The tokens of the configuration that accounts could take the place of. */
  listExternalAccess(
    options?: SecurityRequestOptions,
  ): Promise<ListExternalAccessResponse>;

  /**
   * What a key learns about itself, by calling the backend with it.
   *
   * @param apiKey - the key; it is sent as the bearer token
   */
  getSelf(
    apiKey: string,
    options?: Pick<SecurityRequestOptions, 'signal'>,
  ): Promise<ApiKeySelf>;
}
