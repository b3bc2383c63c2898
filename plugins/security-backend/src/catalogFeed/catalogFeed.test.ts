import {
  AuthService,
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';
import {
  createTestAccount,
  DATABASE_IDS,
  openTestStores,
  statementsOf,
} from '../__testUtils__/testStores';
import { ChangeRecord } from '../changes/changes';
import { createDatabaseGuard } from '../database/guardDatabase';
import { CatalogFeed } from './CatalogFeed';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: DATABASE_IDS });

const NEVER = new AbortController().signal;

describe.each(databases.eachSupportedId())(
  'what the catalog reads (%s)',
  databaseId => {
    async function setUp() {
      const knex = await databases.init(databaseId);
      const { serviceAccounts } = await openTestStores(knex);
      const guard = createDatabaseGuard(mockServices.logger.mock());
      const feed = new CatalogFeed({
        accounts: serviceAccounts,
        changes: new ChangeRecord({ knex, guard }),
      });
      return { knex, serviceAccounts, feed };
    }

    it('is all accounts, in bounded pages', async () => {
      const { knex, serviceAccounts, feed } = await setUp();
      const { id } = await createTestAccount(serviceAccounts, {
        name: 'a0000',
      });
      const row = await knex('security_service_accounts').where({ id }).first();
      await knex.batchInsert(
        'security_service_accounts',
        Array.from({ length: 1_000 }, (_, i) => ({
          ...row,
          id: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
          name: `b${String(i).padStart(4, '0')}`,
        })),
        50,
      );
      const names: string[] = [];
      const sizes: number[] = [];
      let after: string | undefined;
      const readNext = async () => {
        const page = await feed.page(after);
        expect(page.version).toBe(1);
        sizes.push(page.accounts.length);
        names.push(...page.accounts.map(({ name }) => name));
        after = page.next;
      };
      do {
        expect(await statementsOf(knex, readNext)).toHaveLength(2);
      } while (after !== undefined);
      expect(sizes).toEqual([500, 500, 1]);
      expect(new Set(names).size).toBe(1_001);
      expect(names).toEqual([...names].sort());
    });

    it('is how those are now that have changed', async () => {
      const { serviceAccounts, feed } = await setUp();
      const account = await createTestAccount(serviceAccounts, {
        name: 'one',
        title: 'One',
      });
      const gone = await createTestAccount(serviceAccounts, { name: 'two' });
      await serviceAccounts.update({
        id: account.id,
        version: 1,
        changes: { description: 'The first', ownerRef: 'user:default/alice' },
        updatedBy: 'user:default/admin',
        beforeCommit: async () => {},
      });
      await serviceAccounts.delete({
        id: gone.id,
        version: 1,
        beforeCommit: async () => {},
      });
      const { version, changes } = await feed.changesSince(0, 0, NEVER);
      expect([version, changes]).toEqual([
        4,
        {
          accounts: [
            {
              name: 'one',
              title: 'One',
              description: 'The first',
              ownerRef: 'user:default/alice',
            },
          ],
          removed: ['two'],
        },
      ]);
      await createTestAccount(serviceAccounts, { name: 'two' });
      expect((await feed.changesSince(3, 0, NEVER)).changes).toEqual({
        accounts: [expect.objectContaining({ name: 'two' })],
        removed: [],
      });
      expect(await feed.changesSince(5, 0, NEVER)).toEqual({
        version: 5,
        changes: { accounts: [], removed: [] },
      });
      // Of another database, restored from a back-up.
      expect(await feed.changesSince(40, 0, NEVER)).toEqual({ version: 5 });
    });

    it('waits for a change, but not for ever', async () => {
      const { serviceAccounts, feed } = await setUp();
      const took = async (work: Promise<unknown>) => {
        const start = performance.now();
        await work;
        return performance.now() - start;
      };
      expect(await took(feed.changesSince(0, 1_500, NEVER))).toBeGreaterThan(
        1_400,
      );
      const change = feed.changesSince(0, 20_000, NEVER);
      await createTestAccount(serviceAccounts, { name: 'awaited' });
      expect((await change).changes!.accounts).toHaveLength(1);

      const leaving = new AbortController();
      const waiting = took(feed.changesSince(1, 20_000, leaving.signal));
      leaving.abort();
      expect(await waiting).toBeLessThan(5_000);
    });

    it('is answered to the catalog alone', async () => {
      let catalog!: AuthService;
      const backend = await startSecurityBackend({
        databases,
        databaseId,
        features: [
          createBackendModule({
            pluginId: 'catalog',
            moduleId: 'who-is-it',
            register(env) {
              env.registerInit({
                deps: { auth: coreServices.auth },
                async init({ auth }) {
                  catalog = auth;
                },
              });
            },
          }),
        ],
      });
      const { headers } = backend;
      const admin = backend.as(headers.admin);
      const createKey = async (name: string, reach: object) => {
        await admin
          .post('/v1/service-accounts', {
            name,
            title: 'Secret project',
            ownerRef: 'group:default/team-a',
            ...reach,
          })
          .expect(201);
        const { body } = await admin
          .post(`/v1/users/service-account/${name}/api-key/show`, {})
          .expect(200);
        return `Bearer ${body.value}`;
      };
      const callers = {
        ...headers,
        nobodyAtAll: undefined,
        apiKey: await createKey('as-user', {}),
        serviceApiKey: await createKey('as-service', {
          principal: 'service',
          restrictions: [
            { plugin: 'catalog', permissions: ['catalog.entity.read'] },
          ],
        }),
      };
      const paths = [
        '/v1/catalog-feed/accounts',
        '/v1/catalog-feed/changes?since=0',
      ];
      for (const path of paths) {
        for (const [caller, authorization] of Object.entries(callers)) {
          const { status, text } = await backend.as(authorization).get(path);
          expect([caller, status]).toEqual([
            caller,
            ['nobodyAtAll', 'accountToken'].includes(caller) ? 401 : 403,
          ]);
          expect(text).not.toMatch(/Secret project/);
        }
      }

      const { token } = await catalog.getPluginRequestToken({
        onBehalfOf: await catalog.getOwnServiceCredentials(),
        targetPluginId: 'security',
      });
      const asCatalog = backend.as(`Bearer ${token}`);
      for (const path of paths) {
        const { text } = await asCatalog.get(path).expect(200);
        expect(text).toMatch(/Secret project/);
        expect(text).not.toMatch(/bsak_|restrictions|hint/);
      }
      for (const wrong of [
        'accounts?limit=5000',
        'accounts?after=a&after=b',
        'accounts?after=%00',
        'changes',
        'changes?since=-1',
        'changes?since=1e3',
        'changes?since=0&wait=21',
      ]) {
        await asCatalog.get(`/v1/catalog-feed/${wrong}`).expect(400);
      }
      await asCatalog.post('/v1/catalog-feed/accounts', {}).expect(404);
      await backend.stop();
    });

    it('lets the backend stop while the catalog waits', async () => {
      let catalog!: AuthService;
      const backend = await startSecurityBackend({
        databases,
        databaseId,
        features: [
          createBackendModule({
            pluginId: 'catalog',
            moduleId: 'who-is-it',
            register(env) {
              env.registerInit({
                deps: { auth: coreServices.auth },
                async init({ auth }) {
                  catalog = auth;
                },
              });
            },
          }),
        ],
      });
      const { token } = await catalog.getPluginRequestToken({
        onBehalfOf: await catalog.getOwnServiceCredentials(),
        targetPluginId: 'security',
      });
      const waiting = fetch(
        `http://localhost:${backend.server.port()}/api/security/v1/catalog-feed/changes?since=0&wait=20`,
        { headers: { Authorization: `Bearer ${token}` } },
      );
      await new Promise(resolve => setTimeout(resolve, 500));
      const start = performance.now();
      await backend.stop();
      expect((await waiting).status).toBe(200);
      expect(performance.now() - start).toBeLessThan(10_000);
    });
  },
);
