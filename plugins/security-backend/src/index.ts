/**
 * The backend of Security › Users.
 *
 * @packageDocumentation
 */

import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { apiKeyAuthenticationLoader } from 'backstage-plugin-security-node';
import { apiKeyAuthModule } from './authentication/apiKeyAuthModule';
import { securityPlugin } from './plugin';

export { apiKeyAuthModule, securityPlugin };

/**
 * Everything that one backend needs: the plugin, and what makes its API keys
 * open every plugin.
 *
 * @public
 */
const securityFeatures = createBackendFeatureLoader({
  loader: () => [securityPlugin, apiKeyAuthModule, apiKeyAuthenticationLoader],
});

export default securityFeatures;
