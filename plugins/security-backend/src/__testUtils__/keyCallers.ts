import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import express from 'express';
import Router from 'express-promise-router';
import request from 'supertest';
import { startSecurityBackend } from './startSecurityBackend';

type SecurityBackend = Awaited<ReturnType<typeof startSecurityBackend>>;

/** A plugin with a route for everybody, for users, and for services. */
export const probe = createBackendPlugin({
  pluginId: 'probe',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        userInfo: coreServices.userInfo,
        permissions: coreServices.permissions,
        discovery: coreServices.discovery,
      },
      async init(deps) {
        const router = Router();
        router.use(express.json());
        router.get('/anybody', async (req, res) => {
          const { principal } = await deps.httpAuth.credentials(req);
          res.json(principal);
        });
        router.get('/user', async (req, res) => {
          const credentials = await deps.httpAuth.credentials(req, {
            allow: ['user'],
          });
          res.json(await deps.userInfo.getUserInfo(credentials));
        });
        router.get('/service', async (req, res) => {
          const { principal } = await deps.httpAuth.credentials(req, {
            allow: ['service'],
          });
          res.json({ subject: principal.subject });
        });
        // What a browser loads without a header, such as an image.
        deps.httpRouter.addAuthPolicy({
          path: '/with-cookie',
          allow: 'user-cookie',
        });
        router.get('/with-cookie', async (req, res) => {
          const { principal } = await deps.httpAuth.credentials(req, {
            allow: ['user'],
            allowLimitedAccess: true,
          });
          res.json(principal);
        });
        router.get('/permission', async (req, res) => {
          const credentials = await deps.httpAuth.credentials(req);
          const [decision] = await deps.permissions.authorizeConditional(
            [{ permission: catalogEntityReadPermission }],
            { credentials },
          );
          res.json(decision);
        });
        // Calls another plugin in the name of the caller.
        router.all('/forward', async (req, res) => {
          const target = String(req.query.plugin);
          const { token } = await deps.auth.getPluginRequestToken({
            onBehalfOf: await deps.httpAuth.credentials(req),
            targetPluginId: target,
          });
          const answer = await fetch(
            `${await deps.discovery.getBaseUrl(target)}${req.query.path}`,
            {
              method: req.method,
              headers: {
                Authorization: `Bearer ${token}`,
                'Content-Type': 'application/json',
              },
              body:
                req.method === 'POST' ? JSON.stringify(req.body) : undefined,
            },
          );
          res
            .status(answer.status)
            .type('json')
            .send(await answer.text());
        });
        deps.httpRouter.use(router);
      },
    });
  },
});

/** Where the probe calls another plugin in the name of its caller. */
export function forwarded(plugin: string, path: string): string {
  return `/probe/forward?plugin=${plugin}&path=${encodeURIComponent(path)}`;
}

/** Calls plugins with a key, or with whatever stands in the header. */
export function caller(backend: SecurityBackend, authorization: string) {
  const send = (method: 'get' | 'post' | 'put' | 'delete') => (path: string) =>
    request(backend.server)
      [method](`/api${path}`)
      .set('Authorization', authorization);
  return {
    get: send('get'),
    post: send('post'),
    put: send('put'),
    delete: send('delete'),
  };
}

export interface TestKey {
  name: string;
  userEntityRef: string;
  /** Of the account, below `/api/security`. */
  path: string;
  value: string;
  keyId: string;
}

let accounts = 0;

/** Creates an account that team A owns, and its key. */
export async function createKey(
  backend: SecurityBackend,
  fields: object = {},
): Promise<TestKey> {
  accounts += 1;
  const admin = backend.as(backend.headers.admin);
  const { body: account } = await admin
    .post('/v1/service-accounts', {
      name: `caller-${accounts}`,
      ownerRef: 'group:default/team-a',
      ...fields,
    })
    .expect(201);
  const path = `/v1/users/service-account/${account.name}`;
  const { body } = await admin.post(`${path}/api-key/show`, {}).expect(200);
  return {
    name: account.name,
    userEntityRef: account.entityRef,
    path,
    value: body.value,
    keyId: body.apiKey.id,
  };
}
