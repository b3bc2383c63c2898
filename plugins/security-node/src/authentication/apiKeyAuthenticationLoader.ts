import {
  createExternalTokenHandler,
  externalTokenHandlersServiceRef,
  pluginTokenHandlerDecoratorServiceRef,
} from '@backstage/backend-defaults/auth';
import {
  coreServices,
  createBackendFeatureLoader,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { readDurationFromConfig } from '@backstage/config';
import { NotAllowedError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { API_KEY_PREFIX } from 'backstage-plugin-security-common';
import { ApiKeyHub } from './ApiKeyHub';
import { decorateWithApiKeys } from './decorateWithApiKeys';

const TTL = 'security.apiKeys.verificationTtl';
const DEFAULT_TTL = { seconds: 1 };

/**
 * The {@link ApiKeyHub} of the process.
 *
 * @public
 */
export const apiKeyHubServiceRef = createServiceRef<ApiKeyHub>({
  id: 'security.api-key-hub',
  scope: 'root',
});

const hubFactory = createServiceFactory({
  service: apiKeyHubServiceRef,
  // For the check below: without a decorator of ours nobody asks for the hub.
  initialization: 'always',
  deps: {
    config: coreServices.rootConfig,
    instance: coreServices.rootInstanceMetadata,
    lifecycle: coreServices.rootLifecycle,
    logger: coreServices.rootLogger,
  },
  factory: ({ config, instance, lifecycle, logger }) => {
    const hub = new ApiKeyHub({
      verificationTtl: durationToMilliseconds(
        config.has(TTL)
          ? readDurationFromConfig(config, { key: TTL })
          : DEFAULT_TTL,
      ),
      isInstalled: async pluginId =>
        (await instance.getInstalledPlugins()).some(
          plugin => plugin.pluginId === pluginId,
        ),
    });
    lifecycle.addStartupHook(() => {
      try {
        hub.assertAttached();
      } catch (error) {
        logger.error((error as Error).message);
      }
    });
    lifecycle.addShutdownHook(() => hub.flush());
    return hub;
  },
});

const decoratorFactory = createServiceFactory({
  service: pluginTokenHandlerDecoratorServiceRef,
  deps: {
    hub: apiKeyHubServiceRef,
    plugin: coreServices.pluginMetadata,
    discovery: coreServices.discovery,
    metrics: metricsServiceRef,
  },
  factory:
    ({ hub, plugin, discovery, metrics }) =>
    pluginTokens =>
      decorateWithApiKeys(pluginTokens, {
        hub,
        discovery,
        metrics,
        pluginId: plugin.getId(),
      }),
});

const tokenHandlerFactory = createServiceFactory({
  service: externalTokenHandlersServiceRef,
  deps: { hub: apiKeyHubServiceRef, plugin: coreServices.pluginMetadata },
  factory: ({ hub, plugin }) =>
    createExternalTokenHandler({
      type: 'api-key',
      initialize: () => undefined,
      verifyToken: token => verifyAsService(token, hub, plugin.getId()),
    }),
});

/**
 * Backstage types the answer as a subject alone, and passes restrictions on
 * all the same; a test holds it to that. It does not itself look at which
 * plugin is called.
 */
async function verifyAsService(
  token: string,
  hub: ApiKeyHub,
  pluginId: string,
) {
  if (!token.startsWith(API_KEY_PREFIX)) {
    return undefined;
  }
  // The decorator has verified it, and left it to this handler.
  const apiKey = await hub.verifyAgain(token);
  if (apiKey?.principal !== 'service') {
    return undefined;
  }
  const restrictions = new Map(
    (apiKey.restrictions ?? []).map(({ plugin, permissions }) => [
      plugin,
      permissions ? { permissionNames: permissions } : {},
    ]),
  );
  const own = restrictions.get(pluginId);
  if (!own) {
    throw new NotAllowedError(
      `This API key may not call the plugin '${pluginId}'`,
    );
  }
  hub.countCall(apiKey, pluginId);
  return {
    subject: `service-account:${apiKey.userEntityRef.split('/')[1]}`,
    accessRestrictions: own,
    allAccessRestrictions: restrictions,
  };
}

/**
 * Makes every plugin of a backend accept API keys. `security-backend` brings
 * it along; a backend whose `security` plugin runs elsewhere adds it alone.
 *
 * @public
 */
export const apiKeyAuthenticationLoader = createBackendFeatureLoader({
  loader: () => [hubFactory, decoratorFactory, tokenHandlerFactory],
});
