import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
  DatabaseService,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import catalogModuleSecurity from 'backstage-plugin-catalog-backend-module-security';
import Router from 'express-promise-router';
import { Knex } from 'knex';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { recordLogs } from './__testUtils__/recordLogs';
import { Replicas } from './__testUtils__/Replicas';
import {
  organisation,
  startSecurityBackend,
} from './__testUtils__/startSecurityBackend';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** How soon a change stands in the catalog, as promised. */
const SOON_MS = 5_000;
/** How long the catalog takes for an entity whose location names it no more. */
const SWEEP_MS = 60_000;
const HOUR_MS = 60 * 60 * 1_000;
const TEAM_A = 'group:default/team-a';
const TEAM_B = 'group:default/team-b';

type Backend = Awaited<ReturnType<typeof startSecurityBackend>>;

async function within(
  ms: number,
  check: () => Promise<unknown>,
): Promise<void> {
  const deadline = performance.now() + ms;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (performance.now() > deadline) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
}

/** Tells a key as whom it acts. */
const mirrorPlugin = createBackendPlugin({
  pluginId: 'mirror',
  register(env) {
    env.registerInit({
      deps: {
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        userInfo: coreServices.userInfo,
      },
      async init({ httpAuth, httpRouter, userInfo }) {
        const router = Router();
        router.get('/', async (req, res) => {
          const credentials = await httpAuth.credentials(req, {
            allow: ['user'],
          });
          res.json(await userInfo.getUserInfo(credentials));
        });
        httpRouter.use(router);
      },
    });
  },
});

/** A catalog that shows accounts, on a database of its own. */
async function startPortal(options: {
  databaseId: Parameters<typeof databases.init>[0];
  knex: Knex;
  catalog?: object;
}) {
  const { databaseId, knex } = options;
  const catalogKnex = await databases.init(databaseId);
  const logs = recordLogs();
  const backend = await startSecurityBackend({
    databases,
    databaseId,
    knex,
    config: {
      catalog: { processingInterval: { seconds: 1 }, ...options.catalog },
    },
    features: [
      catalogModuleSecurity,
      schedulerServiceFactory,
      mirrorPlugin,
      logs.factory,
    ],
    database: createServiceFactory({
      service: coreServices.database,
      deps: { plugin: coreServices.pluginMetadata },
      async factory({ plugin }): Promise<DatabaseService> {
        const own = { security: knex, catalog: catalogKnex }[plugin.getId()];
        const client = own ?? (await databases.init('SQLITE_3'));
        return { getClient: async () => client };
      },
    }),
  });
  return { ...backend, catalogKnex, logs, ...accountsOf(backend) };
}

function accountsOf({ as, headers, server }: Backend) {
  const admin = as(headers.admin);
  const path = (name: string) => `/v1/service-accounts/${name}`;
  return {
    create: (name: string, more: object = {}) =>
      admin
        .post('/v1/service-accounts', { name, ownerRef: TEAM_A, ...more })
        .expect(201),
    update: (name: string, version: number, changes: object) =>
      admin.patch(path(name), { version, ...changes }).expect(200),
    remove: (name: string, version = 1) =>
      admin.delete(`${path(name)}?version=${version}`).expect(204),
    async createKey(name: string): Promise<string> {
      const { body } = await admin
        .post(`/v1/users/service-account/${name}/api-key/show`, {})
        .expect(200);
      return body.value;
    },
    async entity(ref: string): Promise<Entity | undefined> {
      const { body, status } = await request(server)
        .get(`/api/catalog/entities/by-name/${ref}`)
        .set('Authorization', headers.admin);
      expect([200, 404]).toContain(status);
      return status === 200 ? body : undefined;
    },
  };
}

function relationsOf(entity: Entity | undefined, type: string): string[] {
  return (entity?.relations ?? [])
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef);
}

