import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { rootSystemMetadataServiceFactory } from '@backstage/backend-defaults/rootSystemMetadata';
import { userInfoServiceFactory } from '@backstage/backend-defaults/userInfo';
import {
  AuditorService,
  BackendFeature,
  BackstageCredentials,
  coreServices,
  createBackendModule,
  createBackendPlugin,
  createServiceFactory,
  DatabaseService,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import authPlugin from '@backstage/plugin-auth-backend';
import { authProvidersExtensionPoint } from '@backstage/plugin-auth-node';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  RESOURCE_TYPE_SERVICE_ACCOUNT,
  securityApiKeyRevokePermission,
  securityConfigurationReadPermission,
  securityServiceAccountUpdatePermission,
  securityServicePrincipalConfigurePermission,
} from 'backstage-plugin-security-common';
import {
  apiKeyAuthenticationLoader,
  createServiceAccountConditionalDecision,
  serviceAccountConditions,
} from 'backstage-plugin-security-node';
import { Request, Response } from 'express';
import Router from 'express-promise-router';
import { Knex } from 'knex';
import request from 'supertest';
import { apiKeyAuthModule, securityPlugin } from '../index';

type TestServer = Parameters<typeof request>[0];

const STATIC_TOKEN = 'a-static-token-of-the-test';

/** The people of the test organisation, and the groups that they are in. */
export const PEOPLE: Record<string, string[]> = {
  'user:default/admin': [],
  'user:default/viewer': [],
  'user:default/owner': ['group:default/team-a'],
  'user:default/other': ['group:default/team-b'],
  'user:default/nobody': ['group:default/team-a'],
  'user:default/editor': [],
  'user:default/responder': [],
  'user:development/guest': [],
  'user:service-account/robot': [],
};

/** A policy as a platform team would write it. */
export class TestPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const ref = user?.info.userEntityRef ?? '';
    if (!permission.name.startsWith('security.')) {
      return { result: AuthorizeResult.ALLOW };
    }
    // The guest and the robot may all that the policy can give.
    if (/admin|guest|robot/.test(ref)) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (
      isPermission(permission, securityConfigurationReadPermission) &&
      /viewer|owner|other|editor|responder/.test(ref)
    ) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (
      (isPermission(permission, securityServiceAccountUpdatePermission) ||
        isPermission(
          permission,
          securityServicePrincipalConfigurePermission,
        )) &&
      /editor/.test(ref)
    ) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (
      isPermission(permission, securityApiKeyRevokePermission) &&
      /responder/.test(ref)
    ) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (
      isResourcePermission(permission, RESOURCE_TYPE_SERVICE_ACCOUNT) &&
      /owner|other/.test(ref)
    ) {
      return createServiceAccountConditionalDecision(
        permission,
        serviceAccountConditions.isOwner({
          owners: user!.info.ownershipEntityRefs,
        }),
      );
    }
    return { result: AuthorizeResult.DENY };
  }
}

/** Sends requests with an `Authorization` header, or without one. */
function createCaller(server: TestServer) {
  return (authorization: string | undefined) => {
    const send =
      (method: 'get' | 'post' | 'patch' | 'delete') =>
      (path: string, body?: object) => {
        const call = request(server)[method](`/api/security${path}`);
        if (authorization) {
          call.set('Authorization', authorization);
        }
        return body === undefined ? call : call.send(body);
      };
    return {
      get: send('get'),
      post: send('post'),
      patch: send('patch'),
      delete: send('delete'),
    };
  };
}

/** A header for each kind of caller, with tokens that Backstage issued. */
async function signInEverybody(server: TestServer, guestRef: string) {
  const bearer = async (path: string, authorization?: string) => {
    const call = request(server).post(path);
    if (authorization) {
      call.set('Authorization', authorization);
    }
    const { body } = await call.expect(200);
    return `Bearer ${body.token}`;
  };
  const signIn = (ref: string) =>
    bearer(`/api/auth/test/refresh?ref=${encodeURIComponent(ref)}`);
  const admin = await signIn('user:default/admin');
  return {
    admin,
    viewer: await signIn('user:default/viewer'),
    owner: await signIn('user:default/owner'),
    other: await signIn('user:default/other'),
    nobody: await signIn('user:default/nobody'),
    editor: await signIn('user:default/editor'),
    responder: await signIn('user:default/responder'),
    guest: await signIn(guestRef),
    accountToken: await signIn('user:service-account/robot'),
    staticToken: `Bearer ${STATIC_TOKEN}`,
    otherPlugin: await bearer('/api/test-issuer/own', admin),
    otherPluginForAdmin: await bearer('/api/test-issuer/on-behalf-of', admin),
  };
}

/** Signs in whoever is asked for. */
export const testSignIn = createBackendModule({
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
              const sub = String(req.query.ref);
              const ent = [sub, ...(PEOPLE[sub] ?? [])];
              res.json(
                await resolverContext.issueToken({ claims: { sub, ent } }),
              );
            },
          }),
        });
      },
    });
  },
});

/** Another plugin, which calls this one for itself or for a user. */
const tokenIssuer = createBackendPlugin({
  pluginId: 'test-issuer',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
      },
      async init({ auth, httpAuth, httpRouter }) {
        const router = Router();
        const answerToken =
          (onBehalfOf: (req: Request) => Promise<BackstageCredentials>) =>
          async (req: Request, res: Response) => {
            res.json(
              await auth.getPluginRequestToken({
                onBehalfOf: await onBehalfOf(req),
                targetPluginId: 'security',
              }),
            );
          };
        router.post(
          '/own',
          answerToken(() => auth.getOwnServiceCredentials()),
        );
        router.post(
          '/on-behalf-of',
          answerToken(req => httpAuth.credentials(req)),
        );
        httpRouter.use(router);
      },
    });
  },
});

