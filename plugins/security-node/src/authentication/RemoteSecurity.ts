import { PluginTokenHandler } from '@backstage/backend-defaults/auth';
import { DiscoveryService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  AccountChanges,
  ApiKeyAnswer,
  ApiKeyRefusal,
  ApiKeyUse,
  ServiceAccountIdentity,
  ServiceAccountToken,
  VerifiedApiKey,
} from './VerifiedApiKey';

const TIMEOUT_MS = 5_000;

/**
 * Asks the `security` and `auth` plugins of another process, in the name of
 * the plugin that was called with a key.
 */
export class RemoteSecurity {
  readonly #pluginId: string;
  readonly #pluginTokens: PluginTokenHandler;
  readonly #discovery: DiscoveryService;

  constructor(options: {
    pluginId: string;
    pluginTokens: PluginTokenHandler;
    discovery: DiscoveryService;
  }) {
    this.#pluginId = options.pluginId;
    this.#pluginTokens = options.pluginTokens;
    this.#discovery = options.discovery;
  }

  /** Where the plugin of this id is, for the plugin that was called. */
  getBaseUrl(pluginId: string): Promise<string> {
    return this.#discovery.getBaseUrl(pluginId);
  }

  async verify(key: string): Promise<ApiKeyAnswer> {
    const { apiKey, refusal } = await this.#post<{
      apiKey: VerifiedApiKey | null;
      refusal?: ApiKeyRefusal;
    }>('security', '/v1/verify', { key });
    return apiKey ? { apiKey } : { refusal: refusal ?? 'unknown' };
  }

  async readAnew(keyIds: string[]): Promise<VerifiedApiKey[]> {
    const { apiKeys } = await this.#post<{ apiKeys: VerifiedApiKey[] }>(
      'security',
      '/v1/verify/read-anew',
      { keyIds },
    );
    return apiKeys;
  }

  async changesSince(version: number | undefined): Promise<AccountChanges> {
    return this.#post('security', '/v1/verify/changes', { version });
  }

  async noteUses(uses: ApiKeyUse[]): Promise<void> {
    await this.#post('security', '/v1/verify/uses', { uses });
  }

  /** For whoever has a key; without one, `auth` obeys the `security` plugin alone. */
  async issueToken(
    request: { key: string } | { account: ServiceAccountIdentity },
  ): Promise<ServiceAccountToken> {
    const { token, expiresAt } = await this.#post<{
      token: string;
      expiresAt: string;
    }>('auth', '/api-key/refresh', request);
    return { token, expiresAt: new Date(expiresAt) };
  }

  async #post<T>(pluginId: string, path: string, body: object): Promise<T> {
    try {
      const baseUrl = await this.getBaseUrl(pluginId);
      const { token } = await this.#pluginTokens.issueToken({
        pluginId: this.#pluginId,
        targetPluginId: pluginId,
      });
      const response = await fetch(`${baseUrl}${path}`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
        redirect: 'error',
      });
      if (response.ok) {
        return (await response.json()) as T;
      }
    } catch {
      // Whatever went wrong, the key may be fine: 503, and not 401. The error
      // stays here because it can carry the request.
    }
    throw new ServiceUnavailableError(
      `API keys cannot be verified: the ${pluginId} plugin is not available`,
    );
  }
}