describe.each(databases.eachSupportedId())(
  'service accounts in the catalog (%s)',
  databaseId => {
    let portal: Awaited<ReturnType<typeof startPortal>>;
    let dir: string;
    /** What a location that may hold users has, and one as the docs tell. */
    const trusted = () => join(dir, 'trusted.yaml');
    const usual = () => join(dir, 'usual.yaml');
    const ACCOUNT = 'user/service-account';

    const plant = (file: string, ...names: string[]) =>
      writeFile(
        file,
        [
          JSON.stringify({
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: { name: file === usual() ? 'usual' : 'trusted' },
            spec: { type: 'x', lifecycle: 'x', owner: 'team-b' },
          }),
          ...names.map(name =>
            JSON.stringify({
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'User',
              metadata: {
                namespace: 'service-account',
                name,
                title: 'Planted',
              },
              spec: { memberOf: [TEAM_B], owner: 'component:x', profile: {} },
            }),
          ),
        ].join('\n---\n'),
      );

    beforeAll(async () => {
      dir = await mkdtemp(join(tmpdir(), 'planted-'));
      await plant(trusted());
      await plant(usual());
      portal = await startPortal({
        databaseId,
        knex: await databases.init(databaseId),
        catalog: {
          locations: [
            {
              type: 'file',
              target: trusted(),
              rules: [{ allow: ['User', 'Component'] }],
            },
            { type: 'file', target: usual() },
          ],
        },
      });
    });
    afterAll(async () => {
      await portal?.stop();
      await rm(dir, { recursive: true });
    });

    it('stand there soon, with all that is told of them, and with each change', async () => {
      await portal.create('shown', {
        title: 'Shown 夜',
        description: 'Two\nlines',
      });
      let first: Entity | undefined;
      await within(SOON_MS, async () => {
        first = await portal.entity(`${ACCOUNT}/shown`);
        expect(first).toMatchObject({
          kind: 'User',
          metadata: {
            namespace: 'service-account',
            title: 'Shown 夜',
            description: 'Two\nlines',
            annotations: {
              'backstage.io/edit-url':
                'http://localhost:3000/security/users/service-account/shown',
            },
          },
          spec: {
            type: 'service-account',
            owner: TEAM_A,
            memberOf: [],
            profile: { displayName: 'Shown 夜' },
          },
        });
        expect(relationsOf(first, 'ownedBy')).toEqual([TEAM_A]);
        expect(
          relationsOf(await portal.entity('group/default/team-a'), 'ownerOf'),
        ).toEqual(['user:service-account/shown']);
      });
      expect(JSON.stringify(first)).not.toMatch(/email/);
      expect(relationsOf(first, 'memberOf')).toEqual([]);

      await portal.update('shown', 1, {
        title: '',
        description: 'One line',
        ownerRef: TEAM_B,
      });
      await within(SOON_MS, async () => {
        const entity = await portal.entity(`${ACCOUNT}/shown`);
        expect(entity!.metadata.title).toBeUndefined();
        expect(entity!.metadata.description).toBe('One line');
        expect(relationsOf(entity, 'ownedBy')).toEqual([TEAM_B]);
        const [a, b] = [
          await portal.entity('group/default/team-a'),
          await portal.entity('group/default/team-b'),
        ];
        expect(relationsOf(a, 'ownerOf')).toEqual([]);
        expect(relationsOf(b, 'ownerOf')).toContain(
          'user:service-account/shown',
        );
        expect(relationsOf(b, 'hasMember')).toEqual([]);
      });

      await portal.remove('shown', 2);
      await within(SOON_MS, async () => {
        expect(await portal.entity(`${ACCOUNT}/shown`)).toBeUndefined();
      });
    });

    it('are those of now when they are deleted and made anew at once', async () => {
      await portal.create('phoenix', { title: 'Old' });
      await within(SOON_MS, async () => {
        expect(await portal.entity(`${ACCOUNT}/phoenix`)).toBeDefined();
      });
      await portal.remove('phoenix');
      await portal.create('phoenix', { title: 'New', ownerRef: TEAM_B });
      await within(SOON_MS, async () => {
        const entity = await portal.entity(`${ACCOUNT}/phoenix`);
        expect(entity?.metadata.title).toBe('New');
        expect(relationsOf(entity, 'ownedBy')).toEqual([TEAM_B]);
      });
    });

    it('stand once on the Users page, and nobody else of their namespace does', async () => {
      await portal.create('counted');
      await plant(trusted(), 'ghost');
      await within(SOON_MS, async () => {
        expect(await portal.entity(`${ACCOUNT}/counted`)).toBeDefined();
        expect(await portal.entity(`${ACCOUNT}/ghost`)).toBeDefined();
      });
      const admin = portal.as(portal.headers.admin);
      const list = async (query: string) =>
        (
          await admin.get(`/v1/users?limit=100${query}`).expect(200)
        ).body.items.map(({ entityRef }: { entityRef: string }) => entityRef);
      const all: string[] = await list('');
      expect(
        all.filter(ref => ref === 'user:service-account/counted'),
      ).toHaveLength(1);
      expect(all).toContain('user:default/admin');
      expect(all).not.toContain('user:service-account/ghost');
      expect(await list('&search=counted')).toEqual([
        'user:service-account/counted',
      ]);
      expect(await list('&search=ghost')).toEqual([]);
      expect((await list('&type=user')).join()).not.toMatch(/service-account/);
      const { body } = await admin
        .get('/v1/users/service-account/counted')
        .expect(200);
      expect(body.type).toBe('service-account');
      await admin.get('/v1/users/service-account/ghost').expect(404);
      // And own nothing.
      await admin
        .post('/v1/service-accounts', {
          name: 'owned-by-ghost',
          ownerRef: 'user:service-account/ghost',
        })
        .expect(400);
      await plant(trusted());
    });

    it('are not touched by a location that may hold no users, whoever comes first', async () => {
      await portal.create('before');
      await within(SOON_MS, async () => {
        expect(await portal.entity(`${ACCOUNT}/before`)).toBeDefined();
      });
      await plant(usual(), 'before', 'behind');
      await within(SOON_MS, async () => {
        const refused = await portal
          .catalogKnex('refresh_state')
          .where('errors', 'like', '%not of an allowed kind%');
        expect(refused).toHaveLength(1);
      });
      await portal.create('behind');
      await within(SOON_MS, async () => {
        for (const name of ['before', 'behind']) {
          const entity = await portal.entity(`${ACCOUNT}/${name}`);
          expect(entity?.spec?.type).toBe('service-account');
        }
      });
      await plant(usual());
    });

    it('stay in their place when somebody plants another one behind them', async () => {
      await portal.create('first');
      await within(SOON_MS, async () => {
        expect(await portal.entity(`${ACCOUNT}/first`)).toBeDefined();
      });
      await plant(trusted(), 'first');
      await portal.logs.waitFor(/conflicting.*service-account\/first/);
      await portal.update('first', 1, { title: 'Still here' });
      await within(SOON_MS, async () => {
        const entity = await portal.entity(`${ACCOUNT}/first`);
        expect(entity?.metadata.title).toBe('Still here');
        expect(relationsOf(entity, 'memberOf')).toEqual([]);
      });
      await plant(trusted());
    });

    it('come back when the one that was planted before them is gone, and their keys do not care', async () => {
      await plant(trusted(), 'second');
      await within(SOON_MS, async () => {
        expect(await portal.entity(`${ACCOUNT}/second`)).toBeDefined();
      });
      await portal.create('second');
      const key = await portal.createKey('second');
      await portal.logs.waitFor(/conflicting.*service-account\/second/);
      const planted = await portal.entity(`${ACCOUNT}/second`);
      expect(relationsOf(planted, 'memberOf')).toEqual([TEAM_B]);

      const { body } = await request(portal.server)
        .get('/api/mirror')
        .set('Authorization', `Bearer ${key}`)
        .expect(200);
      expect(body).toEqual({
        userEntityRef: 'user:service-account/second',
        ownershipEntityRefs: ['user:service-account/second', TEAM_A],
      });

      await plant(trusted());
      await within(SWEEP_MS, async () => {
        expect(await portal.entity(`${ACCOUNT}/second`)).toBeUndefined();
      });
      // The hour passes.
      const now = performance.now.bind(performance);
      const clock = jest
        .spyOn(performance, 'now')
        .mockImplementation(() => now() + HOUR_MS);
      try {
        await within(SOON_MS, async () => {
          const entity = await portal.entity(`${ACCOUNT}/second`);
          expect(entity?.spec?.type).toBe('service-account');
        });
      } finally {
        clock.mockRestore();
      }
    });
  },
);

