import {
  AuthService,
  DiscoveryService,
  LoggerService,
  RootSystemMetadataService,
} from '@backstage/backend-plugin-api';
import { acceptsApiKeys, PortalPlugin } from 'backstage-plugin-security-common';
import { mapSome } from './mapSome';
import { PluginRule, readPermissions } from './readPermissions';

const MAX_AGE_MS = 60_000;
const AT_ONCE = 10;

// Among the plugins of `discovery.endpoints` may be `*`.
const PLUGIN_ID = /^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/i;

export interface KnownPlugin extends PortalPlugin {
  /** What its conditions are made of; undefined when that is not known. */
  rules: PluginRule[] | undefined;
}

/** The plugins of the portal that this backend knows, remembered for a while. */
export class PortalPlugins {
  readonly #options: {
    auth: AuthService;
    discovery: DiscoveryService;
    logger: LoggerService;
    systemMetadata: RootSystemMetadataService;
  };
  #known: { at: number; plugins: KnownPlugin[] } | undefined;
  #loading: Promise<KnownPlugin[]> | undefined;

  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    logger: LoggerService;
    systemMetadata: RootSystemMetadataService;
  }) {
    this.#options = options;
  }

  /** By id. What cannot be asked is there too, without permissions. */
  async list(): Promise<KnownPlugin[]> {
    if (this.#known && Date.now() - this.#known.at < MAX_AGE_MS) {
      return this.#known.plugins;
    }
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #load(): Promise<KnownPlugin[]> {
    const installed = await this.#options.systemMetadata.getInstalledPlugins();
    const ids = new Set(installed.map(({ pluginId }) => pluginId));
    const plugins = await mapSome(
      [...ids].filter(id => PLUGIN_ID.test(id)).sort(),
      AT_ONCE,
      id => this.#ask(id),
    );
    this.#known = { at: Date.now(), plugins };
    return plugins;
  }

  async #ask(pluginId: string): Promise<KnownPlugin> {
    const { auth, discovery, logger } = this.#options;
    const plugin = { pluginId, acceptsApiKeys: acceptsApiKeys(pluginId) };
    try {
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: pluginId,
      });
      const baseUrl = await discovery.getBaseUrl(pluginId);
      const { permissions, rules } = await readPermissions({ baseUrl, token });
      const status = permissions.length > 0 ? 'ok' : 'none';
      return { ...plugin, status, permissions, rules };
    } catch (error) {
      logger.warn(
        `The permissions of the plugin ${pluginId} could not be read: ${
          (error as Error).message
        }`,
      );
      return {
        ...plugin,
        status: 'unavailable',
        permissions: [],
        rules: undefined,
      };
    }
  }
}
