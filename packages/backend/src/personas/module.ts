import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { personaAuthenticator } from './authenticator';

/**
 * Sign-in as one of a few people, without a password, to try out the portal.
 * It is there when the config has `auth.providers.persona`, and then the
 * backend starts only in development.
 */
export const personasAuthModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'personas',
  register(reg) {
    reg.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'persona',
          factory: createProxyAuthProviderFactory({
            authenticator: personaAuthenticator,
            signInResolver: ({ result: { entityRef } }, ctx) =>
              ctx.signInWithCatalogUser({ entityRef }),
          }),
        });
      },
    });
  },
});
