import { PluginTokenHandler } from '@backstage/backend-defaults/auth';
import { DiscoveryService } from '@backstage/backend-plugin-api';
import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import { API_KEY_PREFIX } from 'backstage-plugin-security-common';
import { isAccountToken, isLimitedToken } from './accountTokens';
import { ApiKeyHub } from './ApiKeyHub';

/**
 * Makes a plugin accept API keys: a key becomes the user principal of its
 * service account. The `auth` plugin alone takes none. For backends that decorate the plugin token handler
 * themselves; others install {@link apiKeyAuthenticationLoader}.
 *
 * @param pluginTokens - the handler to decorate
 * @param options - `metrics`: of the plugin; without it nothing is counted
 * @returns a handler that treats every other token as the given one does
 * @public
 */
export function decorateWithApiKeys(
  pluginTokens: PluginTokenHandler,
  options: {
    hub: ApiKeyHub;
    pluginId: string;
    discovery: DiscoveryService;
    metrics?: MetricsService;
  },
): PluginTokenHandler {
  const { hub, pluginId } = options;
  hub.attach({ ...options, pluginTokens });
  return {
    issueToken: request => pluginTokens.issueToken(request),

    async verifyToken(token) {
      if (token.startsWith(API_KEY_PREFIX)) {
        return verifyApiKey(token);
      }
      assertNotByItself(token);
      const verified = await pluginTokens.verifyToken(token);
      assertNotForAuth(verified?.limitedUserToken);
      return verified;
    },
  };

  async function verifyApiKey(text: string) {
    if (pluginId === 'auth') {
      throw keysOpenNothing();
    }
    const apiKey = await hub.verify(text, pluginId);
    if (!apiKey) {
      // What Backstage says of every other token that it does not know.
      throw new AuthenticationError('Illegal token');
    }
    if (apiKey.plugins && !apiKey.plugins.includes(pluginId)) {
      throw new NotAllowedError(
        `This API key may not call the plugin '${pluginId}'`,
      );
    }
    if (apiKey.principal === 'service') {
      // The external token handler comes after this one.
      return undefined;
    }
    const limitedUserToken = await hub.userToken(apiKey, text, pluginId);
    hub.countCall(apiKey, pluginId);
    return {
      // Backstage takes an empty subject for "nobody in between". With
      // another one the principal would have an actor, and the permission
      // backend would treat the caller as a plugin.
      subject: '',
      limitedUserToken,
    };
  }

  /**
   * A token of a service account comes from behind a key, or from a plugin that
   * acts for one. By itself it would live on after the key has ended: so a
   * cookie that a key was given opens nothing. Only `auth` takes a limited one,
   * to tell plugins whom it is of.
   */
  function assertNotByItself(token: string): void {
    if (
      isAccountToken(token) &&
      !hub.isAdmitted(token) &&
      !(pluginId === 'auth' && isLimitedToken(token))
    ) {
      throw new AuthenticationError('Illegal token');
    }
  }

  /** Neither does a plugin get at `auth` that acts for a service account. */
  function assertNotForAuth(limitedUserToken: string | undefined): void {
    if (
      pluginId === 'auth' &&
      limitedUserToken &&
      isAccountToken(limitedUserToken)
    ) {
      throw keysOpenNothing();
    }
  }
}

/**
 * The `auth` plugin makes sessions and tokens for whoever calls it, which end
 * when they end and not when the key does.
 */
function keysOpenNothing(): NotAllowedError {
  return new NotAllowedError('API keys open nothing in the auth plugin');
}
