import { PluginTokenHandler } from '@backstage/backend-defaults/auth';
import { DiscoveryService } from '@backstage/backend-plugin-api';
import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import {
  AuthenticationError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { isWellFormedApiKey } from '../apiKeys/apiKeyFormat';
import { RememberedKeys } from './RememberedKeys';
import { RemoteSecurity } from './RemoteSecurity';
import { RemoteUses } from './RemoteUses';
import { TokenIssuer } from './TokenIssuer';
import { UserTokens } from './UserTokens';
import {
  VerificationMetrics,
  VerificationOutcome,
} from './VerificationMetrics';
import {
  AccountChanges,
  ApiKeyVerifier,
  ServiceAccountIdentity,
  ServiceAccountToken,
  ServiceAccountTokenIssuer,
  VerifiedApiKey,
} from './VerifiedApiKey';
import { withinTime } from './withinTime';

const LOOK_BACK_MS = 1_000;

/**
 * Where all plugins of a process verify API keys. The `security` plugin
 * registers itself here when it runs in the same process; otherwise it is
 * asked over HTTP.
 *
 * It depends on no service that needs `coreServices.auth`: every auth service
 * waits for it.
 *
 * @public
 */
export class ApiKeyHub {
  readonly #isInstalled: (pluginId: string) => Promise<boolean>;
  readonly #keys: RememberedKeys;
  readonly #tokens = new UserTokens();
  readonly #remoteUses = new RemoteUses(async uses =>
    (await this.#security()).noteUses(uses),
  );
  readonly #remotes = new Map<string, RemoteSecurity>();
  readonly #metrics = new Map<string, VerificationMetrics>();
  readonly #admitted = new Set<string>();
  #verifier: ApiKeyVerifier | undefined;
  #issueToken: ServiceAccountTokenIssuer | undefined;
  #tokenIssuer: TokenIssuer | undefined;
  #lookingBack: NodeJS.Timeout | undefined;

  constructor(options: {
    /** For how many milliseconds an answer holds; 0 asks every time. */
    verificationTtl: number;
    /** Whether a plugin runs in this process. */
    isInstalled(pluginId: string): Promise<boolean>;
  }) {
    this.#keys = new RememberedKeys({
      ttl: options.verificationTtl,
      source: {
        readAnew: async keyIds =>
          withinTime((await this.#security()).readAnew(keyIds)),
        changesSince: version => this.#changesSince(version),
      },
      onChanged: (changes, began) => {
        // The next one finds out what this one could not.
        this.#tokenIssuer?.onChanged(changes, began).catch(() => {});
      },
    });
    this.#isInstalled = options.isInstalled;
  }

  /** Called by the `security` plugin of this process. */
  registerVerifier(verifier: ApiKeyVerifier): void {
    this.#verifier = verifier;
  }

  /** Called by the module of the `auth` plugin of this process. */
  registerTokenIssuer(issuer: ServiceAccountTokenIssuer): void {
    this.#issueToken = issuer;
    this.#tokenIssuer = new TokenIssuer(issuer, async keyIds =>
      withinTime((await this.#security()).readAnew(keyIds)),
    );
  }

  /** Called when a plugin's token handler is decorated. */
  attach(options: {
    pluginId: string;
    pluginTokens: PluginTokenHandler;
    discovery: DiscoveryService;
    /** Of the plugin; nothing is counted without it. */
    metrics?: MetricsService;
  }): void {
    const { pluginId, metrics } = options;
    this.#remotes.set(pluginId, new RemoteSecurity(options));
    if (metrics) {
      this.#metrics.set(pluginId, new VerificationMetrics(metrics));
    }
  }

  /**
   * The token handler has one decorator a backend. When the backend installs
   * one of its own, Backstage drops ours without a word, and every key gets a
   * 401.
   *
   * @param pluginId - the plugin whose token handler is meant; any by default
   * @throws Error that says what to do
   */
  assertAttached(pluginId?: string): void {
    const isAttached =
      pluginId === undefined
        ? this.#remotes.size > 0
        : this.#remotes.has(pluginId);
    if (!isAttached) {
      throw new Error(
        'API keys cannot be used: this backend replaces the service core.auth.pluginTokenHandlerDecorator. ' +
          'Let its factory return decorateWithApiKeys(...) of backstage-plugin-security-node around its own handler',
      );
    }
  }

  /** Whether user tokens can be issued in this process. */
  get hasTokenIssuer(): boolean {
    return this.#tokenIssuer !== undefined;
  }

  /** Called when a key of this account, or the account, was changed here. */
  forget(accountId: string): void {
    this.#keys.forget(accountId);
  }

  /** Tells a `security` plugin in another process when keys were used. */
  async flush(): Promise<void> {
    await this.#remoteUses.flush();
  }

  /**
   * Finds out what a key is good for, counts that, and notes its use.
   *
   * @param text - what was presented as a key
   * @param pluginId - the plugin that was called with it
   * @returns undefined for everything that is not a valid key
   * @throws ServiceUnavailableError when that cannot be found out
   */
  async verify(
    text: string,
    pluginId: string,
  ): Promise<VerifiedApiKey | undefined> {
    const began = performance.now();
    const metrics = this.#metrics.get(pluginId);
    let outcome: VerificationOutcome;
    try {
      outcome = await this.#find(text);
    } catch (error) {
      metrics?.record({ refusal: 'unavailable', isRemembered: false }, began);
      throw error;
    }
    metrics?.record(outcome, began);
    const { apiKey } = outcome;
    if (apiKey) {
      this.#note(apiKey, pluginId, 0);
    }
    return apiKey;
  }

  /**
   * Finds out what {@link ApiKeyHub.verify} did, for whoever comes after it in
   * the same call: that counts once.
   *
   * @throws ServiceUnavailableError when that cannot be found out
   */
  async verifyAgain(text: string): Promise<VerifiedApiKey | undefined> {
    return (await this.#find(text)).apiKey;
  }

  /** Counts a call that the plugin lets in with this key. */
  countCall(apiKey: VerifiedApiKey, pluginId: string): void {
    this.#note(apiKey, pluginId, 1);
  }

  /**
   * The token that calls with the key are made with.
   *
   * @returns a limited user token in the name of the account
   * @throws ServiceUnavailableError when none can be issued, or verified
   */
  async userToken(
    apiKey: VerifiedApiKey,
    text: string,
    pluginId: string,
  ): Promise<string> {
    const remote = this.#remote(pluginId);
    return this.#tokens.get(
      apiKey,
      async () => {
        if (this.#tokenIssuer) {
          return this.#issue(this.#tokenIssuer, apiKey);
        }
        if (await this.#isInstalled('auth')) {
          throw new ServiceUnavailableError(
            'API keys cannot be used yet: the auth plugin has not started, or the setting auth.providers.api-key is missing',
          );
        }
        return remote.issueToken({ key: text });
      },
      () => remote.getBaseUrl('auth'),
    );
  }

  /**
   * Issues a token where the `auth` plugin is.
   *
   * @throws AuthenticationError when the key is not valid by now
   */
  async issueToken(text: string): Promise<ServiceAccountToken> {
    if (!this.#tokenIssuer) {
      throw new ServiceUnavailableError(
        'API keys cannot be used: the auth plugin is not in this process',
      );
    }
    const { apiKey } = await this.#find(text);
    if (!apiKey) {
      throw new AuthenticationError('Illegal token');
    }
    return this.#issue(this.#tokenIssuer, apiKey);
  }

  /**
   * Issues a token that no key stands behind, for the `security` plugin to ask
   * the permission policy with. It is kept nowhere, and counts for nothing
   * unless it is admitted.
   *
   * Backstage remembers of each ref whom it belongs to, from the last token. So
   * the caller sees to it that the account has not been changed meanwhile.
   *
   * @throws ServiceUnavailableError when the `auth` plugin is not available
   */
  async issueTokenWithoutKey(
    account: ServiceAccountIdentity,
  ): Promise<ServiceAccountToken> {
    return this.#issueToken
      ? this.#issueToken(account)
      : this.#remote('security').issueToken({ account });
  }

  /**
   * Lets a token of a service account be presented by itself while the work
   * lasts. Otherwise such a token counts only from behind a key: it must not
   * outlive it.
   */
  async admit<T>(token: string, work: () => Promise<T>): Promise<T> {
    this.#admitted.add(token);
    try {
      return await work();
    } finally {
      this.#admitted.delete(token);
    }
  }

  /** Whether the token is admitted now. */
  isAdmitted(token: string): boolean {
    return this.#admitted.has(token);
  }

  async #find(text: string): Promise<VerificationOutcome> {
    if (!isWellFormedApiKey(text)) {
      return { refusal: 'malformed', isRemembered: false };
    }
    const answer = await this.#keys.get(text, async () =>
      withinTime((await this.#security()).verify(text)),
    );
    // The time is looked at here, because answers are remembered.
    return answer.apiKey && hasEnded(answer.apiKey)
      ? { refusal: 'ended', isRemembered: answer.isRemembered }
      : answer;
  }

  /** Counted by the plugin that was attached first, for the whole process. */
  async #changesSince(version: number | undefined): Promise<AccountChanges> {
    const [metrics] = this.#metrics.values();
    try {
      const security = await this.#security();
      const changes = await withinTime(security.changesSince(version));
      metrics?.countConfirmation('confirmed');
      return changes;
    } catch (error) {
      metrics?.countConfirmation('unavailable');
      throw error;
    }
  }

  #note({ keyId }: VerifiedApiKey, pluginId: string, calls: number): void {
    if (this.#verifier) {
      this.#verifier.noteUses([
        { keyId, pluginId, firstAgeMs: 0, ageMs: 0, calls },
      ]);
    } else {
      this.#remoteUses.note(keyId, pluginId, calls);
    }
  }

  async #issue(
    issuer: TokenIssuer,
    apiKey: VerifiedApiKey,
  ): Promise<ServiceAccountToken> {
    await this.#keys.begin();
    const token = await issuer.issue(apiKey);
    // Calls with keys bring this about too, while there are any.
    this.#lookingBack ??= setTimeout(() => {
      this.#lookingBack = undefined;
      this.#keys.confirm(performance.now()).catch(() => {});
    }, LOOK_BACK_MS).unref();
    return token;
  }

  /** Where keys are kept: in this process, or in another one. */
  async #security(): Promise<RemoteSecurity | ApiKeyVerifier> {
    if (this.#verifier) {
      return this.#verifier;
    }
    if (await this.#isInstalled('security')) {
      throw new ServiceUnavailableError(
        'API keys cannot be verified yet: the security plugin has not started',
      );
    }
    const [remote] = this.#remotes.values();
    if (!remote) {
      throw new ServiceUnavailableError(
        'API keys cannot be verified: no token handler is decorated',
      );
    }
    return remote;
  }

  #remote(pluginId: string): RemoteSecurity {
    const remote = this.#remotes.get(pluginId);
    if (!remote) {
      throw new ServiceUnavailableError(
        `API keys cannot be verified: the token handler of the ${pluginId} plugin is not decorated`,
      );
    }
    return remote;
  }
}

function hasEnded({ validUntil }: VerifiedApiKey): boolean {
  return validUntil !== undefined && validUntil <= Date.now();
}
