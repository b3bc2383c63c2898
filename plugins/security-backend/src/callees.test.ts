import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { TestDatabases } from '@backstage/backend-test-utils';
import { catalogLocationCreatePermission } from '@backstage/plugin-catalog-common/alpha';
import mcpPlugin from '@backstage/plugin-mcp-actions-backend';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import searchPlugin from '@backstage/plugin-search-backend';
import searchCatalogModule from '@backstage/plugin-search-backend-module-catalog';
import userSettingsPlugin from '@backstage/plugin-user-settings-backend';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { generateApiKey } from 'backstage-plugin-security-node';
import request from 'supertest';
import { caller, createKey, probe, TestKey } from './__testUtils__/keyCallers';
import { RecordingPolicy } from './__testUtils__/RecordingPolicy';
import { startSecurityBackend } from './__testUtils__/startSecurityBackend';
import { testComponents } from './__testUtils__/testComponents';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'a plugin of Backstage that is called with a key (%s)',
  databaseId => {
    const policy = new RecordingPolicy();
    const components = testComponents();
    let backend: Awaited<ReturnType<typeof startSecurityBackend>>;
    let user: TestKey;
    let service: TestKey;

    beforeAll(async () => {
      backend = await startSecurityBackend({
        databases,
        databaseId,
        policy,
        config: {
          auth: {
            providers: { test: {}, 'api-key': {} },
            backstageTokenExpiration: { minutes: 20 },
          },
          backend: {
            database: { client: 'better-sqlite3', connection: ':memory:' },
            auth: { externalAccess: [{ type: 'api-key', options: {} }] },
            actions: { pluginSources: ['catalog'] },
          },
          search: {
            collators: {
              catalog: {
                schedule: {
                  frequency: { seconds: 1 },
                  timeout: { minutes: 1 },
                  initialDelay: { seconds: 1 },
                },
              },
            },
          },
        },
        features: [
          actionsRegistryServiceFactory,
          actionsServiceFactory,
          components.module,
          mcpPlugin,
          notificationsPlugin,
          probe,
          schedulerServiceFactory,
          searchCatalogModule,
          searchPlugin,
          userSettingsPlugin,
        ],
      });
      user = await createKey(backend);
      service = await createKey(backend, {
        principal: 'service',
        restrictions: [
          'mcp-actions',
          'notifications',
          'permission',
          'probe',
          'search',
          'user-settings',
        ].map(plugin => ({ plugin })),
      });
      await components.add(backend, {
        'of-its-team': 'group:default/team-a',
        'of-another-team': 'group:default/team-b',
      });
    });
    beforeEach(() => {
      policy.answer = 'allow';
    });

    const asUser = () => caller(backend, `Bearer ${user.value}`);
    const asService = () => caller(backend, `Bearer ${service.value}`);

    it('permission: answers what the policy says', async () => {
      const items = [{ id: '1', permission: catalogLocationCreatePermission }];
      const authorize = (key: ReturnType<typeof caller>) =>
        key.post('/permission/authorize').send({ items });
      for (const [answer, result] of [
        ['allow', 'ALLOW'],
        ['deny', 'DENY'],
      ] as const) {
        policy.answer = answer;
        const { body } = await authorize(asUser()).expect(200);
        expect(body).toEqual({ items: [{ id: '1', result }] });
      }
      await authorize(asService()).expect(403);
    });

    it('search: finds what the policy lets the account see', async () => {
      const find = async (key: ReturnType<typeof caller>) => {
        const { body } = await key
          .get('/search/query?term=team*&filters[kind]=Component')
          .expect(200);
        return body.results.map((result: any) => result.document.title).sort();
      };
      const BOTH = ['of-another-team', 'of-its-team'];
      let found = [];
      for (let attempt = 0; attempt < 100 && found.length < 2; attempt++) {
        found = await find(asUser());
        await new Promise(resolve => setTimeout(resolve, 100));
      }
      expect(found).toEqual(BOTH);
      policy.answer = 'owned';
      expect(await find(asUser())).toEqual(['of-its-team']);
      policy.answer = 'deny';
      expect(await find(asUser())).toEqual([]);
      // The policy has no say about a service.
      expect(await find(asService())).toEqual(BOTH);
    });

    it('notifications: shows the account what a service sent it', async () => {
      const send = (key: ReturnType<typeof caller>) =>
        key.post('/notifications/notifications').send({
          recipients: { type: 'entity', entityRef: user.userEntityRef },
          payload: { title: 'The build is done' },
        });
      await send(asService()).expect(200);
      await send(asUser()).expect(403);
      const { body } = await asUser()
        .get('/notifications/notifications')
        .expect(200);
      expect(body.notifications).toMatchObject([
        { user: user.userEntityRef, payload: { title: 'The build is done' } },
      ]);
      await asService().get('/notifications/notifications').expect(403);
    });

    it('user-settings: keeps settings of the account', async () => {
      const path = '/user-settings/buckets/test/keys/colour';
      await asUser().put(path).send({ value: 'green' }).expect(200);
      const { body } = await asUser().get(path).expect(200);
      expect(body).toEqual({ bucket: 'test', key: 'colour', value: 'green' });
      const another = await createKey(backend);
      await caller(backend, `Bearer ${another.value}`).get(path).expect(404);
      await asService().get(path).expect(403);
      await asService().put(path).send({ value: 'red' }).expect(403);
    });

    it('auth: takes no key', async () => {
      await asUser().get('/auth/v1/userinfo').expect(403);
      await asService().get('/auth/v1/userinfo').expect(403);
    });

    describe('mcp-actions', () => {
      async function connect(key: string): Promise<Client> {
        const client = new Client({ name: 'an-agent', version: '1.0.0' });
        await client.connect(
          new StreamableHTTPClientTransport(
            new URL(
              `http://localhost:${backend.server.port()}/api/mcp-actions/v1`,
            ),
            { requestInit: { headers: { Authorization: `Bearer ${key}` } } },
          ),
        );
        return client;
      }

      it('offers tools, and the policy decides what they see', async () => {
        const client = await connect(user.value);
        const { tools } = await client.listTools();
        expect(tools.map(({ name }) => name)).toContain(
          'catalog.get-catalog-entity',
        );
        policy.answer = 'owned';
        const look = (name: string) =>
          client.callTool({
            name: 'catalog.get-catalog-entity',
            arguments: { kind: 'Component', name },
          });
        expect(await look('of-its-team')).toMatchObject({
          structuredContent: { metadata: { name: 'of-its-team' } },
        });
        expect(await look('of-another-team')).toMatchObject({
          isError: true,
          content: [{ text: expect.stringContaining('No entity found') }],
        });
        await client.close();
      });

      it('offers a service no tools of a plugin that it may not call', async () => {
        const client = await connect(service.value);
        expect(await client.listTools()).toEqual({ tools: [] });
        await client.close();
      });

      it.each([
        ['what cannot be a key', 'bsak_garbage'],
        ['an unknown key', generateApiKey()],
      ])('refuses %s', async (_, key) => {
        await expect(connect(key)).rejects.toMatchObject({ code: 401 });
      });
    });

    describe('a cookie that was issued to a key', () => {
      const COOKIE_PATH = '/probe/.backstage/auth/v1/cookie';

      it('opens nothing, whether the key works or not', async () => {
        const { headers } = await asUser().get(COOKIE_PATH).expect(200);
        const [cookie] = headers['set-cookie'][0].split(';');
        const [, token] = cookie.split('=');
        for (const path of ['/probe/with-cookie', '/probe/user', COOKIE_PATH]) {
          await request(backend.server)
            .get(`/api${path}`)
            .set('Cookie', cookie)
            .expect(401);
          await caller(backend, `Bearer ${token}`).get(path).expect(401);
        }
      });

      it('of a person works as before', async () => {
        const withToken = caller(backend, backend.headers.admin);
        const { headers } = await withToken.get(COOKIE_PATH).expect(200);
        const [cookie] = headers['set-cookie'][0].split(';');
        const { body } = await request(backend.server)
          .get('/api/probe/with-cookie')
          .set('Cookie', cookie)
          .expect(200);
        expect(body.userEntityRef).toBe('user:default/admin');
      });

      it('is not issued to a service', async () => {
        await asService().get(COOKIE_PATH).expect(403);
      });
    });

    // Backstage looks there too where it accepts cookies of users, and does
    // not tell where it found what is to be verified.
    it('takes a key in the cookie of Backstage where users may have one', async () => {
      const withCookie = (path: string) =>
        request(backend.server)
          .get(`/api${path}`)
          .set('Cookie', `backstage-auth=${user.value}`);
      await withCookie('/probe/with-cookie').expect(200);
      await withCookie('/probe/user').expect(401);
      await withCookie('/security/v1/users').expect(401);
    });
  },
);
