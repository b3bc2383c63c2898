import { TestDatabases } from '@backstage/backend-test-utils';
import { isDeepStrictEqual } from 'node:util';
import {
  actionConfig,
  actionFeatures,
  callTool,
  connect,
  invoke,
  tokenOf,
} from '../__testUtils__/actionCallers';
import { caller, createKey } from '../__testUtils__/keyCallers';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

// As in authorization.test.ts; `serviceKey` is a key that acts as a service,
// and may call the plugin of MCP.
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
  'serviceKey',
  'otherPlugin',
  'otherPluginForAdmin',
] as const;

type Actor = (typeof ACTORS)[number];

const WAYS = { directly: invoke, 'through MCP': callTool };
type Way = keyof typeof WAYS;

// In the order of ACTORS, for who calls directly.
// prettier-ignore
const TABLE: Array<[action: string, statuses: number[]]> = [
  //              none guest nobody viewer owner other editor resp  admin static token key  service plugin obo
  ['list',        [401, 200,  403,   200,  200,  200,  200,  200,   200,  403,   401,  403, 403,    403,   403]],
  ['get',         [401, 200,  404,   200,  200,  200,  200,  200,   200,  403,   401,  403, 403,    403,   403]],
  ['get unknown', [401, 404,  404,   404,  404,  404,  404,  404,   404,  403,   401,  403, 403,    403,   403]],
  ['find',        [401, 200,  403,   200,  200,  200,  200,  200,   200,  403,   401,  403, 403,    403,   403]],
  ['disable',     [401, 200,  404,   403,  200,  403,  200,  403,   200,  403,   401,  403, 403,    403,   403]],
  ['revoke all',  [401, 403,  404,   403,  200,  403,  403,  200,   200,  403,   401,  403, 403,    403,   403]],
  ['revoke one',  [401, 403,  404,   403,  200,  403,  403,  200,   200,  403,   401,  403, 403,    403,   403]],
];

function expectedOf(statuses: number[], actor: Actor, way: Way): number {
  if (way === 'through MCP') {
    // It has no tools of a plugin that it may not call.
    if (actor === 'serviceKey') {
      return 404;
    }
    // Backstage does not tell the next plugin who called the one of MCP.
    if (actor === 'otherPluginForAdmin') {
      return statuses[ACTORS.indexOf('admin')];
    }
  }
  return statuses[ACTORS.indexOf(actor)];
}

const CASES = TABLE.flatMap(([action, statuses]) =>
  ACTORS.flatMap(actor =>
    (['directly', 'through MCP'] as const).map(
      (way): [string, Actor, Way, number] => [
        action,
        actor,
        way,
        expectedOf(statuses, actor, way),
      ],
    ),
  ),
);

const TOOLS = {
  'security.list-service-accounts': [true, false],
  'security.get-service-account': [true, false],
  'security.find-api-keys': [true, false],
  'security.disable-service-account': [false, true],
  'security.revoke-api-keys': [false, true],
};

