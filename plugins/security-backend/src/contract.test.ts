import {
  authServiceFactory,
  createExternalTokenHandler,
  externalTokenHandlersServiceRef,
  PluginTokenHandler,
  pluginTokenHandlerDecoratorServiceRef,
} from '@backstage/backend-defaults/auth';
import {
  BackendFeature,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { startTestBackend, TestDatabases } from '@backstage/backend-test-utils';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  apiKeyAuthenticationLoader,
  decorateWithApiKeys,
} from 'backstage-plugin-security-node';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  caller,
  createKey,
  forwarded,
  probe,
} from './__testUtils__/keyCallers';
import { RecordingPolicy } from './__testUtils__/RecordingPolicy';
import { recordLogs } from './__testUtils__/recordLogs';
import {
  SecurityBackendOptions,
  startSecurityBackend,
} from './__testUtils__/startSecurityBackend';

jest.setTimeout(60_000);

/*
 * Behaviour of Backstage that no documentation promises and that this plugin
 * relies upon, and what happens in a backend that is not set up for keys.
 */

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const start = (options: Partial<SecurityBackendOptions>) =>
  startSecurityBackend({ databases, databaseId: 'SQLITE_3', ...options });

type Decorator = (inner: PluginTokenHandler) => PluginTokenHandler;

/** Runs the code that the README has for a backend with a decorator. */
function decoratorOfReadme(
  yours: Decorator,
  load: (name: string) => unknown = require,
): BackendFeature {
  const readme = readFileSync(resolve(__dirname, '../README.md'), 'utf8');
  const [, section] = readme.split('token handler of its own');
  const [, code] = section.match(/```ts\n(.*?)```/s)!;
  const features: BackendFeature[] = [];
  // eslint-disable-next-line no-new-func
  new Function(
    'require',
    'backend',
    'yours',
    code.replace(/import (\{.*?\}) from ('.*?');/gs, 'const $1 = require($2);'),
  )(load, { add: (feature: BackendFeature) => features.push(feature) }, yours);
  return features[0];
}

describe('Backstage', () => {
  it.each([
    ['an actor where the token handler names a subject', 'plugin:security'],
    ['no actor where it names none', ''],
  ])('gives a principal %s', async (_, subject) => {
    const policy = new RecordingPolicy();
    const backend = await start({
      policy,
      features: [
        probe,
        decoratorOfReadme(inner => ({
          issueToken: request => inner.issueToken(request),
          verifyToken: async token => {
            const result = await inner.verifyToken(token);
            return token.startsWith('bsak_') && result
              ? { ...result, subject }
              : result;
          },
        })),
      ],
    });
    const { value, userEntityRef } = await createKey(backend);
    const key = caller(backend, `Bearer ${value}`);
    const { body: principal } = await key.get('/probe/anybody').expect(200);
    expect(principal).toEqual({
      type: 'user',
      userEntityRef,
      ...(subject && { actor: { type: 'service', subject } }),
    });

    // This is why it must have none: to a plugin that acts for somebody, the
    // permission backend tells the conditions of the policy.
    policy.answer = 'owned';
    const { status, text } = await key.post('/permission/authorize').send({
      items: [{ id: '1', permission: catalogEntityReadPermission }],
    });
    expect([status, text.includes('IS_ENTITY_OWNER')]).toEqual(
      subject ? [200, true] : [400, false],
    );
  });

  it('enforces the restrictions of an external token handler, all but which plugin is called', async () => {
    const ANSWERS: Record<string, object> = {
      'may-read': {
        accessRestrictions: { permissionNames: ['catalog.entity.read'] },
      },
      'may-something-else': {
        accessRestrictions: { permissionNames: ['catalog.entity.delete'] },
      },
      'may-all': { accessRestrictions: {} },
      'only-for-another-plugin': {},
    };
    const backend = await start({
      config: {
        backend: {
          database: { client: 'better-sqlite3', connection: ':memory:' },
          auth: { externalAccess: [{ type: 'contract', options: {} }] },
        },
      },
      features: [
        probe,
        createServiceFactory({
          service: externalTokenHandlersServiceRef,
          deps: {},
          factory: () =>
            createExternalTokenHandler({
              type: 'contract',
              initialize: () => undefined,
              verifyToken: async token =>
                ANSWERS[token] && {
                  subject: token,
                  allAccessRestrictions: new Map([['another-plugin', {}]]),
                  ...ANSWERS[token],
                },
            }),
        }),
      ],
    });
    const decide = async (token: string) => {
      const { body } = await caller(backend, `Bearer ${token}`)
        .get('/probe/permission')
        .expect(200);
      return body.result;
    };
    expect(await decide('may-read')).toBe('ALLOW');
    expect(await decide('may-something-else')).toBe('DENY');
    expect(await decide('may-all')).toBe('ALLOW');
    // This is why our handler itself refuses plugins that are not listed.
    expect(await decide('only-for-another-plugin')).toBe('ALLOW');
    await caller(backend, 'Bearer may-all')
      .get(forwarded('catalog', '/entities'))
      .expect(403);
  });
});

