import { TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { isDeepStrictEqual } from 'node:util';
import { startSecurityBackend } from './__testUtils__/startSecurityBackend';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

// The account of every row belongs to team-a: `owner` is in it, `other` is in
// another team. `nobody` is in it too, but the policy gives that person
// nothing.
const ACTORS = [
  'none',
  'guest',
  'nobody',
  'viewer',
  'owner',
  'other',
  'admin',
  'staticToken',
  'serviceAccount',
  'otherPlugin',
  'otherPluginForAdmin',
] as const;

type Actor = (typeof ACTORS)[number];

// In the order of ACTORS.
// prettier-ignore
const TABLE: Array<[route: string, statuses: number[]]> = [
  //                  none guest nobody viewer owner other admin static  sa  plugin obo
  ['list',            [401, 200,  403,   200,  200,  200,  200,  403,  403,  403,  403]],
  ['get',             [401, 200,  404,   200,  200,  200,  200,  403,  403,  403,  403]],
  ['get user',        [401, 200,  404,   200,  200,  200,  200,  403,  403,  403,  403]],
  ['get unknown',     [401, 404,  404,   404,  404,  404,  404,  403,  403,  403,  403]],
  ['create',          [401, 201,  403,   403,  403,  403,  201,  403,  403,  403,  403]],
  ['update',          [401, 200,  404,   403,  200,  403,  200,  403,  403,  403,  403]],
  ['change owner',    [401, 403,  404,   403,  403,  403,  200,  403,  403,  403,  403]],
  ['become a service',[401, 200,  404,   403,  403,  403,  200,  403,  403,  403,  403]],
  ['delete',          [401, 204,  404,   403,  204,  403,  204,  403,  403,  403,  403]],
  ['generate',        [401, 403,  404,   403,  200,  403,  200,  403,  403,  403,  403]],
  ['show',            [401, 403,  404,   403,  200,  403,  200,  403,  403,  403,  403]],
  ['rotate',          [401, 403,  404,   403,  200,  403,  200,  403,  403,  403,  403]],
  ['revoke all',      [401, 403,  404,   403,  204,  403,  204,  403,  403,  403,  403]],
  ['revoke',          [401, 403,  404,   403,  204,  403,  204,  403,  403,  403,  403]],
  ['show unknown',    [401, 404,  404,   404,  404,  404,  404,  403,  403,  403,  403]],
  ['show of a user',  [401, 400,  400,   400,  400,  400,  400,  403,  403,  403,  403]],
  ['rotate of a user',[401, 400,  400,   400,  400,  400,  400,  403,  403,  403,  403]],
  ['revoke of a user',[401, 400,  400,   400,  400,  400,  400,  403,  403,  403,  403]],
];

const CASES = TABLE.flatMap(([route, statuses]) =>
  ACTORS.map((actor, index): [string, Actor, number] => [
    route,
    actor,
    statuses[index],
  ]),
);

describe.each(databases.eachSupportedId())('authorization (%s)', databaseId => {
  let backend: Awaited<ReturnType<typeof startSecurityBackend>>;
  let accounts = 0;

  beforeAll(async () => {
    backend = await startSecurityBackend({ databases, databaseId });
  });

  const as = (actor: Actor) =>
    backend.as(actor === 'none' ? undefined : backend.headers[actor]);

  async function createAccount({ withKey }: { withKey: boolean }) {
    accounts += 1;
    const admin = as('admin');
    const { body: account } = await admin
      .post('/v1/service-accounts', {
        name: `account-${accounts}`,
        ownerRef: 'group:default/team-a',
      })
      .expect(201);
    const path = `/v1/users/service-account/${account.name}`;
    if (withKey) {
      await admin.post(`${path}/api-key/show`, {}).expect(200);
    }
    const { body } = await admin.get(path).expect(200);
    return { ...body, path };
  }

  async function send(route: string, actor: Actor) {
    const withKey = ['show', 'rotate', 'revoke', 'revoke all'].includes(route);
    const account = await createAccount({ withKey });
    const { path, name } = account;
    const keyId = account.apiKey?.id ?? '7c2a6f1e-8a51-4a0c-9f0e-1f0f6f3b2a11';
    const caller = as(actor);
    const user = '/v1/users/default/alice';
    const routes: Record<string, () => ReturnType<typeof caller.get>> = {
      list: () => caller.get('/v1/users'),
      get: () => caller.get(path),
      'get user': () => caller.get(user),
      'get unknown': () => caller.get('/v1/users/service-account/unknown'),
      create: () =>
        caller.post('/v1/service-accounts', {
          name: `made-${accounts}`,
          ownerRef: 'group:default/team-a',
        }),
      update: () =>
        caller.patch(`/v1/service-accounts/${name}`, {
          version: 1,
          title: 'Another title',
        }),
      'change owner': () =>
        caller.patch(`/v1/service-accounts/${name}`, {
          version: 1,
          ownerRef: 'group:default/team-b',
        }),
      'become a service': () =>
        caller.patch(`/v1/service-accounts/${name}`, {
          version: 1,
          principal: 'service',
          restrictions: [{ plugin: 'catalog' }],
        }),
      delete: () => caller.delete(`/v1/service-accounts/${name}?version=1`),
      generate: () => caller.post(`${path}/api-key/show`, {}),
      show: () => caller.post(`${path}/api-key/show`, {}),
      rotate: () => caller.post(`${path}/api-key/rotate`, { keyId }),
      revoke: () => caller.post(`${path}/api-key/revoke`, { keyId }),
      'revoke all': () => caller.post(`${path}/api-key/revoke-all`, {}),
      'show unknown': () =>
        caller.post('/v1/users/service-account/unknown/api-key/show', {}),
      'show of a user': () => caller.post(`${user}/api-key/show`, {}),
      'rotate of a user': () =>
        caller.post(`${user}/api-key/rotate`, { keyId }),
      'revoke of a user': () =>
        caller.post(`${user}/api-key/revoke`, { keyId }),
    };
    const response = await routes[route]();
    const after = await as('admin').get(path);
    return { response, before: account, after: after.body };
  }

  it.each(CASES)('%s by %s answers %d', async (route, actor, expected) => {
    const { response, before, after } = await send(route, actor);
    const refused = expected >= 400;
    expect({ body: response.body, status: response.status }).toMatchObject({
      status: expected,
    });
    expect({
      unchanged: isDeepStrictEqual({ ...after, path: before.path }, before),
      holdsKey: /bsak_/.test(JSON.stringify(response.body)),
    }).toMatchObject(refused ? { unchanged: true, holdsKey: false } : {});
  });

  it('answers alike for an unknown account and one that may not be seen', async () => {
    const { path } = await createAccount({ withKey: true });
    const nobody = as('nobody');
    const forbidden = await nobody.get(path);
    const unknown = await nobody.get(path.replace(/\d+$/, '999'));
    expect(forbidden.body.error).toEqual(unknown.body.error);
  });

  it('lets an owner give an account only to those whose keys they may have', async () => {
    const { name } = await createAccount({ withKey: false });
    const path = `/v1/service-accounts/${name}`;
    const giveTo = (ownerRef: string) =>
      as('owner').patch(path, { version: 1, ownerRef });
    await giveTo('group:default/team-b').expect(403);
    await giveTo('user:default/other').expect(403);
    await giveTo('user:default/owner').expect(200);
  });

  it('tells on every account what the caller may do with it', async () => {
    const { path } = await createAccount({ withKey: true });
    const access = async (actor: Actor) =>
      (await as(actor).get(path)).body.access;
    expect(await access('viewer')).toEqual({
      canConfigureApiKey: false,
      canUpdate: false,
      canDelete: false,
      canBecomeService: false,
      apiKeyRefusal: 'not-permitted',
    });
    expect(await access('owner')).toEqual({
      canConfigureApiKey: true,
      canUpdate: true,
      canDelete: true,
      canBecomeService: false,
    });
    expect(await access('guest')).toEqual({
      canConfigureApiKey: false,
      canUpdate: true,
      canDelete: true,
      canBecomeService: true,
      apiKeyRefusal: 'guest',
    });
  });

  it('shows the permissions and rules at the metadata endpoint', async () => {
    const { body } = await as('admin')
      .get('/.well-known/backstage/permissions/metadata')
      .expect(200);
    expect(
      body.permissions.map(({ name, attributes, resourceType }: any) => [
        name,
        attributes.action,
        resourceType,
      ]),
    ).toEqual([
      ['security.configuration.read', 'read', undefined],
      ['security.service-account.create', 'create', undefined],
      ['security.service-principal.configure', undefined, undefined],
      [
        'security.user.api-key.configure',
        undefined,
        'security-service-account',
      ],
      ['security.service-account.update', 'update', 'security-service-account'],
      ['security.service-account.delete', 'delete', 'security-service-account'],
    ]);
    expect(body.rules.map(({ name }: any) => name)).toEqual([
      'IS_OWNER',
      'HAS_NAME',
      'HAS_OWNER_NAMESPACE',
      'HAS_STATUS',
    ]);
  });
});

describe('authorization without a policy to rely on', () => {
  const ALLOW_ALL = { handle: async () => ({ result: AuthorizeResult.ALLOW }) };

  async function statusOfShow(
    options: Partial<Parameters<typeof startSecurityBackend>[0]>,
    actor: 'admin' | 'guest' = 'admin',
  ) {
    const backend = await startSecurityBackend({
      databases,
      databaseId: 'SQLITE_3',
      ...options,
    });
    await backend
      .as(backend.headers.admin)
      .post('/v1/service-accounts', {
        name: 'robot',
        ownerRef: 'group:default/team-a',
      })
      .expect(201);
    const { status, body } = await backend
      .as(backend.headers[actor])
      .post('/v1/users/service-account/robot/api-key/show', {});
    return [status, body.error?.message];
  }

  it('locks keys while permissions are off', async () => {
    expect(await statusOfShow({ config: { permission: {} } })).toEqual([
      403,
      expect.stringContaining('permission.enabled'),
    ]);
  });

  it('unlocks them then only when told to', async () => {
    expect(
      await statusOfShow({
        config: { permission: {} },
        security: { dangerouslyAllowWithoutPermissions: true },
      }),
    ).toEqual([200, undefined]);
  });

  it('refuses keys to the guest whatever the policy says', async () => {
    expect(await statusOfShow({ policy: ALLOW_ALL }, 'guest')).toEqual([
      403,
      expect.stringContaining('guest'),
    ]);
  });

  it('lets the guest have keys only when told to', async () => {
    expect(
      await statusOfShow(
        { policy: ALLOW_ALL, security: { dangerouslyAllowGuest: true } },
        'guest',
      ),
    ).toEqual([200, undefined]);
  });

  it('allows nothing when the policy fails', async () => {
    const backend = await startSecurityBackend({
      databases,
      databaseId: 'SQLITE_3',
      policy: {
        async handle({ permission }) {
          if (permission.name.startsWith('security.')) {
            throw new Error('out of order');
          }
          return { result: AuthorizeResult.ALLOW };
        },
      },
    });
    const admin = backend.as(backend.headers.admin);
    for (const path of ['/v1/users', '/v1/users/default/alice']) {
      const { status, body } = await admin.get(path);
      expect([status, body.error.message]).toEqual([
        503,
        'The permission backend is not available',
      ]);
    }
  });
});