describe.each(databases.eachSupportedId())('actions (%s)', databaseId => {
  let backend: Awaited<ReturnType<typeof startSecurityBackend>>;
  let apiKey: string;
  let serviceKey: string;

  beforeAll(async () => {
    backend = await startSecurityBackend({
      databases,
      databaseId,
      config: actionConfig,
      features: actionFeatures,
    });
    apiKey = `Bearer ${(await createKey(backend)).value}`;
    const service = await createKey(backend, {
      principal: 'service',
      restrictions: [{ plugin: 'mcp-actions' }],
    });
    serviceKey = `Bearer ${service.value}`;
  });

  const admin = () => backend.as(backend.headers.admin);

  async function headerOf(actor: Actor, way: Way): Promise<string | undefined> {
    const target = way === 'directly' ? 'security' : 'mcp-actions';
    switch (actor) {
      case 'none':
        return undefined;
      case 'apiKey':
        return apiKey;
      case 'serviceKey':
        return serviceKey;
      case 'otherPlugin':
        return tokenOf(backend, 'another', target, 'own');
      case 'otherPluginForAdmin':
        return tokenOf(backend, 'another', target, 'admin');
      default:
        return backend.headers[actor];
    }
  }

  it.each(CASES)(
    '%s by %s %s answers %d',
    async (action, actor, way, status) => {
      const { name, path, keyId } = await createKey(backend);
      const { body: before } = await admin().get(path);
      const calls: Record<string, [string, object]> = {
        list: ['list-service-accounts', { search: name }],
        get: ['get-service-account', { name }],
        'get unknown': ['get-service-account', { name: 'unknown' }],
        find: ['find-api-keys', { unused: true }],
        disable: ['disable-service-account', { name }],
        'revoke all': ['revoke-api-keys', { name }],
        'revoke one': ['revoke-api-keys', { name, keyId }],
      };
      const answer = await WAYS[way](
        backend,
        await headerOf(actor, way),
        ...calls[action],
      );
      const { body: after } = await admin().get(path);

      expect(answer).toMatchObject({ status });
      expect(answer.text).not.toMatch(/bsak_/);
      const changes = status === 200 && /disable|revoke/.test(action);
      expect(isDeepStrictEqual(after, before)).toBe(!changes);
    },
  );

  it('let a person in through the plugin of MCP, and routes do not', async () => {
    const { name } = await createKey(backend);
    const token = await tokenOf(backend, 'mcp-actions', 'security', 'admin');
    const action = 'get-service-account';
    expect(await invoke(backend, token, action, { name })).toMatchObject({
      status: 200,
    });
    for (const path of ['/v1/users', `/v1/users/service-account/${name}`]) {
      await backend.as(token).get(path).expect(403);
    }
    const own = await tokenOf(backend, 'mcp-actions', 'security', 'own');
    expect(await invoke(backend, own, action, { name })).toMatchObject({
      status: 403,
      message: 'Accounts and API keys are managed by a person who is signed in',
    });
  });

  it('are tools of MCP with their input, and say what they change', async () => {
    const client = await connect(backend, backend.headers.viewer);
    const { tools } = await client.listTools();
    await client.close();
    expect(
      Object.fromEntries(
        tools.map(({ name, annotations }) => [
          name,
          [annotations?.readOnlyHint, annotations?.destructiveHint],
        ]),
      ),
    ).toEqual(TOOLS);
    for (const { inputSchema, description, annotations } of tools) {
      expect(inputSchema).toMatchObject({
        type: 'object',
        additionalProperties: false,
      });
      for (const field of Object.values(inputSchema.properties!)) {
        expect(field).toMatchObject({ description: expect.any(String) });
      }
      expect(description).toBeTruthy();
      expect(annotations?.idempotentHint).toBe(true);
    }
    const revoke = tools.find(({ name }) => /revoke/.test(name))!;
    expect(revoke.inputSchema).toMatchObject({
      required: ['name'],
      properties: { name: { type: 'string' }, keyId: { format: 'uuid' } },
    });
  });

  describe.each(['directly', 'through MCP'] as const)('%s', way => {
    const call = (name: string, input: object) =>
      WAYS[way](backend, backend.headers.admin, name, input);
    const probe = (value: string) =>
      caller(backend, `Bearer ${value}`).get('/probe/anybody');

    it('an account is listed and read as the API answers it', async () => {
      const { name, path } = await createKey(backend);
      const { body: list } = await admin().get(`/v1/users?search=${name}`);
      const { body: details } = await admin().get(path);
      const listed = await call('list-service-accounts', { search: name });
      expect(listed.output).toEqual({ accounts: list.items });
      const read = await call('get-service-account', { name });
      expect(read.output).toEqual({ account: details });
      expect(details.apiKeys).toHaveLength(1);
    });

    it('accounts are listed by owner and state, page by page', async () => {
      const withoutKey = ['a', 'b', 'c'].map(
        letter => `list-${letter}-${way === 'directly' ? 1 : 2}`,
      );
      for (const name of withoutKey) {
        const ownerRef = 'group:default/team-b';
        await admin()
          .post('/v1/service-accounts', { name, ownerRef })
          .expect(201);
      }
      const names: string[] = [];
      let cursor: string | undefined;
      do {
        const { output } = await call('list-service-accounts', {
          owner: 'Group:default/Team-B',
          keyStatus: 'none',
          limit: 2,
          cursor,
        });
        names.push(...output.accounts.map((account: any) => account.name));
        cursor = output.nextCursor;
      } while (cursor);
      expect(names).toEqual(expect.arrayContaining(withoutKey));
    });

    it('whoever may not is told why, as by the API', async () => {
      const { name, path } = await createKey(backend);
      const service = `/v1/service-accounts/${name}`;
      for (const actor of ['viewer', 'other', 'nobody'] as const) {
        const routes = backend.as(backend.headers[actor]);
        for (const [action, answer] of [
          [
            'disable-service-account',
            routes.patch(service, { version: 1, status: 'disabled' }),
          ],
          ['revoke-api-keys', routes.post(`${path}/api-key/revoke-all`, {})],
          ['get-service-account', routes.get(`${path}-2`)],
        ] as const) {
          const { status, body } = await answer;
          const input = { name: /get/.test(action) ? `${name}-2` : name };
          expect(
            await WAYS[way](backend, backend.headers[actor], action, input),
          ).toMatchObject({ status, message: body.error.message });
        }
      }
    });

    it('an account of the configuration is left to it', async () => {
      const { name, path } = await createKey(backend);
      await backend
        .knex('security_service_accounts')
        .where({ name })
        .update({ managed_by: 'config' });
      const { body } = await admin()
        .patch(`/v1/service-accounts/${name}`, {
          version: 1,
          status: 'disabled',
        })
        .expect(409);
      expect(await call('disable-service-account', { name })).toMatchObject({
        status: 409,
        message: body.error.message,
      });
      const { body: after } = await admin().get(path);
      expect(after).toMatchObject({ status: 'active', version: 1 });
    });

    it('a key is revoked, and refused from then on', async () => {
      const { name, keyId, value } = await createKey(backend);
      await probe(value).expect(200);
      const { output } = await call('revoke-api-keys', { name, keyId });
      expect(output).toEqual({ name, revoked: keyId });
      await probe(value).expect(401);
      expect(await call('revoke-api-keys', { name, keyId })).toMatchObject({
        status: 200,
      });
    });

    it('every key is revoked, those in their grace period included', async () => {
      const { name, keyId, value, path } = await createKey(backend);
      const { body: second } = await admin()
        .post(`${path}/api-key/rotate`, { keyId, graceSeconds: 60 })
        .expect(200);
      await probe(value).expect(200);
      const { output } = await call('revoke-api-keys', { name });
      expect(output).toEqual({ name, revoked: 'all' });
      await probe(value).expect(401);
      await probe(second.value).expect(401);
    });

    it('an account is disabled once, and its key works when it is enabled', async () => {
      const { name, value } = await createKey(backend);
      await probe(value).expect(200);
      const { output } = await call('disable-service-account', { name });
      expect(output.account).toMatchObject({
        name,
        status: 'disabled',
        version: 2,
        updatedBy: 'user:default/admin',
      });
      await probe(value).expect(401);
      const again = await call('disable-service-account', { name });
      expect(again.output).toEqual(output);
      await admin()
        .patch(`/v1/service-accounts/${name}`, { version: 2, status: 'active' })
        .expect(200);
      await probe(value).expect(200);
    });
  });
});