describe('a backend with a decorator of the token handler', () => {
  it('does not start when that displaces ours', async () => {
    await expect(
      start({
        features: [
          createServiceFactory({
            service: pluginTokenHandlerDecoratorServiceRef,
            deps: {},
            factory: () => inner => inner,
          }),
        ],
      }),
    ).rejects.toThrow(
      'API keys cannot be used: this backend replaces the service core.auth.pluginTokenHandlerDecorator. ' +
        'Let its factory return decorateWithApiKeys(...) of backstage-plugin-security-node around its own handler',
    );
  });

  it('says so too where the security plugin runs elsewhere', async () => {
    const logs = recordLogs();
    await startTestBackend({
      features: [
        probe,
        apiKeyAuthenticationLoader,
        authServiceFactory,
        logs.factory,
        createServiceFactory({
          service: pluginTokenHandlerDecoratorServiceRef,
          deps: {},
          factory: () => inner => inner,
        }),
      ],
    });
    expect(logs.lines).toContainEqual(
      expect.stringMatching(
        /'error'.*API keys cannot be used: this backend replaces the service core\.auth\.pluginTokenHandlerDecorator/s,
      ),
    );
  });

  it('accepts keys, and what it accepted before, with the code of the README', async () => {
    const backend = await start({
      features: [
        probe,
        decoratorOfReadme(inner => ({
          issueToken: request => inner.issueToken(request),
          verifyToken: async token =>
            token === 'a-token-of-ours'
              ? { subject: 'external:ours' }
              : inner.verifyToken(token),
        })),
      ],
    });
    const { value, userEntityRef } = await createKey(backend);
    const { body: user } = await caller(backend, `Bearer ${value}`)
      .get('/probe/user')
      .expect(200);
    expect(user.userEntityRef).toBe(userEntityRef);
    const { body: service } = await caller(backend, 'Bearer a-token-of-ours')
      .get('/probe/service')
      .expect(200);
    expect(service).toEqual({ subject: 'external:ours' });
  });
});

describe('a backend with two copies of backstage-plugin-security-node', () => {
  it('has one hub for both', async () => {
    let copy: object = {};
    jest.isolateModules(() => {
      copy = require('backstage-plugin-security-node');
    });
    expect(copy).toHaveProperty('decorateWithApiKeys');
    expect(copy).not.toHaveProperty('decorateWithApiKeys', decorateWithApiKeys);
    const backend = await start({
      features: [
        probe,
        decoratorOfReadme(
          inner => inner,
          name =>
            name === 'backstage-plugin-security-node' ? copy : require(name),
        ),
      ],
    });
    const { value } = await createKey(backend);
    await caller(backend, `Bearer ${value}`).get('/probe/user').expect(200);
  });
});

describe('a backend without auth.providers.api-key', () => {
  it('says so at its start, and answers 503 and not 401', async () => {
    const logs = recordLogs();
    const backend = await start({
      config: { auth: { providers: { test: {} } } },
      features: [probe, logs.factory],
    });
    expect(logs.lines).toContainEqual(
      expect.stringMatching(
        /'warn'.*API keys cannot be used: add the empty setting auth\.providers\.api-key/s,
      ),
    );
    const { value } = await createKey(backend);
    const key = caller(backend, `Bearer ${value}`);
    const { status, body } = await key.get('/probe/user');
    expect([status, body.error.message]).toEqual([
      503,
      'API keys cannot be used yet: the auth plugin has not started, or the setting auth.providers.api-key is missing',
    ]);
    await key.get('/security/v1/self').expect(503);
    await key.delete('/security/v1/self').expect(204);
    await caller(backend, 'Bearer bsak_garbage').get('/probe/user').expect(401);
  });
});

describe('a backend without an entry in backend.auth.externalAccess', () => {
  it('has no keys of services: it refuses them, makes none, and says so', async () => {
    const before = await start({ features: [probe] });
    const { name, path, value } = await createKey(before, {
      principal: 'service',
      restrictions: [{ plugin: 'probe' }],
    });
    await caller(before, `Bearer ${value}`).get('/probe/service').expect(200);

    const logs = recordLogs();
    const backend = await start({
      knex: before.knex,
      config: {
        backend: {
          database: { client: 'better-sqlite3', connection: ':memory:' },
        },
      },
      features: [probe, logs.factory],
    });
    expect(logs.lines).toContainEqual(
      expect.stringMatching(
        /'warn'.*act as a service.*backend\.auth\.externalAccess has no entry/s,
      ),
    );
    const { status, body } = await caller(backend, `Bearer ${value}`).get(
      '/probe/service',
    );
    expect([status, body.error.message]).toEqual([401, 'Illegal token']);
    await caller(backend, `Bearer ${value}`)
      .get('/security/v1/self')
      .expect(503);

    const admin = backend.as(backend.headers.admin);
    const { body: account } = await admin.get(path).expect(200);
    expect(account.apiKeyPolicy.canBeService).toBe(false);
    const refused = await admin.post('/v1/service-accounts', {
      name: 'service',
      ownerRef: 'group:default/team-a',
      principal: 'service',
      restrictions: [{ plugin: 'probe' }],
    });
    expect([refused.status, refused.body.error.message]).toEqual([
      400,
      'principal: backend.auth.externalAccess has no entry of the type api-key',
    ]);
    // What is there can still be ended, and be made a user.
    const change = (version: number, fields: object) =>
      admin.patch(`/v1/service-accounts/${name}`, { version, ...fields });
    await change(1, { status: 'disabled' }).expect(200);
    await change(2, { status: 'active' }).expect(200);
    await change(3, { principal: 'user' }).expect(200);
    await caller(backend, `Bearer ${value}`).get('/probe/user').expect(200);
  });
});
