import { auditorServiceFactory } from '@backstage/backend-defaults/auditor';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { generateApiKey } from 'backstage-plugin-security-node';
import {
  actionConfig,
  actionFeatures,
  callTool,
  invoke,
} from '../__testUtils__/actionCallers';
import { createKey } from '../__testUtils__/keyCallers';
import { recordLogs } from '../__testUtils__/recordLogs';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const WAYS = { directly: invoke, 'through MCP': callTool };
const KEY = generateApiKey();
const NO_KEY =
  'must not hold an API key; its last four characters tell which it is';

/** Logs what Backstage's access log does, which tests have not. */
const accessLog = createBackendModule({
  pluginId: 'security',
  moduleId: 'test-access-log',
  register(env) {
    env.registerInit({
      deps: {
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
      },
      async init({ httpRouter, logger }) {
        httpRouter.use((req, res, next) => {
          res.on('finish', () =>
            logger.info(
              `${req.method} ${req.originalUrl} ${req.get(
                'user-agent',
              )} ${req.get('referer')}`,
            ),
          );
          next();
        });
      },
    });
  },
});

// prettier-ignore
const WRONG: Array<[action: string, input: object, message: string]> = [
  ['get-service-account', {}, 'name: Invalid input: expected string, received undefined'],
  ['get-service-account', { name: 5 }, 'name: Invalid input: expected string, received number'],
  ['get-service-account', { name: '' }, 'name: Too small: expected string to have >=1 characters'],
  ['get-service-account', { name: 'robot', namespace: 'default' }, 'namespace: unknown field'],
  ['get-service-account', { name: KEY }, `name: ${NO_KEY}`],
  ['get-service-account', { name: 'robot', [KEY]: 1 }, 'a field: unknown field'],
  ['list-service-accounts', { keyStatus: KEY }, 'keyStatus: Invalid option: expected one of'],
  ['list-service-accounts', { keyStatus: KEY.slice(0, 20) }, 'keyStatus: Invalid option: expected one of'],
  ['list-service-accounts', { search: `x ${KEY}` }, `search: ${NO_KEY}`],
  ['list-service-accounts', { owner: KEY }, 'owner: must be the full entity ref of a group or a user'],
  ['list-service-accounts', { type: 'user' }, 'type: unknown field'],
  ['list-service-accounts', { limit: 1000 }, 'limit: Too big: expected number to be <=100'],
  ['list-service-accounts', { cursor: KEY }, 'cursor: does not belong to this list'],
  ['find-api-keys', {}, 'request: must hold expireWithinDays or unused'],
  ['find-api-keys', { unused: false }, 'request: must hold expireWithinDays or unused'],
  ['find-api-keys', { expireWithinDays: 0 }, 'expireWithinDays: Too small: expected number to be >=1'],
  ['find-api-keys', { expireWithinDays: KEY }, 'expireWithinDays: Invalid input: expected number, received string'],
  ['find-api-keys', { unused: KEY }, 'unused: Invalid input: expected boolean, received string'],
  ['disable-service-account', { name: [KEY] }, 'name: Invalid input: expected string, received array'],
  ['disable-service-account', { name: 'robot', status: 'active' }, 'status: unknown field'],
  ['disable-service-account', { name: `x${KEY}` }, `name: ${NO_KEY}`],
  ['revoke-api-keys', { name: 'robot', keyId: 'newest' }, 'keyId: Invalid UUID'],
  ['revoke-api-keys', { name: 'robot', keyId: KEY }, 'keyId: Invalid UUID'],
  ['revoke-api-keys', { name: 'robot', keyId: null }, 'keyId: Invalid input: expected string, received null'],
  ['revoke-api-keys', { name: 'robot', value: KEY }, 'value: unknown field'],
];

