import { createApiRef } from '@backstage/frontend-plugin-api';
import { SecurityApi } from 'backstage-plugin-security-common';

/**
 * The HTTP API of the `security` backend plugin.
 *
 * @public
 */
export const securityApiRef = createApiRef<SecurityApi>().with({
  id: 'plugin.security.client',
  pluginId: 'security',
});
