import { TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { generateApiKey } from 'backstage-plugin-security-node';
import { isDeepStrictEqual } from 'node:util';
import { startSecurityBackend } from './__testUtils__/startSecurityBackend';
import { WITHOUT_KEY } from './serviceAccounts/keyFacets';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

// The account of every row belongs to team-a: `owner` is in it, `other` is in
// another team. `nobody` is in it too, but the policy gives that person
// nothing. `editor` may edit every account and make services, but handle no
// keys, and `responder` may end every key and see none. `accountToken` is a
// Backstage token in the name of a service account, `apiKey` a key of one; the
// policy gives both all that it can give.
const ACTORS = [
  'none',
  'guest',
  'nobody',
  'viewer',
  'owner',
  'other',
  'editor',
  'responder',
  'admin',
  'staticToken',
  'accountToken',
  'apiKey',
  'otherPlugin',
  'otherPluginForAdmin',
] as const;

type Actor = (typeof ACTORS)[number];

// In the order of ACTORS.
// prettier-ignore
const TABLE: Array<[route: string, statuses: number[]]> = [
  //                  none guest nobody viewer owner other editor resp  admin static token key  plugin obo
  ['list',            [401, 200,  403,   200,  200,  200,  200,  200,   200,  403,   401,  403, 403,   403]],
  ['list plugins',    [401, 200,  403,   200,  200,  200,  200,  200,   200,  403,   401,  403, 403,   403]],
  ['get',             [401, 200,  404,   200,  200,  200,  200,  200,   200,  403,   401,  403, 403,   403]],
  ['get user',        [401, 200,  404,   200,  200,  200,  200,  200,   200,  403,   401,  403, 403,   403]],
  ['access',          [401, 200,  404,   200,  200,  200,  200,  200,   200,  403,   401,  403, 403,   403]],
  ['access unknown',  [401, 404,  404,   404,  404,  404,  404,  404,   404,  403,   401,  403, 403,   403]],
  ['uses',            [401, 200,  404,   200,  200,  200,  200,  200,   200,  403,   401,  403, 403,   403]],
  ['uses unknown',    [401, 404,  404,   404,  404,  404,  404,  404,   404,  403,   401,  403, 403,   403]],
  ['policy check-up', [401, 200,  403,   403,  200,  200,  403,  403,   200,  403,   401,  403, 403,   403]],
  ['external access', [401, 200,  403,   200,  200,  200,  200,  200,   200,  403,   401,  403, 403,   403]],
  ['preview plugins', [401, 403,  404,   403,  200,  403,  403,  403,   200,  403,   401,  403, 403,   403]],
  ['preview owner',   [401, 403,  404,   403,  403,  403,  403,  403,   200,  403,   401,  403, 403,   403]],
  ['preview service', [401, 403,  404,   403,  403,  403,  403,  403,   200,  403,   401,  403, 403,   403]],
  ['preview unknown', [401, 404,  404,   404,  404,  404,  404,  404,   404,  403,   401,  403, 403,   403]],
  ['get unknown',     [401, 404,  404,   404,  404,  404,  404,  404,   404,  403,   401,  403, 403,   403]],
  ['create',          [401, 201,  403,   403,  403,  403,  403,  403,   201,  403,   401,  403, 403,   403]],
  ['create a service',[401, 403,  403,   403,  403,  403,  403,  403,   201,  403,   401,  403, 403,   403]],
  ['update',          [401, 200,  404,   403,  200,  403,  200,  403,   200,  403,   401,  403, 403,   403]],
  ['disable',         [401, 200,  404,   403,  200,  403,  200,  403,   200,  403,   401,  403, 403,   403]],
  ['change owner',    [401, 403,  404,   403,  403,  403,  403,  403,   200,  403,   401,  403, 403,   403]],
  ['become a service',[401, 403,  404,   403,  403,  403,  403,  403,   200,  403,   401,  403, 403,   403]],
  ['become a user',   [401, 403,  404,   403,  200,  403,  403,  403,   200,  403,   401,  403, 403,   403]],
  ['restrict',        [401, 403,  404,   403,  403,  403,  403,  403,   200,  403,   401,  403, 403,   403]],
  ['limit plugins',   [401, 403,  404,   403,  200,  403,  403,  403,   200,  403,   401,  403, 403,   403]],
  ['free plugins',    [401, 403,  404,   403,  200,  403,  403,  403,   200,  403,   401,  403, 403,   403]],
  ['delete',          [401, 204,  404,   403,  204,  403,  403,  403,   204,  403,   401,  403, 403,   403]],
  ['generate',        [401, 403,  404,   403,  200,  403,  403,  403,   200,  403,   401,  403, 403,   403]],
  ['show',            [401, 403,  404,   403,  200,  403,  403,  403,   200,  403,   401,  403, 403,   403]],
  ['rotate',          [401, 403,  404,   403,  200,  403,  403,  403,   200,  403,   401,  403, 403,   403]],
  ['revoke all',      [401, 403,  404,   403,  204,  403,  403,  204,   204,  403,   401,  403, 403,   403]],
  ['revoke',          [401, 403,  404,   403,  204,  403,  403,  204,   204,  403,   401,  403, 403,   403]],
  ['update declared', [401, 409,  404,   403,  409,  403,  409,  403,   409,  403,   401,  403, 403,   403]],
  ['delete declared', [401, 409,  404,   403,  409,  403,  403,  403,   409,  403,   401,  403, 403,   403]],
  ['show declared',   [401, 403,  404,   403,  200,  403,  403,  403,   200,  403,   401,  403, 403,   403]],
  ['rotate declared', [401, 403,  404,   403,  409,  403,  403,  403,   409,  403,   401,  403, 403,   403]],
  ['show unknown',    [401, 404,  404,   404,  404,  404,  404,  404,   404,  403,   401,  403, 403,   403]],
  ['show of a user',  [401, 400,  400,   400,  400,  400,  400,  400,   400,  403,   401,  403, 403,   403]],
  ['rotate of a user',[401, 400,  400,   400,  400,  400,  400,  400,   400,  403,   401,  403, 403,   403]],
  ['revoke of a user',[401, 400,  400,   400,  400,  400,  400,  400,   400,  403,   401,  403, 403,   403]],
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
  let apiKey: string;
  let accounts = 0;

  function headerOf(actor: Actor): string | undefined {
    switch (actor) {
      case 'none':
        return undefined;
      case 'apiKey':
        return apiKey;
      default:
        return backend.headers[actor];
    }
  }
  const as = (actor: Actor) => backend.as(headerOf(actor));

  beforeAll(async () => {
    backend = await startSecurityBackend({
      databases,
      databaseId,
      security: {
        serviceAccounts: [
          {
            name: 'declared',
            ownerRef: 'group:default/team-a',
            apiKey: generateApiKey(),
          },
        ],
      },
    });
    const robot = { name: 'robot-with-key', ownerRef: 'group:default/team-a' };
    await as('admin').post('/v1/service-accounts', robot).expect(201);
    const { body } = await as('admin')
      .post('/v1/users/service-account/robot-with-key/api-key/show', {})
      .expect(200);
    apiKey = `Bearer ${body.value}`;
  });

  const SERVICE = {
    principal: 'service',
    restrictions: [{ plugin: 'catalog', permissions: ['catalog.entity.read'] }],
  };

  async function createAccount({
    withKey,
    ...reach
  }: {
    withKey: boolean;
    principal?: string;
    plugins?: string[];
  }) {
    accounts += 1;
    const admin = as('admin');
    const { body: account } = await admin
      .post('/v1/service-accounts', {
        name: `account-${accounts}`,
        ownerRef: 'group:default/team-a',
        ...reach,
      })
      .expect(201);
    const path = `/v1/users/service-account/${account.name}`;
    if (withKey) {
      await admin.post(`${path}/api-key/show`, {}).expect(200);
    }
    const { body } = await admin.get(path).expect(200);
    return { ...body, path };
  }

  /** Managed by the configuration, which gives its key, too. */
  async function declaredAccount() {
    const path = '/v1/users/service-account/declared';
    const { body } = await as('admin').get(path).expect(200);
    return { ...body, path };
  }

  async function send(route: string, actor: Actor) {
    const withKey = ['show', 'rotate', 'revoke', 'revoke all'].includes(route);
    const reach: Record<string, object> = {
      'become a user': SERVICE,
      restrict: SERVICE,
      'free plugins': { plugins: ['catalog'] },
    };
    const account = route.endsWith(' declared')
      ? await declaredAccount()
      : await createAccount({ withKey, ...reach[route] });
    const { path, name } = account;
    const keyId = account.apiKey?.id ?? '7c2a6f1e-8a51-4a0c-9f0e-1f0f6f3b2a11';
    const caller = as(actor);
    const service = `/v1/service-accounts/${name}`;
    const patch = (changes: object) =>
      caller.patch(service, { version: 1, ...changes });
    const preview = (changes: object) =>
      caller.post(`${service}/access/preview`, changes);
    const user = '/v1/users/default/alice';
    const routes: Record<string, () => ReturnType<typeof caller.get>> = {
      list: () => caller.get('/v1/users'),
      'list plugins': () => caller.get('/v1/plugins'),
      get: () => caller.get(path),
      'get user': () => caller.get(user),
      access: () => caller.get(`${service}/access`),
      'access unknown': () => caller.get('/v1/service-accounts/unknown/access'),
      uses: () => caller.get(`${service}/uses`),
      'uses unknown': () => caller.get('/v1/service-accounts/unknown/uses'),
      'policy check-up': () => caller.get('/v1/policy-check-up'),
      'external access': () => caller.get('/v1/external-access'),
      'preview plugins': () => preview({ plugins: ['catalog'] }),
      'preview owner': () => preview({ ownerRef: 'group:default/team-b' }),
      'preview service': () => preview(SERVICE),
      'preview unknown': () =>
        caller.post('/v1/service-accounts/unknown/access/preview', {
          plugins: null,
        }),
      'get unknown': () => caller.get('/v1/users/service-account/unknown'),
      create: () =>
        caller.post('/v1/service-accounts', {
          name: `made-${accounts}`,
          ownerRef: 'group:default/team-a',
        }),
      update: () => patch({ title: 'Another title' }),
      'create a service': () =>
        caller.post('/v1/service-accounts', {
          name: `made-${accounts}`,
          ownerRef: 'group:default/team-a',
          ...SERVICE,
        }),
      disable: () => patch({ status: 'disabled' }),
      'change owner': () => patch({ ownerRef: 'group:default/team-b' }),
      'become a service': () => patch(SERVICE),
      'become a user': () => patch({ principal: 'user' }),
      restrict: () => patch({ restrictions: [{ plugin: 'catalog' }] }),
      'limit plugins': () => patch({ plugins: ['catalog'] }),
      'free plugins': () => patch({ plugins: null }),
      delete: () => caller.delete(`${service}?version=1`),
      generate: () => caller.post(`${path}/api-key/show`, {}),
      show: () => caller.post(`${path}/api-key/show`, {}),
      rotate: () => caller.post(`${path}/api-key/rotate`, { keyId }),
      revoke: () => caller.post(`${path}/api-key/revoke`, { keyId }),
      'revoke all': () => caller.post(`${path}/api-key/revoke-all`, {}),
      'update declared': () => patch({ title: 'Another title' }),
      'delete declared': () => caller.delete(`${service}?version=1`),
      'show declared': () => caller.post(`${path}/api-key/show`, {}),
      'rotate declared': () => caller.post(`${path}/api-key/rotate`, { keyId }),
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

  it('takes a field that stays what it is for no change', async () => {
    const { name, ownerRef } = await createAccount({ withKey: true });
    await as('editor')
      .patch(`/v1/service-accounts/${name}`, {
        version: 1,
        title: 'Another title',
        ownerRef,
        principal: 'user',
        plugins: null,
      })
      .expect(200);
  });

  it('tells on every account what the caller may do with it', async () => {
    const { path } = await createAccount({ withKey: true });
    const access = async (actor: Actor) =>
      (await as(actor).get(path)).body.access;
    expect(await access('viewer')).toEqual({
      canConfigureApiKey: false,
      canRevokeApiKey: false,
      canUpdate: false,
      canDelete: false,
      canBecomeService: false,
      apiKeyRefusal: 'not-permitted',
      refusals: [
        { permission: 'security.user.api-key.configure' },
        { permission: 'security.user.api-key.revoke' },
        { permission: 'security.service-account.update' },
        { permission: 'security.service-account.delete' },
        { permission: 'security.service-principal.configure' },
      ],
    });
    expect(await access('responder')).toMatchObject({
      canConfigureApiKey: false,
      canRevokeApiKey: true,
      apiKeyRefusal: 'not-permitted',
    });
    expect(await access('owner')).toEqual({
      canConfigureApiKey: true,
      canRevokeApiKey: true,
      canUpdate: true,
      canDelete: true,
      canBecomeService: false,
      refusals: [{ permission: 'security.service-principal.configure' }],
    });
    expect(await access('guest')).toEqual({
      canConfigureApiKey: false,
      canRevokeApiKey: false,
      canUpdate: true,
      canDelete: true,
      canBecomeService: false,
      apiKeyRefusal: 'guest',
    });
  });

  describe('refuses whoever may view an account', () => {
    const IS_OWNER = {
      rule: 'IS_OWNER',
      description: 'Allow service accounts owned by one of the given entities',
      params: { owners: ['user:default/other', 'group:default/team-b'] },
    };
    const why =
      'IS_OWNER (Allow service accounts owned by one of the given entities; owners: user:default/other, group:default/team-b)';
    const unmet = (permission: string) =>
      `The policy gives ${permission} on a condition that does not hold: ${why}`;
    const CONFIGURE = 'security.user.api-key.configure';
    const REVOKE = 'security.user.api-key.revoke';
    const UPDATE = 'security.service-account.update';
    const DELETE = 'security.service-account.delete';

    it.each<[route: string, permissions: string[]]>([
      ['update', [UPDATE]],
      ['disable', [UPDATE]],
      ['preview plugins', [UPDATE]],
      ['delete', [DELETE]],
      ['show', [CONFIGURE]],
      ['rotate', [CONFIGURE]],
      ['revoke', [CONFIGURE, REVOKE]],
      ['revoke all', [CONFIGURE, REVOKE]],
    ])('%s, and names permission and rule', async (route, permissions) => {
      const denied = await send(route, 'viewer');
      const conditional = await send(route, 'other');

      const need = `You need the permission ${permissions.join(' or ')}`;
      expect(denied.response.body.error).toMatchObject({
        name: 'NotAllowedError',
        message: need,
        refusals: permissions.map(permission => ({ permission })),
      });
      expect(conditional.response.body.error).toMatchObject({
        name: 'NotAllowedError',
        message: [need, ...permissions.map(unmet)].join('. '),
        refusals: permissions.map(permission => ({
          permission,
          unmet: IS_OWNER,
        })),
      });
    });

    it.each(['update', 'show', 'delete'])(
      '%s, and tells nobody else',
      async route => {
        const { response } = await send(route, 'nobody');
        expect(response.status).toBe(404);
        expect(JSON.stringify(response.body)).not.toMatch(
          /refusals|security\.(user|service)|IS_OWNER/,
        );
      },
    );

    it('an owner who would give the account away', async () => {
      const { response } = await send('change owner', 'owner');
      expect(response.body.error.message).toBe(
        `You need the permission ${CONFIGURE} for the account as it would be. The policy gives ${CONFIGURE} on a condition that does not hold: IS_OWNER (Allow service accounts owned by one of the given entities; owners: user:default/owner, group:default/team-a)`,
      );
    });

    it('in the list by the names of the rules', async () => {
      const { path, name } = await createAccount({ withKey: false });
      const { body: list } = await as('other').get(`/v1/users?search=${name}`);
      const { body: details } = await as('other').get(path);
      const refusalsOf = (access: { refusals: { permission: string }[] }) =>
        access.refusals.find(({ permission }) => permission === UPDATE);
      expect(refusalsOf(list.items[0].access)).toEqual({
        permission: UPDATE,
        unmet: { rule: 'IS_OWNER' },
      });
      expect(refusalsOf(details.access)).toEqual({
        permission: UPDATE,
        unmet: IS_OWNER,
      });
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
      ['security.user.api-key.revoke', undefined, 'security-service-account'],
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

  const ROBOT = { name: 'robot', ownerRef: 'group:default/team-a' };
  const PATH = '/v1/service-accounts/robot';

  async function start(
    options: Partial<Parameters<typeof startSecurityBackend>[0]>,
  ) {
    return startSecurityBackend({
      databases,
      databaseId: 'SQLITE_3',
      policy: ALLOW_ALL,
      ...options,
    });
  }

  /** What a person gets who does everything, one after the other. */
  async function tryEverything(
    backend: Awaited<ReturnType<typeof start>>,
    actor: 'admin' | 'guest',
  ) {
    const caller = backend.as(backend.headers[actor]);
    const key = '/v1/users/service-account/robot/api-key';
    const responses = {
      list: await caller.get('/v1/users'),
      create: await caller.post('/v1/service-accounts', ROBOT),
      update: await caller.patch(PATH, { version: 1, title: 'Robot' }),
      reach: await caller.patch(PATH, { version: 2, plugins: ['catalog'] }),
      show: await caller.post(`${key}/show`, {}),
      delete: await caller.delete(`${PATH}?version=2`),
    };
    return Object.fromEntries(
      Object.entries(responses).map(([route, { status, body }]) => [
        route,
        status < 400 ? status : `${status} ${body.error.message}`,
      ]),
    );
  }

  const EVERYTHING = { list: 200, create: 201, update: 200, show: 200 };

  it('locks every change while permissions are off', async () => {
    const backend = await start({ config: { permission: {} } });
    const refusal = expect.stringMatching(/^403 .*permission\.enabled/);
    // Nobody has made the account, so it cannot be found.
    const unknown = expect.stringMatching(/^404/);
    expect(await tryEverything(backend, 'admin')).toEqual({
      list: 200,
      create: refusal,
      update: unknown,
      reach: unknown,
      show: unknown,
      delete: unknown,
    });
    const now = new Date();
    await backend.knex('security_service_accounts').insert({
      id: '0b2c8c5e-8b8f-4c58-9a6c-7d2c2f0d7f51',
      name: 'robot',
      owner_ref: 'group:default/team-a',
      search_text: 'robot',
      status: 'active',
      principal: 'user',
      version: 1,
      created_at: now,
      created_by: 'user:default/admin',
      updated_at: now,
      updated_by: 'user:default/admin',
      ...WITHOUT_KEY,
    });
    expect(await tryEverything(backend, 'admin')).toEqual({
      list: 200,
      create: refusal,
      update: refusal,
      reach: refusal,
      show: refusal,
      delete: refusal,
    });
    const { body } = await backend
      .as(backend.headers.admin)
      .get('/v1/users?type=service-account');
    expect(body).toMatchObject({
      canCreate: false,
      createRefusal: 'permissions-disabled',
      items: [{ access: { canUpdate: false, canDelete: false } }],
    });
  });

  it('unlocks all of it then only when told to', async () => {
    const backend = await start({
      config: { permission: {} },
      security: { dangerouslyAllowWithoutPermissions: true },
    });
    expect(await tryEverything(backend, 'admin')).toMatchObject(EVERYTHING);
  });

  describe.each([
    ['user:development/guest', {}],
    ['user:development/GUEST', {}],
    ['user:default/visitor', { userEntityRef: 'user:default/visitor' }],
    ['user:default/visitor', { userEntityRef: 'User:Default/Visitor' }],
    ['user:default/visitor', { userEntityRef: 'visitor' }],
  ])('for the guest %s with %j', (guestRef, guest) => {
    const config = {
      auth: { providers: { test: {}, 'api-key': {}, guest } },
    };

    it('locks keys and what they may reach whatever the policy says', async () => {
      const backend = await start({ config, guestRef });
      const refusal = expect.stringMatching(/^403 .*dangerouslyAllowGuest/);
      expect(await tryEverything(backend, 'guest')).toEqual({
        list: 200,
        create: 201,
        update: 200,
        reach: refusal,
        show: refusal,
        delete: 204,
      });
    });

    it('unlocks them only when told to', async () => {
      const security = { dangerouslyAllowGuest: true };
      const backend = await start({ config, guestRef, security });
      expect(await tryEverything(backend, 'guest')).toMatchObject(EVERYTHING);
    });
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