describe.each(databases.eachSupportedId())('an action (%s)', databaseId => {
  const logs = recordLogs();
  let backend: Awaited<ReturnType<typeof startSecurityBackend>>;

  beforeAll(async () => {
    backend = await startSecurityBackend({
      databases,
      databaseId,
      config: actionConfig,
      features: [
        ...actionFeatures,
        accessLog,
        auditorServiceFactory,
        logs.factory,
      ],
    });
    await createKey(backend, { name: 'robot' });
  });
  beforeEach(() => {
    logs.lines.length = 0;
  });

  const auditEvents = (...words: string[]) =>
    logs.lines.filter(line =>
      ['isAuditEvent', "plugin: 'security'", ...words].every(word =>
        line.includes(word),
      ),
    );
  const everything = () =>
    Promise.all(
      ['security_service_accounts', 'security_api_keys'].map(table =>
        backend.knex(table),
      ),
    );

  describe.each(['directly', 'through MCP'] as const)('%s', way => {
    const call = (name: string, input: object) =>
      WAYS[way](backend, backend.headers.admin, name, input);

    it.each(WRONG)(
      '%s refuses wrong input and says why (%#)',
      async (name, input, message) => {
        const before = await everything();
        const answer = await call(name, input);
        expect(answer).toMatchObject({
          status: 400,
          message: expect.stringContaining(message),
        });
        expect(answer.text).not.toMatch(/bsak_/);
        expect(logs.lines.join('\n')).not.toMatch(/bsak_/);
        expect(await everything()).toEqual(before);
        expect(
          auditEvents("'failed'", 'user:default/admin', name),
        ).toHaveLength(1);
      },
    );

    it('is audited with who called through what, and about which account', async () => {
      const { name, keyId } = await createKey(backend);
      logs.lines.length = 0;
      await call('get-service-account', { name });
      await call('revoke-api-keys', { name, keyId });
      await call('disable-service-account', { name });
      await call('revoke-api-keys', { name });
      const through =
        way === 'directly'
          ? 'through: undefined'
          : "through: 'plugin:mcp-actions'";
      const common = ["caller: 'user:default/admin'", through, `'${name}'`];
      for (const [event, ...facts] of [
        ['user-fetch', "'low'", 'get-service-account'],
        ['api-key-revoke', "'high'", `keyId: '${keyId}'`, 'hint'],
        ['api-key-revoke', "'high'", "actionType: 'all'"],
        ['service-account-mutate', "'medium'", "status: 'disabled'"],
      ]) {
        expect(
          auditEvents(`security.${event}`, "'succeeded'", ...common, ...facts),
        ).toHaveLength(1);
      }
    });

    it('is audited when it is refused', async () => {
      for (const [actor, caller] of [
        ['viewer', 'user:default/viewer'],
        ['staticToken', way === 'directly' ? 'test-job' : 'plugin:mcp-actions'],
      ] as const) {
        logs.lines.length = 0;
        const input = { name: 'robot' };
        await WAYS[way](
          backend,
          backend.headers[actor],
          'revoke-api-keys',
          input,
        );
        expect(
          auditEvents('api-key-revoke', "'failed'", `caller: '${caller}'`),
        ).toHaveLength(1);
      }
    });
  });

  it('keeps keys in its address, its headers and what is not JSON to itself', async () => {
    const admin = backend.as(backend.headers.admin);
    const actions = '/.backstage/actions/v1/actions';
    await admin.get(`${actions}?key=${KEY}`).expect(200);
    await admin.post(`${actions}/security:${KEY}/invoke`, {}).expect(404);
    await admin.post(`${actions}/${KEY}/invoke?x=${KEY}`, {}).expect(404);
    await admin
      .get(actions)
      .set('User-Agent', `curl ${KEY}`)
      .set('Referer', `http://x/?k=${KEY}`)
      .expect(200);
    const { status, body } = await admin
      .post(`${actions}/security:revoke-api-keys/invoke`)
      .set('Content-Type', 'application/json')
      .send(`{"name": "${KEY}`);
    expect([status, body.error]).toEqual([
      400,
      {
        name: 'InputError',
        message: 'The body must be JSON of at most 10 kB',
      },
    ]);
    const logged = logs.lines.join('\n');
    expect(logged).toContain('[API key]');
    expect(logged).not.toMatch(/bsak_/);
  });

  it('takes its input in the second version of the route as well', async () => {
    const { body } = await backend
      .as(backend.headers.admin)
      .post(
        '/.backstage/actions/v2/actions/security:get-service-account/invoke',
        { input: { name: 'robot', more: KEY } },
      );
    expect(body.error).toEqual({
      name: 'InputError',
      message: 'more: unknown field',
    });
  });

  it('tells nothing of what it did not expect', async () => {
    // What is stored of the account cannot be answered.
    const table = 'security_service_accounts';
    await backend.knex(table).update({ plugins: `["${KEY}"]` });
    const call = { name: 'robot' };
    const direct = await invoke(
      backend,
      backend.headers.admin,
      'get-service-account',
      call,
    );
    expect(direct).toMatchObject({
      status: 500,
      message: expect.not.stringMatching(/plugins|bsak_/),
    });
    await expect(
      callTool(backend, backend.headers.admin, 'get-service-account', call),
    ).rejects.toThrow('Request failed with 500');
    expect(logs.lines.join('\n')).not.toMatch(/bsak_/);
    await backend.knex(table).update({ plugins: null });
  });
});