describe.each(databases.eachSupportedId())(
  'catalogs of several backends (%s)',
  databaseId => {
    it('hear of what another replica changed', async () => {
      const knex = await databases.init(databaseId);
      const a = await startPortal({ databaseId, knex });
      await a.create('early');
      const b = await startPortal({ databaseId, knex });
      await within(SOON_MS, async () => {
        expect(await b.entity('user/service-account/early')).toBeDefined();
      });
      await a.create('late', { title: 'Late' });
      await b.update('early', 1, { title: 'Earlier' });
      await within(SOON_MS, async () => {
        for (const { entity } of [a, b]) {
          expect(await entity('user/service-account/late')).toBeDefined();
          expect(
            (await entity('user/service-account/early'))?.metadata.title,
          ).toBe('Earlier');
        }
      });
      await b.remove('late');
      await within(SOON_MS, async () => {
        for (const { entity } of [a, b]) {
          expect(await entity('user/service-account/late')).toBeUndefined();
        }
      });
      await a.stop();
      await b.stop();
    });

    it('keep the accounts while the security plugin is away, and follow when it is back', async () => {
      const ports: { security?: number; catalog?: number } = {};
      // For everybody but the security plugin and itself, this catalog is not
      // there: the process of the security plugin has another one.
      const discovery = createServiceFactory({
        service: coreServices.discovery,
        deps: { plugin: coreServices.pluginMetadata },
        factory: ({ plugin }) => {
          const getBaseUrl = async (pluginId: string) => {
            const isThisOne =
              pluginId === 'catalog' && plugin.getId() === 'security';
            const port = isThisOne ? ports.catalog : ports.security;
            return `http://localhost:${port ?? 1}/api/${pluginId}`;
          };
          return { getBaseUrl, getExternalBaseUrl: getBaseUrl };
        },
      });
      const logs = recordLogs();
      const catalog = await startTestBackend({
        features: [
          catalogPlugin,
          catalogModuleSecurity,
          organisation,
          schedulerServiceFactory,
          discovery,
          logs.factory,
          authServiceFactory,
          httpAuthServiceFactory,
          mockServices.rootConfig.factory({
            data: {
              backend: {
                database: { client: 'better-sqlite3', connection: ':memory:' },
                auth: {
                  externalAccess: [
                    {
                      type: 'static',
                      options: { token: 'of-the-test', subject: 'test' },
                    },
                  ],
                },
              },
            },
          }),
        ],
      });
      ports.catalog = catalog.server.port();
      const names = async () => {
        const { body } = await request(catalog.server)
          .get('/api/catalog/entities/by-query')
          .query({ filter: 'metadata.namespace=service-account' })
          .set('Authorization', 'Bearer of-the-test')
          .expect(200);
        return body.items.map(({ metadata }: Entity) => metadata.name).sort();
      };
      const linesLike = (pattern: RegExp) =>
        logs.lines.filter(line => pattern.test(line)).length;
      const AWAY = /Service accounts stay in the catalog/;
      const BACK = /Service accounts are read into the catalog again/;

      await logs.waitFor(AWAY);
      const knex = await databases.init(databaseId);
      const start = () =>
        startSecurityBackend({
          databases,
          databaseId,
          knex,
          features: [discovery],
          onListening: port => {
            ports.security = port;
          },
        });
      let security = await start();
      await accountsOf(security).create('one');
      await accountsOf(security).create('two');
      await within(SOON_MS, async () =>
        expect(await names()).toEqual(['one', 'two']),
      );
      expect([linesLike(AWAY), linesLike(BACK)]).toEqual([1, 1]);

      const stoppingAt = performance.now();
      await security.stop();
      expect(performance.now() - stoppingAt).toBeLessThan(10_000);
      await new Promise(resolve => setTimeout(resolve, 4_000));
      expect(await names()).toEqual(['one', 'two']);
      expect(linesLike(AWAY)).toBe(2);

      security = await start();
      await accountsOf(security).remove('one');
      await accountsOf(security).create('three');
      await within(SOON_MS, async () =>
        expect(await names()).toEqual(['three', 'two']),
      );
      expect([linesLike(AWAY), linesLike(BACK)]).toEqual([2, 2]);
      await security.stop();
      await catalog.stop();
    });
  },
);

