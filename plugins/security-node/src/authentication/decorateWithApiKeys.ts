import { PluginTokenHandler } from '@backstage/backend-defaults/auth';
import { DiscoveryService } from '@backstage/backend-plugin-api';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import { API_KEY_PREFIX } from 'backstage-plugin-security-common';
import { ApiKeyHub } from './ApiKeyHub';

/**
 * Makes a plugin accept API keys: a key becomes the user principal of its
 * service account. For backends that decorate the plugin token handler
 * themselves; others install {@link apiKeyAuthenticationLoader}.
 *
 * @param pluginTokens - the handler to decorate
 * @returns a handler that treats every other token as the given one does
 * @public
 */
export function decorateWithApiKeys(
  pluginTokens: PluginTokenHandler,
  options: { hub: ApiKeyHub; pluginId: string; discovery: DiscoveryService },
): PluginTokenHandler {
  const { hub, pluginId, discovery } = options;
  hub.attach({ pluginId, pluginTokens, discovery });
  return {
    issueToken: request => pluginTokens.issueToken(request),

    async verifyToken(token) {
      if (!token.startsWith(API_KEY_PREFIX)) {
        return pluginTokens.verifyToken(token);
      }
      const apiKey = await hub.verify(token, pluginId);
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
      return {
        // Backstage takes an empty subject for "nobody in between". With
        // another one the principal would have an actor, and the permission
        // backend would treat the caller as a plugin.
        subject: '',
        limitedUserToken: await hub.userToken(apiKey, token, pluginId),
      };
    },
  };
}
