import { isUserEntity } from '@backstage/catalog-model';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';
import { personas } from './personas';

/** A person that `personas` lists. */
export interface Persona {
  entityRef: string;
}

/**
 * Believes the header `x-persona`, as an authenticator behind a proxy would
 * believe the proxy. There is no proxy here, so anybody who can reach the
 * backend is who they say, and everything but development is refused.
 */
export const personaAuthenticator = createProxyAuthenticator<
  void,
  Persona,
  undefined
>({
  initialize() {
    if (process.env.NODE_ENV !== 'development') {
      throw new Error(
        'signing in as a persona needs no password and is refused unless NODE_ENV is "development"; remove auth.providers.persona from the config',
      );
    }
  },

  async authenticate({ req }) {
    const entityRef = req.header('x-persona');
    if (!entityRef) {
      throw new AuthenticationError('The header x-persona names nobody');
    }
    if (!personas.includes(entityRef)) {
      throw new NotAllowedError('The header x-persona names no known persona');
    }
    return { result: { entityRef } };
  },

  async defaultProfileTransform({ entityRef }, ctx) {
    const { entity } = await ctx.findCatalogUser({ entityRef });
    return {
      profile: (isUserEntity(entity) && entity.spec.profile) || {},
    };
  },
});
