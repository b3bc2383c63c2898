import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { Response } from 'express';
import Router from 'express-promise-router';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const METADATA = '/.well-known/backstage/permissions/metadata';
const PERMISSION = {
  type: 'basic',
  name: 'test.thing.read',
  attributes: { action: 'read' },
};

/** A plugin whose metadata is what the test wants it to be. */
function pluginWith(pluginId: string, answer: (res: Response) => void) {
  return createBackendPlugin({
    pluginId,
    register(env) {
      env.registerInit({
        deps: { httpRouter: coreServices.httpRouter },
        async init({ httpRouter }) {
          const router = Router();
          router.get(METADATA, (_req, res) => answer(res));
          httpRouter.use(router);
        },
      });
    },
  });
}

// What makes its permissions unknown, by the id of the plugin.
const ODD: Record<string, (res: Response) => void> = {
  silent: () => {},
  slow: res => {
    res.write('{');
  },
  failing: res => res.status(500).json({ permissions: [PERMISSION] }),
  leading: res => res.redirect(`/api/fine${METADATA}`),
  garbled: res => res.type('json').send('<html>'),
  empty: res => res.json(null),
  shapeless: res => res.json({ permissions: { [PERMISSION.name]: true } }),
  nameless: res => res.json({ permissions: [PERMISSION, { type: 'basic' }] }),
  wordy: res =>
    res.json({ permissions: [{ ...PERMISSION, name: 'x'.repeat(201) }] }),
  hidden: res =>
    res.json({ permissions: [{ ...PERMISSION, name: 'a\u202eb' }] }),
  many: res => res.json({ permissions: new Array(1001).fill(PERMISSION) }),
  huge: res => res.json({ permissions: [], rules: 'x'.repeat(300_000) }),
};

describe('the plugins of the portal', () => {
  afterEach(() => jest.restoreAllMocks());

  it('are those of the backend and of discovery, with what they register', async () => {
    const asked: Array<string | undefined> = [];
    const backend = await startSecurityBackend({
      databases,
      databaseId: 'SQLITE_3',
      config: {
        discovery: {
          endpoints: [
            { target: 'http://127.0.0.1:1/api/{{pluginId}}', plugins: ['*'] },
            {
              target: 'http://127.0.0.1:1/api/{{pluginId}}',
              plugins: ['catalog', 'elsewhere'],
            },
          ],
        },
      },
      features: [
        createBackendPlugin({
          pluginId: 'counted',
          register(env) {
            env.registerInit({
              deps: {
                httpAuth: coreServices.httpAuth,
                httpRouter: coreServices.httpRouter,
              },
              async init({ httpAuth, httpRouter }) {
                const router = Router();
                router.get(METADATA, async (req, res) => {
                  const { principal } = await httpAuth.credentials(req, {
                    allow: ['service'],
                  });
                  asked.push(principal.subject);
                  res.json({ permissions: [PERMISSION], rules: [] });
                });
                httpRouter.use(router);
              },
            });
          },
        }),
      ],
    });
    const list = async () => {
      const { body } = await backend
        .as(backend.headers.viewer)
        .get('/v1/plugins')
        .expect(200);
      return body.items;
    };
    const [plugins] = await Promise.all([list(), list(), list()]);
    expect(
      plugins.map(({ pluginId, acceptsApiKeys, status }: any) => [
        pluginId,
        acceptsApiKeys,
        status,
      ]),
    ).toEqual([
      ['auth', false, 'none'],
      ['catalog', true, 'ok'],
      ['counted', true, 'ok'],
      ['elsewhere', true, 'none'],
      ['permission', true, 'none'],
      ['security', false, 'ok'],
      ['test-issuer', true, 'none'],
    ]);
    expect(plugins[2]).toEqual({
      pluginId: 'counted',
      acceptsApiKeys: true,
      status: 'ok',
      permissions: [{ name: 'test.thing.read', action: 'read' }],
    });
    expect(plugins[1].permissions).toContainEqual({
      name: 'catalog.entity.delete',
      action: 'delete',
      resourceType: 'catalog-entity',
    });

    // Once for all, by the plugin itself, and not in the caller's name.
    expect(asked).toEqual(['plugin:security']);
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 50_000);
    await list();
    expect(asked).toHaveLength(1);
    jest.spyOn(Date, 'now').mockReturnValue(now + 61_000);
    await list();
    expect(asked).toHaveLength(2);
  });

  it('are there without permissions where those cannot be read', async () => {
    let port: number | undefined;
    const discovery = createServiceFactory({
      service: coreServices.discovery,
      deps: {},
      factory: () => {
        const getBaseUrl = async (pluginId: string) =>
          pluginId === 'gone'
            ? 'http://127.0.0.1:1/api/gone'
            : `http://localhost:${port}/api/${pluginId}`;
        return { getBaseUrl, getExternalBaseUrl: getBaseUrl };
      },
    });
    const fine = {
      ...PERMISSION,
      resourceType: 'thing',
      attributes: { action: 'stare' },
    };
    const backend = await startSecurityBackend({
      databases,
      databaseId: 'SQLITE_3',
      onListening: listening => {
        port = listening;
      },
      config: {
        discovery: {
          endpoints: [{ target: 'http://127.0.0.1:1', plugins: ['gone'] }],
        },
      },
      features: [
        discovery,
        pluginWith('fine', res =>
          res.json({ permissions: [fine], more: 'later' }),
        ),
        // As app-backend does for every path that it does not know.
        pluginWith('pages', res => res.send('<html>')),
        ...Object.entries(ODD).map(([id, answer]) => pluginWith(id, answer)),
      ],
    });
    const started = Date.now();
    const { body } = await backend
      .as(backend.headers.viewer)
      .get('/v1/plugins')
      .expect(200);
    expect(Date.now() - started).toBeLessThan(6_000);
    const byId = Object.fromEntries(
      body.items.map(({ pluginId, status, permissions }: any) => [
        pluginId,
        status === 'unavailable' ? { status, permissions } : status,
      ]),
    );
    expect(byId).toEqual({
      auth: 'none',
      catalog: 'ok',
      fine: 'ok',
      pages: 'none',
      permission: 'none',
      security: 'ok',
      'test-issuer': 'none',
      ...Object.fromEntries(
        ['gone', ...Object.keys(ODD)].map(id => [
          id,
          { status: 'unavailable', permissions: [] },
        ]),
      ),
    });
    expect(
      body.items.find((item: any) => item.pluginId === 'fine').permissions,
    ).toEqual([{ name: 'test.thing.read', resourceType: 'thing' }]);
  });
});
