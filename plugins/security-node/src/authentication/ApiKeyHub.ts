import { PluginTokenHandler } from '@backstage/backend-defaults/auth';
import { DiscoveryService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { isWellFormedApiKey } from '../apiKeys/apiKeyFormat';
import { RemoteSecurity } from './RemoteSecurity';
import { issueForUnchanged, UserTokens } from './UserTokens';
import { VerificationCache } from './VerificationCache';
import {
  ApiKeyVerifier,
  ServiceAccountToken,
  ServiceAccountTokenIssuer,
  VerifiedApiKey,
} from './VerifiedApiKey';

const VERIFICATION_TIMEOUT_MS = 5_000;

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
  readonly #cache: VerificationCache;
  readonly #tokens = new UserTokens();
  readonly #remotes = new Map<string, RemoteSecurity>();
  readonly #admitted = new Set<string>();
  #verifier: ApiKeyVerifier | undefined;
  #tokenIssuer: ServiceAccountTokenIssuer | undefined;

  constructor(options: {
    /** For how many milliseconds an answer holds; 0 asks every time. */
    verificationTtl: number;
    /** Whether a plugin runs in this process. */
    isInstalled(pluginId: string): Promise<boolean>;
  }) {
    this.#cache = new VerificationCache(options.verificationTtl);
    this.#isInstalled = options.isInstalled;
  }

  /** Called by the `security` plugin of this process. */
  registerVerifier(verifier: ApiKeyVerifier): void {
    this.#verifier = verifier;
  }

  /** Called by the module of the `auth` plugin of this process. */
  registerTokenIssuer(issuer: ServiceAccountTokenIssuer): void {
    this.#tokenIssuer = issuer;
  }

  /** Called when a plugin's token handler is decorated. */
  attach(options: {
    pluginId: string;
    pluginTokens: PluginTokenHandler;
    discovery: DiscoveryService;
  }): void {
    this.#remotes.set(options.pluginId, new RemoteSecurity(options));
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

  /** Called when a key or an account was changed in this process. */
  invalidate(): void {
    this.#cache.clear();
    this.#tokens.clear();
  }

  /**
   * Finds out what a key is good for, and notes its use.
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
    if (!isWellFormedApiKey(text)) {
      return undefined;
    }
    const apiKey = await this.#cache.get(text, () =>
      this.#load(text, pluginId),
    );
    if (!apiKey || hasEnded(apiKey)) {
      return undefined;
    }
    this.#verifier?.noteUse(apiKey.keyId, pluginId);
    return apiKey;
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
          return this.issueToken(text, pluginId);
        }
        if (await this.#isInstalled('auth')) {
          throw new ServiceUnavailableError(
            'API keys cannot be used yet: the auth plugin has not started, or the setting auth.providers.api-key is missing',
          );
        }
        return remote.issueToken(text);
      },
      () => remote.getBaseUrl('auth'),
    );
  }

  /**
   * Issues a token where the `auth` plugin is.
   *
   * @throws AuthenticationError when the key is not valid by now
   */
  async issueToken(
    text: string,
    pluginId: string,
  ): Promise<ServiceAccountToken> {
    const issuer = this.#tokenIssuer;
    if (!issuer) {
      throw new ServiceUnavailableError(
        'API keys cannot be used: the auth plugin is not in this process',
      );
    }
    return issueForUnchanged(
      () =>
        isWellFormedApiKey(text)
          ? this.#load(text, pluginId)
          : Promise.resolve(undefined),
      issuer,
    );
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

  async #load(
    text: string,
    pluginId: string,
  ): Promise<VerifiedApiKey | undefined> {
    if (this.#verifier) {
      return withinTime(this.#verifier.verify(text));
    }
    if (await this.#isInstalled('security')) {
      throw new ServiceUnavailableError(
        'API keys cannot be verified yet: the security plugin has not started',
      );
    }
    return this.#remote(pluginId).verify(text);
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

/** The time is looked at here, because answers are remembered. */
function hasEnded({ validUntil }: VerifiedApiKey): boolean {
  return validUntil !== undefined && validUntil <= Date.now();
}

/** A database that does not answer must not hold calls up for ever. */
async function withinTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new ServiceUnavailableError(
            'API keys cannot be verified: the database does not answer',
          ),
        ),
      VERIFICATION_TIMEOUT_MS,
    );
  });
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