const LOCATION = 'url:http://test';
const ENTITIES: Entity[] = [
  ...['team-a', 'team-b'].map(name => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name },
    spec: { type: 'team', children: [] },
  })),
  ...['admin', 'viewer', 'owner', 'other', 'nobody', 'alice'].map(name => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name },
    spec: { profile: { displayName: `Person ${name}` }, memberOf: [] },
  })),
];

/** Brings the people and the groups into the catalog. */
export const organisation = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'test-organisation',
  register(env) {
    env.registerInit({
      deps: { processing: catalogProcessingExtensionPoint },
      async init({ processing }) {
        processing.addEntityProvider({
          getProviderName: () => 'test-organisation',
          async connect(connection) {
            await connection.applyMutation({
              type: 'full',
              entities: ENTITIES.map(entity => ({
                locationKey: 'test',
                entity: {
                  ...entity,
                  metadata: {
                    ...entity.metadata,
                    annotations: {
                      [ANNOTATION_LOCATION]: LOCATION,
                      [ANNOTATION_ORIGIN_LOCATION]: LOCATION,
                    },
                  },
                },
              })),
            });
          },
        });
      },
    });
  },
});

async function waitForCatalog(
  server: TestServer,
  authorization: string,
): Promise<void> {
  let last;
  for (let attempt = 0; attempt < 50; attempt++) {
    const { body } = await request(server)
      .get('/api/catalog/entities/by-query?limit=0')
      .query({
        filter: `metadata.annotations.${ANNOTATION_LOCATION}=${LOCATION}`,
      })
      .set('Authorization', authorization);
    last = body;
    if (body.totalItems === ENTITIES.length) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(
    `The catalog did not load the test organisation: ${JSON.stringify(last)}`,
  );
}

export interface SecurityBackendOptions {
  databases: TestDatabases;
  databaseId: TestDatabaseId;
  /** Several backends with one knex are replicas of each other. */
  knex?: Knex;
  /** Top-level configuration that differs from the usual one. */
  config?: object;
  /** Settings below `security` besides the keyring. */
  security?: object;
  /** Instead of the usual keyring. */
  keyring?: Array<{ id: string; secret: string }>;
  policy?: PermissionPolicy;
  /** Whom the guest provider signs in. */
  guestRef?: string;
  features?: BackendFeature[];
  /** Told the port before anybody signs in. */
  onListening?(port: number): void;
  auditor?: AuditorService;
  /** Replaces the database of every plugin; `knex` then only looks at it. */
  database?: BackendFeature;
}

/**
 * Starts the plugin with the real catalog, permission and auth backends, and
 * a header for each kind of caller.
 */
export async function startSecurityBackend(options: SecurityBackendOptions) {
  const { databases, databaseId, policy = new TestPolicy() } = options;
  const knex = options.knex ?? (await databases.init(databaseId));
  const testBackend = await startTestBackend({
    features: [
      // One by one: startTestBackend looks for the plugins of modules here, and
      // not inside of a loader.
      securityPlugin,
      apiKeyAuthModule,
      apiKeyAuthenticationLoader,
      catalogPlugin,
      permissionPlugin,
      organisation,
      createBackendModule({
        pluginId: 'permission',
        moduleId: 'test-policy',
        register(env) {
          env.registerInit({
            deps: { policies: policyExtensionPoint },
            async init({ policies }) {
              policies.setPolicy(policy);
            },
          });
        },
      }),
      mockServices.rootConfig.factory({
        data: {
          backend: {
            database: { client: 'better-sqlite3', connection: ':memory:' },
            auth: {
              externalAccess: [
                {
                  type: 'static',
                  options: { token: STATIC_TOKEN, subject: 'test-job' },
                },
                { type: 'api-key', options: {} },
              ],
            },
          },
          catalog: { processingInterval: { seconds: 1 } },
          permission: { enabled: true },
          app: { baseUrl: 'http://localhost:3000' },
          auth: { providers: { test: {}, 'api-key': {} } },
          security: {
            ...options.security,
            keyring: options.keyring ?? [
              {
                id: 'test',
                secret: 'q1Yd0Zl6mVt0S3l9W6W3fG0c2s8hJ7kQ5xTn4uBvRzE=',
              },
            ],
          },
          ...options.config,
        },
      }),
      authPlugin,
      testSignIn,
      tokenIssuer,
      authServiceFactory,
      httpAuthServiceFactory,
      rootSystemMetadataServiceFactory,
      userInfoServiceFactory,
      options.database ??
        createServiceFactory({
          service: coreServices.database,
          deps: { plugin: coreServices.pluginMetadata },
          async factory({ plugin }): Promise<DatabaseService> {
            const client =
              plugin.getId() === 'security'
                ? knex
                : await databases.init('SQLITE_3');
            return { getClient: async () => client };
          },
        }),
      ...(options.auditor
        ? [
            createServiceFactory({
              service: coreServices.auditor,
              deps: { plugin: coreServices.pluginMetadata },
              factory: () => options.auditor!,
            }),
          ]
        : []),
      ...(options.features ?? []),
    ],
  });
  const { server } = testBackend;
  options.onListening?.(server.port());
  const headers = await signInEverybody(
    server,
    options.guestRef ?? 'user:development/guest',
  );
  await waitForCatalog(server, headers.admin);
  return {
    server,
    knex,
    headers,
    as: createCaller(server),
    stop: () => testBackend.stop(),
  };
}
