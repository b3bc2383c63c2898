import {
  AuthService,
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  AuthProviderFactory,
  authProvidersExtensionPoint,
} from '@backstage/plugin-auth-node';
import {
  ApiKeyHub,
  apiKeyHubServiceRef,
  ServiceAccountTokenIssuer,
} from 'backstage-plugin-security-node';
import { serviceAccountEntityRef } from 'backstage-plugin-security-common';
import { Request } from 'express';
import { z } from 'zod';
import { parse } from '../http/parse';

const accountSchema = z.strictObject({
  userEntityRef: z.string().max(200).startsWith(serviceAccountEntityRef('')),
  // A guest, too, may be in many groups.
  ownershipEntityRefs: z.array(z.string().max(200)).max(400),
});

/**
 * Lets the `auth` plugin issue user tokens in the name of service accounts, to
 * plugins alone. It works where `auth.providers.api-key` is configured.
 *
 * @public
 */
export const apiKeyAuthModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'api-key',
  register(env) {
    env.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        auth: coreServices.auth,
        hub: apiKeyHubServiceRef,
      },
      async init({ providers, auth, hub }) {
        providers.registerProvider({
          providerId: 'api-key',
          factory: createApiKeyProvider(auth, hub),
        });
      },
    });
  },
});

function createApiKeyProvider(
  auth: AuthService,
  hub: ApiKeyHub,
): AuthProviderFactory {
  return ({ resolverContext }) => {
    const issue: ServiceAccountTokenIssuer = async account => {
      const { token } = await resolverContext.issueToken({
        claims: {
          sub: account.userEntityRef,
          ent: account.ownershipEntityRefs,
        },
      });
      const credentials = await hub.admit(token, () =>
        auth.authenticate(token),
      );
      if (!auth.isPrincipal(credentials, 'user')) {
        throw new Error('The auth plugin issued a token that is no user token');
      }
      return auth.getLimitedUserToken(credentials);
    };
    hub.registerTokenIssuer(issue);

    return {
      async start() {
        throw noSignIn();
      },
      async frameHandler() {
        throw noSignIn();
      },
      // A token outlives the key: by an hour, if not configured otherwise. So
      // nobody but a plugin, which verifies the key at every call, may trade a
      // key for one. The `security` plugin, which has all keys, needs none.
      async refresh(request, response) {
        const plugin = await assertPlugin(auth, request);
        const { key, account } = request.body ?? {};
        if (account !== undefined && plugin !== 'plugin:security') {
          throw new NotAllowedError('A token is issued for an API key alone');
        }
        const token =
          account === undefined
            ? await hub.issueToken(String(key))
            : await issue(parse(accountSchema, account));
        response.set('Cache-Control', 'no-store').json(token);
      },
    };
  };
}

/** @returns which one it is */
async function assertPlugin(
  auth: AuthService,
  request: Request,
): Promise<string> {
  const [, token] =
    request.headers.authorization?.match(/^Bearer (\S+)$/i) ?? [];
  const credentials = await auth.authenticate(token ?? '');
  if (
    !auth.isPrincipal(credentials, 'service') ||
    !credentials.principal.subject.startsWith('plugin:')
  ) {
    throw new NotAllowedError('Only plugins may trade an API key for a token');
  }
  return credentials.principal.subject;
}

function noSignIn(): NotFoundError {
  return new NotFoundError('Nobody signs in with an API key');
}
