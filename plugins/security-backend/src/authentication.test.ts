import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { TestDatabases } from '@backstage/backend-test-utils';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { generateApiKey } from 'backstage-plugin-security-node';
import http from 'node:http';
import request from 'supertest';
import {
  caller,
  createKey,
  forwarded,
  probe,
  TestKey,
} from './__testUtils__/keyCallers';
import { startSecurityBackend } from './__testUtils__/startSecurityBackend';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

type Backend = Awaited<ReturnType<typeof startSecurityBackend>>;

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
      const throughProbe = await withKey(value)
        .get(forwarded('catalog', path))
        .expect(200);
      expect(throughProbe.body.items).toHaveLength(2);
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
      // The list does not guard what the plugin calls in turn.
      await withKey(value).get(forwarded('catalog', '/entities')).expect(200);
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
      await withKey(value).get(forwarded('catalog', '/entities')).expect(403);
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
      [{ plugins: ['catalog', 'auth'] }, /^plugins.1: /],
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
      await key.get(forwarded('security', '/v1/users')).expect(403);
      await key.post(forwarded('security', `${path}/api-key/show`)).expect(403);
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
      hint: value.slice(-4),
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
    const ENDINGS: Array<[string, (key: TestKey) => Promise<unknown>]> = [
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

  it('says nothing of an account that is made anew under the same name', async () => {
    const old = await createKey(backend, { name: 'phoenix' });
    await withKey(old.value).get('/probe/user').expect(200);
    await admin().delete('/v1/service-accounts/phoenix?version=1').expect(204);
    const { value } = await createKey(backend, {
      name: 'phoenix',
      ownerRef: 'group:default/team-b',
    });
    await withKey(old.value).get('/probe/user').expect(401);
    const { body } = await withKey(value).get('/probe/user').expect(200);
    expect(body.ownershipEntityRefs).toEqual([
      'user:service-account/phoenix',
      'group:default/team-b',
    ]);
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

  it('that was replaced does not come back when its account is enabled again', async () => {
    const { name, path, value, keyId } = await createKey(backend);
    const { body } = await admin()
      .post(`${path}/api-key/rotate`, { keyId, graceSeconds: 60 })
      .expect(200);
    for (const [version, status] of [
      [1, 'disabled'],
      [2, 'active'],
    ]) {
      await admin()
        .patch(`/v1/service-accounts/${name}`, { version, status })
        .expect(200);
    }
    await withKey(value).get('/probe/user').expect(401);
    await withKey(body.value).get('/probe/user').expect(200);
  });

  it('can be ended by its holder while its account is disabled', async () => {
    const { name, value } = await createKey(backend);
    const patch = (version: number, status: string) =>
      admin()
        .patch(`/v1/service-accounts/${name}`, { version, status })
        .expect(200);
    await patch(1, 'disabled');
    await withKey(value).get('/security/v1/self').expect(401);
    await withKey(value).delete('/security/v1/self').expect(204);
    await withKey(value).delete('/security/v1/self').expect(401);
    await patch(2, 'active');
    await withKey(value).get('/probe/user').expect(401);
  });

  it('acts for the owner of now in every replica, also for one that comes back', async () => {
    const replica = await startSecurityBackend({
      databases,
      databaseId,
      knex: backend.knex,
      features: [probe],
      security: { apiKeys: { verificationTtl: '100ms' } },
    });
    const { name, value } = await createKey(backend);
    const ownerInReplica = async () => {
      // Longer than the replica remembers keys, and Backstage owners.
      await new Promise(resolve => setTimeout(resolve, 5_200));
      const { body } = await caller(replica, `Bearer ${value}`)
        .get('/probe/user')
        .expect(200);
      return body.ownershipEntityRefs[1];
    };
    expect(await ownerInReplica()).toBe('group:default/team-a');
    for (const [version, team] of [
      [1, 'team-b'],
      [2, 'team-a'],
    ]) {
      const ownerRef = `group:default/${team}`;
      await admin()
        .patch(`/v1/service-accounts/${name}`, { version, ownerRef })
        .expect(200);
      expect(await ownerInReplica()).toBe(ownerRef);
    }
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
    const anotherChecksum = (text: string) =>
      `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`;
    const ILLEGAL_TOKEN = {
      error: { name: 'AuthenticationError', message: 'Illegal token' },
      request: { method: 'GET', url: '/user' },
      response: { statusCode: 401 },
    };

    it.each<[string, (key: string) => string]>([
      ['with one character more', key => `${key}A`],
      ['with one character less', key => key.slice(0, -1)],
      ['in upper case', key => key.toUpperCase()],
      ['with another checksum', anotherChecksum],
      ['with an umlaut', key => `${key.slice(0, -1)}ü`],
      ['with an escape', key => key.replace('_', '%5F')],
      ['in quotes', key => `"${key}"`],
      ['twice', key => `${key}${key}`],
      ['of 15 kB', key => `${key}${'A'.repeat(15_000)}`],
      ['that is unknown', () => generateApiKey()],
    ])('%s gets one and the same 401', async (_, change) => {
      const { value } = await createKey(backend);
      const { status, body } = await withKey(change(value)).get('/probe/user');
      expect([status, body]).toEqual([401, ILLEGAL_TOKEN]);
      await withKey(change(value)).get('/security/v1/self').expect(401);
    });

    it('gets what a key that has ended gets', async () => {
      const revoked = await createKey(backend);
      await admin()
        .post(`${revoked.path}/api-key/revoke`, { keyId: revoked.keyId })
        .expect(204);
      const disabled = await createKey(backend);
      await admin()
        .patch(`/v1/service-accounts/${disabled.name}`, {
          version: 1,
          status: 'disabled',
        })
        .expect(200);
      const deleted = await createKey(backend);
      await admin()
        .delete(`/v1/service-accounts/${deleted.name}?version=1`)
        .expect(204);
      const answers = await Promise.all(
        [
          revoked.value,
          disabled.value,
          deleted.value,
          generateApiKey(),
          'bsak_garbage',
        ].map(async value => {
          const { status, body, headers } = await withKey(value).get(
            '/probe/user',
          );
          return { status, body, headers: Object.keys(headers) };
        }),
      );
      expect(answers[0]).toMatchObject({ status: 401, body: ILLEGAL_TOKEN });
      expect(answers).toEqual(answers.map(() => answers[0]));
    });

    it.each<[string, (key: string) => string]>([
      ['as Basic', key => `Basic ${key}`],
      ['without a scheme', key => key],
      ['beside another one', key => `Bearer nonsense, Bearer ${key}`],
      ['behind another one', key => `Bearer nonsense ${key}`],
    ])('%s is nobody', async (_, header) => {
      const { value } = await createKey(backend);
      const key = caller(backend, header(value));
      await key.get('/probe/user').expect(401);
      await key.get('/security/v1/self').expect(401);
    });

    it.each<[string, (key: string) => string]>([
      ['lower-case scheme', key => `bearer ${key}`],
      ['two spaces', key => `Bearer  ${key}`],
    ])('with a %s works as every Backstage token does', async (_, header) => {
      const { value } = await createKey(backend);
      await caller(backend, header(value)).get('/probe/user').expect(200);
    });

    it('in a second Authorization header is nobody', async () => {
      const { value } = await createKey(backend);
      const get = (path: string, ...authorizations: string[]) =>
        new Promise<number | undefined>((resolve, reject) => {
          http
            .get(
              {
                port: backend.server.port(),
                path: `/api${path}`,
                headers: [
                  ['Host', 'localhost'],
                  ...authorizations.map(text => ['Authorization', text]),
                ].flat(),
              },
              response => resolve(response.resume().statusCode),
            )
            .on('error', reject);
        });
      const key = `Bearer ${value}`;
      for (const path of ['/probe/user', '/security/v1/self']) {
        expect(await get(path, key)).toBe(200);
        for (const first of ['Bearer nonsense', 'Basic nonsense', '']) {
          expect(await get(path, first, key)).toBe(401);
        }
      }
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
      await withKey(`bsak_${'A'.repeat(20_000)}`)
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
