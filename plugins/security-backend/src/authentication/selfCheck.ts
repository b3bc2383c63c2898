import {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { ApiKeyHub } from 'backstage-plugin-security-node';

/**
 * The token handler has one decorator a backend. When the backend installs one
 * of its own, Backstage drops ours without a word, and every key gets a 401.
 *
 * @throws Error that says what to do
 */
export function assertDecorated(hub: ApiKeyHub): void {
  if (!hub.isAttached('security')) {
    throw new Error(
      'API keys cannot be used: this backend replaces the service core.auth.pluginTokenHandlerDecorator. ' +
        'Let its factory return decorateWithApiKeys(...) of backstage-plugin-security-node around its own handler',
    );
  }
}

/** The page works without the provider, the keys do not. */
export function warnOfMissingProvider(
  config: RootConfigService,
  logger: LoggerService,
): void {
  if (!config.has('auth.providers.api-key')) {
    logger.warn(
      'API keys cannot be used: add the empty setting auth.providers.api-key ({}) to the backend that runs the auth plugin',
    );
  }
}
