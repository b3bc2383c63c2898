import { createBackend } from '@backstage/backend-defaults';
import {
  BackendFeature,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { authProvidersExtensionPoint } from '@backstage/plugin-auth-node';
import { createServer, AddressInfo } from 'node:net';
import request from 'supertest';

/** Signs in whom it is asked for, as the catalog knows them. */
const testSignIn = createBackendModule({
  pluginId: 'auth',
  moduleId: 'test-sign-in',
  register(env) {
    env.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'test',
          factory: ({ resolverContext }) => ({
            async start() {},
            async frameHandler() {},
            async refresh(req, res) {
              const name = String(req.query.name);
              res.json(
                await resolverContext.signInWithCatalogUser({
                  entityRef: { kind: 'User', name },
                }),
              );
            },
          }),
        });
      },
    });
  },
});

export type Portal = Awaited<ReturnType<typeof startPortal>>;
export type Caller = ReturnType<Portal['withToken']>;

/**
 * Starts a backend as an app of `create-app` does, on a free port: with nothing
 * replaced but the configuration, and another way to sign in besides.
 *
 * @param features - all of the portal
 * @param entities - the file of what is in the catalog
 */
export async function startPortal(
  features: BackendFeature[],
  entities: string,
) {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const backend = createBackend();
  for (const feature of [
    ...features,
    testSignIn,
    mockServices.rootLogger.factory({ level: 'none' }),
    mockServices.rootConfig.factory({
      data: configOf(address, port, entities),
    }),
  ]) {
    backend.add(feature);
  }
  await backend.start();

  const withToken = (token?: string) => {
    const send =
      (method: 'get' | 'post' | 'put' | 'patch' | 'delete') =>
      (path: string, body?: object) => {
        const call = request(`${address}/api`)[method](path);
        if (token) {
          call.set('Authorization', `Bearer ${token}`);
        }
        return body ? call.send(body) : call;
      };
    return {
      get: send('get'),
      post: send('post'),
      put: send('put'),
      patch: send('patch'),
      delete: send('delete'),
    };
  };
  /** @param name - of a user in the catalog, who may be there only soon */
  const signIn = async (name: string) => {
    const { body } = await eventually(
      () => withToken().post(`/auth/test/refresh?name=${name}`),
      ({ status }) => status === 200,
    );
    return withToken(body.token);
  };
  const signInAsGuest = async () => {
    const { body } = await withToken().get('/auth/guest/refresh').expect(200);
    return withToken(body.backstageIdentity.token);
  };
  return { withToken, signIn, signInAsGuest, stop: () => backend.stop() };
}

function configOf(address: string, port: number, entities: string) {
  return {
    app: { baseUrl: 'http://localhost:3000' },
    organization: { name: 'My Company' },
    backend: {
      baseUrl: address,
      listen: { host: 'localhost', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
      actions: { pluginSources: ['auth', 'catalog', 'scaffolder'] },
    },
    auth: {
      providers: {
        guest: { dangerouslyAllowOutsideDevelopment: true },
        'api-key': {},
        test: {},
      },
    },
    catalog: {
      rules: [{ allow: ['Component', 'Group', 'User'] }],
      locations: [{ type: 'file', target: entities }],
    },
    permission: { enabled: true },
    search: {
      collators: {
        catalog: {
          schedule: {
            frequency: { seconds: 1 },
            timeout: { minutes: 1 },
            initialDelay: { seconds: 1 },
          },
        },
      },
    },
    security: {
      keyring: [
        { id: 'test', secret: 'q1Yd0Zl6mVt0S3l9W6W3fG0c2s8hJ7kQ5xTn4uBvRzE=' },
      ],
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(listening => {
    server.listen(0, 'localhost', listening);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(closed => {
    server.close(closed);
  });
  return port;
}

/** Waits until the answer is what it has to become. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isReached: (answer: T) => boolean,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const answer = await ask();
    if (isReached(answer)) {
      return answer;
    }
    if (attempt === 200) {
      throw new Error(`It stays ${JSON.stringify(answer)}`);
    }
    await new Promise(waited => {
      setTimeout(waited, 100);
    });
  }
}