describe.each(databases.eachSupportedId().filter(([id]) => id !== 'SQLITE_3'))(
  'replicas that share a catalog (%s)',
  databaseId => {
    it('bring it up to date together, and go on when one dies', async () => {
      const replicas = await Replicas.create(
        await databases.init(databaseId),
        {},
        await databases.init(databaseId),
      );
      try {
        const a = await replicas.start();
        const b = await replicas.start();
        await Promise.all([a.waitForCatalog(), b.waitForCatalog()]);
        const names = Array.from({ length: 20 }, (_, i) => `account-${i}`);
        await Promise.all(
          names.map(async (name, i) => {
            const { status } = await (i % 2 ? a : b).asAdmin(
              'POST',
              '/service-accounts',
              { name, ownerRef: TEAM_A },
            );
            expect(status).toBe(201);
          }),
        );
        const statuses = (replica: typeof a) =>
          Promise.all(
            names.map(
              async name =>
                (await replica.readEntity(`user/service-account/${name}`))
                  .status,
            ),
          );
        await within(SOON_MS, async () => {
          expect(new Set(await statuses(a))).toEqual(new Set([200]));
          expect(new Set(await statuses(b))).toEqual(new Set([200]));
        });

        await a.kill();
        await b.asAdmin('PATCH', '/service-accounts/account-1', {
          version: 1,
          title: 'By b alone',
        });
        await b.asAdmin('DELETE', '/service-accounts/account-2?version=1');
        await within(SOON_MS, async () => {
          const { body } = await b.readEntity('user/service-account/account-1');
          expect(body.metadata.title).toBe('By b alone');
          expect(
            (await b.readEntity('user/service-account/account-2')).status,
          ).toBe(404);
        });
        for (const replica of [a, b]) {
          expect(await replica.readLog()).not.toMatch(
            /Failed to add|conflicting|Service accounts stay/,
          );
        }
      } finally {
        await replicas.stop();
      }
    });
  },
);
