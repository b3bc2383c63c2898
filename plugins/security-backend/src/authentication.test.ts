import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import Router from 'express-promise-router';
import request from 'supertest';
import { startSecurityBackend } from './__testUtils__/startSecurityBackend';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** A plugin with a route for everybody, for users, and for services. */
const probe = createBackendPlugin({
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
              body: req.method === 'POST' ? '{}' : undefined,
            },
          );
          res.status(answer.status).json(await answer.json());
        });
        deps.httpRouter.use(router);
      },
    });
  },
});

type Backend = Awaited<ReturnType<typeof startSecurityBackend>>;

/** Calls a plugin with a key, or with whatever stands in the header. */
function caller(backend: Backend, authorization: string) {
  const send = (method: 'get' | 'post' | 'delete') => (path: string) =>
    request(backend.server)
      [method](`/api${path}`)
      .set('Authorization', authorization);
  return { get: send('get'), post: send('post'), delete: send('delete') };
}

let accounts = 0;

async function createKey(
  backend: Backend,
  fields: object = {},
): Promise<{ name: string; path: string; value: string; keyId: string }> {
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
    path,
    value: body.value,
    keyId: body.apiKey.id,
  };
}

describe.each(databases.eachSupportedId())('an API key (%s)', databaseId => {
  let backend: Backend;
  beforeAll(async () => {
    backend = await startSecurityBackend({
      databases,
      databaseId,
      features: [probe, schedulerServiceFactory],
    });
  });

  const admin = () => backend.as(backend.headers.admin);
  const withKey = (value: string) => caller(backend, `Bearer ${value}`);

  describe('of a user', () => {
    it('acts as the account, with what its owner owns and nobody in between', async () => {
      const { name, value } = await createKey(backend);
      const userEntityRef = `user:service-account/${name}`;
      const { body: principal } = await withKey(value)
        .get('/probe/anybody')
        .expect(200);
      expect(principal).toEqual({ type: 'user', userEntityRef });
      const { body: info } = await withKey(value)
        .get('/probe/user')
        .expect(200);
      expect(info).toEqual({
        userEntityRef,
        ownershipEntityRefs: [userEntityRef, 'group:default/team-a'],
      });
      await withKey(value).get('/probe/service').expect(403);
    });

    it('reads the catalog, also through another plugin', async () => {
      const { value } = await createKey(backend);
      const path = '/entities/by-query?filter=kind=group';
      const direct = await withKey(value).get(`/catalog${path}`).expect(200);
      expect(direct.body.items).toHaveLength(2);
      const forwarded = await withKey(value)
        .get(`/probe/forward?plugin=catalog&path=${encodeURIComponent(path)}`)
        .expect(200);
      expect(forwarded.body.items).toHaveLength(2);
    });

    it('is not taken for a plugin by the permission backend', async () => {
      const { value } = await createKey(backend);
      await withKey(value)
        .post('/permission/authorize')
        .send({
          items: [
            {
              id: '1',
              permission: catalogEntityReadPermission,
            },
          ],
        })
        .expect(400);
    });

    it('reaches only the plugins of its list', async () => {
      const { value } = await createKey(backend, { plugins: ['probe'] });
      await withKey(value).get('/probe/user').expect(200);
      const refused = await withKey(value).get('/catalog/entities');
      expect([refused.status, refused.body.error.message]).toEqual([
        403,
        "This API key may not call the plugin 'catalog'",
      ]);
    });
  });

  describe('of a service', () => {
    it('acts as a service within its restrictions', async () => {
      const { name, value } = await createKey(backend, {
        principal: 'service',
        restrictions: [
          { plugin: 'probe' },
          { plugin: 'catalog', permissions: ['catalog.entity.read'] },
        ],
      });
      const { body } = await withKey(value).get('/probe/service').expect(200);
      expect(body.subject).toBe(`service-account:${name}`);
      await withKey(value).get('/probe/user').expect(403);
      await withKey(value).get('/catalog/entities').expect(200);
      await withKey(value)
        .post('/catalog/refresh')
        .send({ entityRef: 'user:default/alice' })
        .expect(403);
      await withKey(value).get('/permission/policy').expect(403);
      // What is limited to some permissions cannot be handed on.
      await withKey(value)
        .get('/probe/forward?plugin=catalog&path=/entities')
        .expect(403);
    });

    it.each([
      [{ principal: 'service' }, /^restrictions: /],
      [{ principal: 'service', restrictions: [] }, /^restrictions: /],
      [
        {
          principal: 'service',
          restrictions: [{ plugin: 'catalog', permissions: [] }],
        },
        /^restrictions.0.permissions: /,
      ],
      [
        { principal: 'service', restrictions: [{ plugin: 'security' }] },
        /^restrictions.0.plugin: /,
      ],
      [{ plugins: [] }, /^plugins: /],
      [{ plugins: ['security'] }, /^plugins.0: /],
      [{ restrictions: [{ plugin: 'catalog' }] }, /^restrictions: /],
    ])('is not made with %j', async (fields, message) => {
      const { status, body } = await admin().post('/v1/service-accounts', {
        name: 'refused',
        ownerRef: 'group:default/team-a',
        ...fields,
      });
      expect([status, body.error.message]).toEqual([
        400,
        expect.stringMatching(message),
      ]);
    });
  });

  it.each(['user', 'service'])(
    'of a %s opens no management route, directly or through a plugin',
    async principal => {
      const { path, value } = await createKey(
        backend,
        principal === 'service'
          ? { principal, restrictions: [{ plugin: 'probe' }] }
          : {},
      );
      const key = withKey(value);
      await key.get('/security/v1/users').expect(403);
      await key.post(`/security${path}/api-key/show`).expect(403);
      const forward = (to: string) =>
        `/probe/forward?plugin=security&path=${encodeURIComponent(to)}`;
      await key.get(forward('/v1/users')).expect(403);
      await key.post(forward(`${path}/api-key/show`)).expect(403);
      await key.post('/security/v1/verify').send({ key: value }).expect(403);
    },
  );

  it('tells about itself, and can be ended by whoever holds it', async () => {
    const { name, path, value, keyId } = await createKey(backend);
    const { body, headers } = await withKey(value)
      .get('/security/v1/self')
      .expect(200);
    expect(body).toEqual({
      entityRef: `user:service-account/${name}`,
      ownershipEntityRefs: [
        `user:service-account/${name}`,
        'group:default/team-a',
      ],
      principal: 'user',
      keyId,
      hint: value.slice(-10, -6),
      validUntil: expect.any(String),
    });
    expect(headers['cache-control']).toBe('no-store, no-transform');

    await withKey(value).delete('/security/v1/self').expect(204);
    await withKey(value).get('/security/v1/self').expect(401);
    await withKey(value).get('/probe/user').expect(401);
    const { body: account } = await admin().get(path);
    expect(account.apiKeys).toMatchObject([
      { status: 'revoked', revokedBy: `user:service-account/${name}` },
    ]);
  });

  describe('stops at once in this process', () => {
    const ENDINGS: Array<
      [string, (key: Awaited<ReturnType<typeof createKey>>) => Promise<unknown>]
    > = [
      [
        'revoked',
        ({ path, keyId }) =>
          admin().post(`${path}/api-key/revoke`, { keyId }).expect(204),
      ],
      [
        'all revoked',
        ({ path }) =>
          admin().post(`${path}/api-key/revoke-all`, {}).expect(204),
      ],
      [
        'rotated',
        ({ path, keyId }) =>
          admin().post(`${path}/api-key/rotate`, { keyId }).expect(200),
      ],
      [
        'disabled',
        ({ name }) =>
          admin()
            .patch(`/v1/service-accounts/${name}`, {
              version: 1,
              status: 'disabled',
            })
            .expect(200),
      ],
      [
        'deleted',
        ({ name }) =>
          admin().delete(`/v1/service-accounts/${name}?version=1`).expect(204),
      ],
    ];

    it.each(ENDINGS)('when it is %s', async (_, end) => {
      const key = await createKey(backend);
      await withKey(key.value).get('/probe/user').expect(200);
      await end(key);
      await withKey(key.value).get('/probe/user').expect(401);
      await withKey(key.value).get('/catalog/entities').expect(401);
    });
  });

  it('works again when its account is enabled again', async () => {
    const { name, value } = await createKey(backend);
    const patch = (version: number, status: string) =>
      admin()
        .patch(`/v1/service-accounts/${name}`, { version, status })
        .expect(200);
    await patch(1, 'disabled');
    await withKey(value).get('/probe/user').expect(401);
    await patch(2, 'active');
    await withKey(value).get('/probe/user').expect(200);
  });

  it('works on beside the new one until its grace period ends', async () => {
    const { path, value, keyId } = await createKey(backend);
    const { body } = await admin()
      .post(`${path}/api-key/rotate`, { keyId, graceSeconds: 2 })
      .expect(200);
    await withKey(value).get('/probe/user').expect(200);
    await withKey(body.value).get('/probe/user').expect(200);
    const { body: account } = await admin().get(path);
    expect(account.apiKeys).toMatchObject([
      { status: 'active' },
      { status: 'retiring', canBeShown: false },
    ]);
    await new Promise(resolve => setTimeout(resolve, 2100));
    await withKey(value).get('/probe/user').expect(401);
    await withKey(body.value).get('/probe/user').expect(200);
  });

  it('that was replaced can be ended before its grace period is over', async () => {
    const { path, value, keyId } = await createKey(backend);
    const { body } = await admin()
      .post(`${path}/api-key/rotate`, { keyId, graceSeconds: 60 })
      .expect(200);
    await admin().post(`${path}/api-key/revoke`, { keyId }).expect(204);
    await withKey(value).get('/probe/user').expect(401);
    await withKey(body.value).get('/probe/user').expect(200);
  });

  it('never works beyond its own expiry, not even in its grace period', async () => {
    const { path, value, keyId } = await createKey(backend);
    await admin().post(`${path}/api-key/revoke`, { keyId }).expect(204);
    const expiresAt = new Date(Date.now() + 1500).toISOString();
    const { body: brief } = await admin()
      .post(`${path}/api-key/show`, { expiresAt })
      .expect(200);
    expect(brief.apiKey.expiresAt).toBe(expiresAt);
    await withKey(brief.value).get('/probe/user').expect(200);
    const { body: next } = await admin()
      .post(`${path}/api-key/rotate`, {
        keyId: brief.apiKey.id,
        graceSeconds: 60,
      })
      .expect(200);
    await withKey(brief.value).get('/probe/user').expect(200);
    await new Promise(resolve => setTimeout(resolve, 1600));
    await withKey(brief.value).get('/probe/user').expect(401);
    await withKey(next.value).get('/probe/user').expect(200);
    await withKey(value).get('/probe/user').expect(401);
  });

  it.each([
    { expiresAt: new Date(0).toISOString() },
    { expiresAt: '9999999-01-01T00:00:00Z' },
    { expiresAt: '9999-01-01T00:00:00Z' },
    { expiresAt: 'tomorrow' },
    { expiresAt: ['2027-01-01T00:00:00Z'] },
    { expiresAt: 0 },
    { expiresAt: -1 },
    { expiresAt: 'NaN' },
    { expiresAt: null },
    { graceSeconds: 0 },
    { graceSeconds: -1 },
    { graceSeconds: 1.5 },
    { graceSeconds: '60' },
    { graceSeconds: 'NaN' },
    { graceSeconds: [60] },
    { graceSeconds: 1e12 },
  ])('is not rotated with %j', async fields => {
    const { path, value, keyId } = await createKey(backend);
    const { status, body } = await admin().post(`${path}/api-key/rotate`, {
      keyId,
      ...fields,
    });
    expect([status, body.error.message]).toEqual([
      400,
      expect.stringContaining(Object.keys(fields)[0]),
    ]);
    await withKey(value).get('/probe/user').expect(200);
  });

  it('leaves a trace of its last use, by plugin', async () => {
    const { path, value } = await createKey(backend);
    await withKey(value).get('/catalog/entities').expect(200);
    await withKey(value).get('/probe/user').expect(200);
    const lastUse = async () => {
      const { body } = await admin().get(path);
      return body.apiKeys[0];
    };
    for (let attempt = 0; attempt < 60; attempt++) {
      if ((await lastUse()).lastUsedAt) {
        break;
      }
      await new Promise(resolve => setTimeout(resolve, 500));
    }
    expect(await lastUse()).toMatchObject({
      lastUsedAt: expect.any(String),
      lastUsedPlugin: 'probe',
    });
  });

  describe('in another form', () => {
    const crc = (text: string) =>
      `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`;

    it.each<[string, (key: string) => string]>([
      ['with one character more', key => `Bearer ${key}A`],
      ['with one character less', key => `Bearer ${key.slice(0, -1)}`],
      ['in upper case', key => `Bearer ${key.toUpperCase()}`],
      ['with another checksum', key => `Bearer ${crc(key)}`],
      ['of 8 kB', key => `Bearer ${key}${'A'.repeat(8_000)}`],
      [
        'that is unknown',
        () => 'Bearer bsak_000000000000000000000000000000001TZnNO',
      ],
    ])(
      '%s gets one and the same 401, without SQL where it cannot be a key',
      async (_, header) => {
        const { value } = await createKey(backend);
        const { status, body } = await caller(backend, header(value)).get(
          '/probe/user',
        );
        expect([status, body.error]).toEqual([
          401,
          { name: 'AuthenticationError', message: 'Illegal token' },
        ]);
      },
    );

    it.each<[string, (key: string) => string]>([
      ['as Basic', key => `Basic ${key}`],
      ['without a scheme', key => key],
    ])('%s is nobody', async (_, header) => {
      const { value } = await createKey(backend);
      await caller(backend, header(value)).get('/probe/user').expect(401);
    });

    it.each<[string, (key: string) => string]>([
      ['lower-case scheme', key => `bearer ${key}`],
      ['two spaces', key => `Bearer  ${key}`],
    ])('with a %s works as every Backstage token does', async (_, header) => {
      const { value } = await createKey(backend);
      await caller(backend, header(value)).get('/probe/user').expect(200);
    });

    it('in the address, a cookie or the body is nobody', async () => {
      const { value } = await createKey(backend);
      const server = request(backend.server);
      await server.get(`/api/probe/user?access_token=${value}`).expect(401);
      await server
        .get('/api/probe/user')
        .set('Cookie', `backstage-auth=${value}`)
        .expect(401);
      await server.get('/api/probe/user').set('x-api-key', value).expect(401);
    });

    it('of 20 kB is refused by the server', async () => {
      await caller(backend, `Bearer bsak_${'A'.repeat(20_000)}`)
        .get('/probe/user')
        .expect(431);
    });
  });

  it('asks the database nothing for garbage, and once for many calls', async () => {
    const { value } = await createKey(backend);
    const statements: string[] = [];
    const record = ({ sql }: { sql: string }) => statements.push(sql);
    await withKey(value).get('/probe/user').expect(200);
    backend.knex.on('query', record);
    await withKey(`${value}A`).get('/probe/user').expect(401);
    await withKey('bsak_garbage').get('/probe/user').expect(401);
    for (let call = 0; call < 5; call++) {
      await withKey(value).get('/probe/user').expect(200);
    }
    backend.knex.removeListener('query', record);
    expect(statements.filter(sql => /lookup_hash/.test(sql))).toEqual([]);
  });
});
