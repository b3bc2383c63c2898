import { TestDatabases } from '@backstage/backend-test-utils';
import { DatabaseApiKeyVerifier } from '../authentication/DatabaseApiKeyVerifier';
import { AccountPolicy, ALLOW, DENY } from '../__testUtils__/AccountPolicy';
import { caller, createKey, probe } from '../__testUtils__/keyCallers';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const RESTRICTIONS = [
  { plugin: 'catalog', permissions: ['catalog.entity.read'] },
  { plugin: 'probe' },
];
const SERVICE = { principal: 'service', restrictions: RESTRICTIONS };

type SecurityBackend = Awaited<ReturnType<typeof startSecurityBackend>>;

function callsTo(backend: SecurityBackend) {
  const path = (name: string) => `/v1/service-accounts/${name}/access`;
  const as = (person: 'admin' | 'viewer') =>
    backend.as(backend.headers[person]);
  return {
    read: async (name: string) => {
      const { body, text } = await as('viewer').get(path(name)).expect(200);
      expect(text).not.toMatch(/eyJ|bsak_/);
      return byPlugin(body);
    },
    preview: async (name: string, changes: object) => {
      const { body, text } = await as('admin')
        .post(`${path(name)}/preview`, changes)
        .expect(200);
      expect(text).not.toMatch(/eyJ|bsak_/);
      return byPlugin(body);
    },
    refusal: async (name: string, changes: object) => {
      const call = as('admin').post(`${path(name)}/preview`, changes);
      const { status, body } = await call;
      return [status, body.error.message];
    },
  };
}

function byPlugin(report: any) {
  const { plugins, ...rest } = report;
  return {
    ...rest,
    plugin: (id: string) => {
      const { permissions, ...plugin } = plugins.find(
        ({ pluginId }: any) => pluginId === id,
      );
      return plugin;
    },
    line: (name: string) =>
      plugins
        .flatMap(({ permissions }: any) => permissions)
        .find((permission: any) => permission.name === name),
    lines: () => plugins.flatMap(({ permissions }: any) => permissions),
  };
}

