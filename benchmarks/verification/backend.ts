import { createBackend } from '@backstage/backend-defaults';
import {
  AuthService,
  BackendFeature,
  coreServices,
  createBackendModule,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { authProvidersExtensionPoint } from '@backstage/plugin-auth-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { JsonObject } from '@backstage/types';
import { CreateServiceAccount } from 'backstage-plugin-security-common';
import { serviceAccountsExtensionPoint } from 'backstage-plugin-security-node';
import Router from 'express-promise-router';
import createKnex, { Knex } from 'knex';
import { randomBytes } from 'node:crypto';

const STATIC_TOKEN = 'a-static-token-of-the-benchmark';
const PERSON = 'user:default/admin';
const ACCOUNTS: CreateServiceAccount[] = [
  { name: 'user', ownerRef: 'group:default/team' },
  {
    name: 'service',
    ownerRef: 'group:default/team',
    principal: 'service',
    restrictions: [{ plugin: 'probe' }],
  },
];

/** What a request is authenticated with. */
export interface Tokens {
  staticToken: string;
  userToken: string;
  serviceKey: string;
  userKey: string;
}

const statements = { all: 0, ofLastUse: 0 };
const OF_LAST_USE =
  /set last_used_at|set used_at|security_account_(uses|facets)/;
/** By transaction: what it has sent, and whether it writes last uses. */
const transactions = new Map<string, { sent: number; isOfLastUse: boolean }>();

function countStatement(query: { sql: string; __knexTxId?: string }) {
  statements.all += 1;
  const id = query.__knexTxId ?? '';
  const known = id ? transactions.get(id) : undefined;
  const { sent, isOfLastUse } = known ?? { sent: 0, isOfLastUse: false };
  if (isOfLastUse || OF_LAST_USE.test(query.sql)) {
    statements.ofLastUse += isOfLastUse ? 1 : 1 + sent;
    transactions.set(id, { sent: 0, isOfLastUse: Boolean(id) });
  } else {
    transactions.set(id, { sent: id ? sent + 1 : 0, isOfLastUse: false });
  }
  if (/^(COMMIT|ROLLBACK)/i.test(query.sql)) {
    transactions.delete(id);
  }
}

/** The database of `security`, with its statements counted; others in memory. */
function countingDatabase(config: Knex.Config) {
  return createServiceFactory({
    service: coreServices.database,
    deps: { plugin: coreServices.pluginMetadata },
    factory: ({ plugin }) => {
      const isCounted = plugin.getId() === 'security';
      const knex = createKnex(
        isCounted
          ? config
          : {
              client: 'better-sqlite3',
              connection: ':memory:',
              useNullAsDefault: true,
            },
      );
      if (isCounted) {
        knex.on('query', countStatement);
      }
      return { getClient: async () => knex };
    },
  });
}

/** Starts a real backend: auth, permission, security and a trivial plugin. */
export async function startBackend(options: {
  port: number;
  /** Told the auth service of a plugin. */
  onAuth?(auth: AuthService): void;
  /** Besides those that every benchmark needs. */
  features?: BackendFeature[];
  /** Top-level configuration that differs from the usual one. */
  config?: JsonObject;
}): Promise<void> {
  const backend = createBackend();
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () =>
        new ConfigReader({ ...configOf(options.port), ...options.config }),
    }),
  );
  if (process.env.SECURITY_DATABASE) {
    backend.add(countingDatabase(JSON.parse(process.env.SECURITY_DATABASE)));
  }
  backend.add(import('@backstage/plugin-auth-backend'));
  backend.add(import('@backstage/plugin-permission-backend'));
  backend.add(import('../../plugins/security-backend/src'));
  options.features?.forEach(feature => backend.add(feature));
  backend.add(signIn);
  backend.add(policy);
  backend.add(accounts);
  backend.add(
    createBackendPlugin({
      pluginId: 'probe',
      register(env) {
        env.registerInit({
          deps: {
            auth: coreServices.auth,
            httpAuth: coreServices.httpAuth,
            httpRouter: coreServices.httpRouter,
          },
          async init({ auth, httpAuth, httpRouter }) {
            options.onAuth?.(auth);
            const router = Router();
            httpRouter.addAuthPolicy({
              path: '/statements',
              allow: 'unauthenticated',
            });
            router.get('/statements', (_request, response) => {
              response.json(statements);
            });
            router.get('/', async (request, response) => {
              await httpAuth.credentials(request);
              response.json({});
            });
            httpRouter.use(router);
          },
        });
      },
    }),
  );
  await backend.start();
}

/** Signs a person in, who makes the keys. */
export async function fetchTokens(port: number): Promise<Tokens> {
  const post = async (path: string, token?: string) => {
    const response = await fetch(`http://127.0.0.1:${port}/api${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: '{}',
    });
    if (!response.ok) {
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    }
    return response.json();
  };
  const { token: userToken } = await post('/auth/benchmark/refresh');
  const keyOf = async (name: string) => {
    const path = `/security/v1/users/service-account/${name}/api-key/show`;
    return (await post(path, userToken)).value;
  };
  return {
    staticToken: STATIC_TOKEN,
    userToken,
    serviceKey: await keyOf('service'),
    userKey: await keyOf('user'),
  };
}

function configOf(port: number) {
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    app: { baseUrl },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
      auth: {
        externalAccess: [
          {
            type: 'static',
            options: { token: STATIC_TOKEN, subject: 'benchmark' },
          },
          { type: 'api-key', options: {} },
        ],
      },
    },
    auth: { providers: { benchmark: {}, 'api-key': {} } },
    // Nothing looks after what is written into its tables.
    catalog: { orphanStrategy: 'keep', orphanProviderStrategy: 'keep' },
    permission: { enabled: true },
    security: {
      keyring: process.env.SECURITY_KEYRING
        ? JSON.parse(process.env.SECURITY_KEYRING)
        : [{ id: 'benchmark', secret: randomBytes(32).toString('base64') }],
    },
  };
}

const signIn = createBackendModule({
  pluginId: 'auth',
  moduleId: 'benchmark',
  register(env) {
    env.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'benchmark',
          factory: ({ resolverContext }) => ({
            async start() {},
            async frameHandler() {},
            async refresh(_request, response) {
              response.json(
                await resolverContext.issueToken({
                  claims: { sub: PERSON, ent: [PERSON] },
                }),
              );
            },
          }),
        });
      },
    });
  },
});

const policy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'benchmark',
  register(env) {
    env.registerInit({
      deps: { policies: policyExtensionPoint },
      async init({ policies }) {
        policies.setPolicy({
          handle: async () => ({ result: AuthorizeResult.ALLOW }),
        });
      },
    });
  },
});

const accounts = createBackendModule({
  pluginId: 'security',
  moduleId: 'benchmark',
  register(env) {
    env.registerInit({
      deps: { serviceAccounts: serviceAccountsExtensionPoint },
      async init({ serviceAccounts }) {
        serviceAccounts.addServiceAccounts(...ACCOUNTS);
      },
    });
  },
});

if (require.main === module) {
  // As in production: tsx maps the stack of every error to its source.
  process.setSourceMapsEnabled(false);
  startBackend({ port: Number(process.env.PORT) });
  // However the benchmark ends, the pipe closes and nothing is left behind.
  process.stdin.resume().once('end', () => process.exit());
}
