import {
  AuthService,
  DiscoveryService,
  LoggerService,
  RootSystemMetadataService,
} from '@backstage/backend-plugin-api';
import { acceptsApiKeys, PortalPlugin } from 'backstage-plugin-security-common';
import { readPermissions } from './readPermissions';

const MAX_AGE_MS = 60_000;
const AT_ONCE = 10;

// Among the plugins of `discovery.endpoints` may be `*`.
const PLUGIN_ID = /^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/i;

/** The plugins of the portal that this backend knows, remembered for a while. */
export class PortalPlugins {
  readonly #options: {
    auth: AuthService;
    discovery: DiscoveryService;
    logger: LoggerService;
    systemMetadata: RootSystemMetadataService;
  };
  #known: { at: number; plugins: PortalPlugin[] } | undefined;
  #loading: Promise<PortalPlugin[]> | undefined;

  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    logger: LoggerService;
    systemMetadata: RootSystemMetadataService;
  }) {
    this.#options = options;
  }

  /** By id. What cannot be asked is there too, without permissions. */
  async list(): Promise<PortalPlugin[]> {
    if (this.#known && Date.now() - this.#known.at < MAX_AGE_MS) {
      return this.#known.plugins;
    }
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #load(): Promise<PortalPlugin[]> {
    const installed = await this.#options.systemMetadata.getInstalledPlugins();
    const ids = new Set(installed.map(({ pluginId }) => pluginId));
    const plugins = await mapSome(
      [...ids].filter(id => PLUGIN_ID.test(id)).sort(),
      id => this.#ask(id),
    );
    this.#known = { at: Date.now(), plugins };
    return plugins;
  }

  async #ask(pluginId: string): Promise<PortalPlugin> {
    const { auth, discovery, logger } = this.#options;
    const plugin = { pluginId, acceptsApiKeys: acceptsApiKeys(pluginId) };
    try {
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: pluginId,
      });
      const baseUrl = await discovery.getBaseUrl(pluginId);
      const permissions = await readPermissions({ baseUrl, token });
      const status = permissions.length > 0 ? 'ok' : 'none';
      return { ...plugin, status, permissions };
    } catch (error) {
      logger.warn(
        `The permissions of the plugin ${pluginId} could not be read: ${
          (error as Error).message
        }`,
      );
      return { ...plugin, status: 'unavailable', permissions: [] };
    }
  }
}

/** All of them in their order, but only some at once. */
async function mapSome<T, R>(
  items: T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  const rest = items.entries();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const [index, item] of rest) {
        results[index] = await work(item);
      }
    }),
  );
  return results;
}