describe('what an account is limited to', () => {
  const policy = new AccountPolicy();
  let asked: jest.SpiedFunction<AccountPolicy['handle']>;
  let backend: SecurityBackend;
  let calls: ReturnType<typeof callsTo>;

  beforeAll(async () => {
    backend = await startSecurityBackend({
      databases,
      databaseId: 'SQLITE_3',
      policy,
      features: [probe],
    });
    calls = callsTo(backend);
  });
  beforeEach(() => {
    policy.decide = () => ALLOW;
    asked = jest.spyOn(policy, 'handle');
  });
  afterEach(() => jest.restoreAllMocks());

  const questions = () =>
    asked.mock.calls.filter(([, user]) =>
      user!.info.userEntityRef.startsWith('user:service-account/'),
    );

  it('is shown apart from what the policy says', async () => {
    const key = await createKey(backend, { plugins: ['probe'] });
    const access = await calls.read(key.name);
    expect(access).toMatchObject({
      entityRef: key.userEntityRef,
      version: 1,
      decidedBy: 'policy',
    });
    expect(access.plugin('probe')).toEqual({
      pluginId: 'probe',
      status: 'none',
    });
    expect(access.plugin('catalog').ruledOutBy).toBe('plugins');
    expect(access.line('catalog.entity.read')).toMatchObject({
      decision: 'allowed',
      ruledOutBy: 'plugins',
    });
    expect(access.plugin('security').ruledOutBy).toBe('no-api-keys');
    expect(access.line('security.configuration.read')).toMatchObject({
      decision: 'allowed',
      ruledOutBy: 'no-api-keys',
    });
    const withKey = caller(backend, `Bearer ${key.value}`);
    await withKey.get('/catalog/entities/by-query').expect(403);
    await withKey.get('/probe/user').expect(200);
  });

  it('is all that counts for a service, about which nobody is asked', async () => {
    const key = await createKey(backend, SERVICE);
    const access = await calls.read(key.name);
    expect(access.decidedBy).toBe('restrictions');
    expect(questions()).toEqual([]);
    expect(access.line('catalog.entity.read')).toEqual({
      name: 'catalog.entity.read',
      action: 'read',
      resourceType: 'catalog-entity',
      decision: 'not-asked',
    });
    expect(access.line('catalog.entity.refresh')).toMatchObject({
      decision: 'not-asked',
      ruledOutBy: 'restrictions',
    });
    expect(access.plugin('catalog')).not.toHaveProperty('ruledOutBy');
    expect(access.plugin('permission').ruledOutBy).toBe('restrictions');
    const withKey = caller(backend, `Bearer ${key.value}`);
    await withKey.get('/catalog/entities/by-query').expect(200);
    await withKey
      .post('/catalog/refresh')
      .send({ entityRef: 'user:default/alice' })
      .expect(403);
  });

  it('can be tried out', async () => {
    policy.decide = ({ name }) => (/delete/.test(name) ? DENY : ALLOW);
    const { name } = await createKey(backend);

    const limited = await calls.preview(name, { plugins: ['probe'] });
    expect(limited.plugin('probe').change).toBe('same');
    expect(limited.plugin('catalog').change).toBe('lost');
    expect(limited.line('catalog.entity.read').change).toBe('lost');
    expect(limited.line('catalog.entity.delete').change).toBe('same');
    expect(limited.line('security.configuration.read').change).toBe('same');
    // The policy is asked about the account itself, and once.
    expect(limited.askedAs).toBeUndefined();
    expect(
      questions().filter(([query]) =>
        /entity.read/.test(query.permission.name),
      ),
    ).toHaveLength(1);

    const service = await calls.preview(name, SERVICE);
    expect(service.decidedBy).toBe('restrictions');
    expect(service.line('catalog.entity.read').change).toBe('same');
    expect(service.line('catalog.location.create').change).toBe('lost');
    expect(
      (
        await calls.preview(name, {
          ...SERVICE,
          restrictions: [{ plugin: 'catalog' }],
        })
      ).line('catalog.entity.delete').change,
    ).toBe('gained');

    const limitedKey = await createKey(backend, { plugins: ['probe'] });
    const freed = await calls.preview(limitedKey.name, { plugins: null });
    expect(freed.plugin('catalog').change).toBe('gained');
    expect(freed.line('catalog.entity.read').change).toBe('gained');

    const serviceKey = await createKey(backend, SERVICE);
    const user = await calls.preview(serviceKey.name, {
      principal: 'user',
      ownerRef: 'group:default/team-b',
    });
    expect(user.decidedBy).toBe('policy');
    expect(user.line('catalog.location.create').change).toBe('gained');
    expect(user.line('catalog.entity.delete').change).toBe('same');
  });

  it('is tried out with another owner in the name of somebody who cannot be', async () => {
    const key = await createKey(backend);
    policy.decide = ({ name }, { userEntityRef, ownershipEntityRefs }) =>
      name === 'catalog.location.create'
        ? {
            result:
              userEntityRef === key.userEntityRef ? ALLOW.result : DENY.result,
          }
        : {
            result: ownershipEntityRefs.includes('group:default/team-b')
              ? ALLOW.result
              : DENY.result,
          };
    const preview = await calls.preview(key.name, {
      ownerRef: 'group:default/team-b',
    });
    expect(preview.entityRef).toBe(key.userEntityRef);
    expect(preview.askedAs).toMatch(
      /^user:service-account\/preview\.[0-9a-f]{16}$/,
    );
    expect(preview.line('catalog.entity.read')).toMatchObject({
      decision: 'allowed',
      change: 'gained',
    });
    expect(preview.line('catalog.entity.read').dependsOnName).toBeUndefined();
    // Which the policy would go on to allow.
    expect(preview.line('catalog.location.create')).toMatchObject({
      decision: 'denied',
      change: 'lost',
      dependsOnName: true,
    });

    // The key acts for its own team all the while.
    const now = Date.now();
    for (const later of [0, 6_000]) {
      jest.spyOn(Date, 'now').mockReturnValue(now + later);
      const { body } = await caller(backend, `Bearer ${key.value}`)
        .get('/probe/user')
        .expect(200);
      expect(body.ownershipEntityRefs).toEqual([
        key.userEntityRef,
        'group:default/team-a',
      ]);
    }

    const [, name] = preview.askedAs.split('/');
    const admin = backend.as(backend.headers.admin);
    await admin
      .post('/v1/service-accounts', { name, ownerRef: 'group:default/team-a' })
      .expect(400);
    await admin.get(`/v1/service-accounts/${name}/access`).expect(404);
  });

  it('is unknown where the policy does not decide', async () => {
    policy.decide = ({ name }, { userEntityRef }) => {
      if (name === 'catalog.entity.read' && /preview/.test(userEntityRef)) {
        throw new Error('there is no such entity');
      }
      return ALLOW;
    };
    const { name } = await createKey(backend);
    const preview = await calls.preview(name, {
      ownerRef: 'group:default/team-b',
    });
    expect(preview.line('catalog.entity.read')).toMatchObject({
      decision: 'undecided',
      reason: 'failed',
      change: 'unknown',
    });
    expect(preview.line('catalog.entity.delete').change).toBe('same');
  });

  it.each<[string, object, string]>([
    ['nothing', {}, 'request: must change at least one'],
    ['an unknown field', { version: 1, plugins: null }, 'version: unknown'],
    ['no plugin', { plugins: [] }, 'plugins: Too small'],
    [
      'an owner that there is not',
      { ownerRef: 'group:default/nobody' },
      'ownerRef: there is no such group or user',
    ],
    [
      'restrictions of a user',
      { restrictions: RESTRICTIONS },
      'restrictions: only an account that acts as a service',
    ],
    [
      'a service without restrictions',
      { principal: 'service' },
      'restrictions: an account that acts as a service needs them',
    ],
  ])('cannot be tried out with %s', async (_, changes, message) => {
    const { name } = await createKey(backend);
    expect(await calls.refusal(name, changes)).toEqual([
      400,
      expect.stringContaining(message),
    ]);
  });

  it('is no use of a key, and is not told of an account that there is not', async () => {
    const noteUses = jest.spyOn(DatabaseApiKeyVerifier.prototype, 'noteUses');
    const { name } = await createKey(backend);
    await calls.read(name);
    await calls.preview(name, { ownerRef: 'group:default/team-b' });
    expect(noteUses).not.toHaveBeenCalled();

    for (const path of ['access', 'access/preview']) {
      const caller_ = backend.as(backend.headers.admin);
      const url = `/v1/service-accounts/unknown/${path}`;
      const { status, body } = await (path === 'access'
        ? caller_.get(url)
        : caller_.post(url, { plugins: null }));
      expect([status, body.error.message]).toEqual([
        404,
        'There is no such account',
      ]);
    }
  });
});

it('is nothing that the policy decides while permissions are off', async () => {
  const backend = await startSecurityBackend({
    databases,
    databaseId: 'SQLITE_3',
    config: { permission: {} },
    security: { dangerouslyAllowWithoutPermissions: true },
  });
  const { name } = await createKey(backend, { plugins: ['catalog'] });
  const access = await callsTo(backend).read(name);
  expect(access.decidedBy).toBe('nothing');
  for (const { decision } of access.lines()) {
    expect(decision).toBe('not-asked');
  }
  expect(access.plugin('permission').ruledOutBy).toBe('plugins');
});
