import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  createTestAccount,
  DATABASE_IDS,
  openTestStores,
} from '../__testUtils__/testStores';
import { PortalPlugins } from '../portal/PortalPlugins';
import { NewServiceAccount } from '../serviceAccounts/ServiceAccountStore';
import { DeclarationCheck } from './DeclarationCheck';
import { DeclaredAccount } from './readDeclaredAccounts';

jest.setTimeout(60_000);

const OWNER = 'group:default/team-a';
const CI: DeclaredAccount = {
  name: 'ci',
  ownerRef: OWNER,
  path: 'security.serviceAccounts[0]',
};

const databases = TestDatabases.create({ ids: DATABASE_IDS });

describe.each(databases.eachSupportedId())(
  'DeclarationCheck (%s)',
  databaseId => {
    async function setUp(
      declared: DeclaredAccount,
      stored: Partial<NewServiceAccount> | undefined = {},
    ) {
      const knex = await databases.init(databaseId);
      const { serviceAccounts: store } = await openTestStores(knex);
      if (stored) {
        await createTestAccount(store, {
          name: 'ci',
          ownerRef: declared.ownerRef,
          plugins: declared.plugins,
          managedBy: 'config',
          ...stored,
        });
      }
      const logger = mockServices.logger.mock();
      const group = {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name: 'team-a' },
        spec: { type: 'team', children: [] },
      };
      const plugins: Partial<PortalPlugins> = {
        list: async () => [
          {
            pluginId: 'catalog',
            acceptsApiKeys: true,
            status: 'none',
            permissions: [],
            rules: [],
          },
        ],
      };
      const check = new DeclarationCheck({
        declared: [declared],
        store,
        catalog: catalogServiceMock({ entities: [group] }),
        auth: mockServices.auth(),
        plugins: plugins as PortalPlugins,
        logger,
      });
      return {
        store,
        check,
        said: () => logger.warn.mock.calls.map(([message]) => message),
      };
    }

    it('says nothing where all is as it should be', async () => {
      const { check, said } = await setUp({ ...CI, plugins: ['catalog'] });
      await check.run();
      expect(said()).toEqual([]);
    });

    it('says once that an owner or a plugin is missing', async () => {
      const { check, said } = await setUp({
        ...CI,
        ownerRef: 'group:default/later',
        plugins: ['catalog', 'later'],
      });
      await check.run();
      await check.run();
      expect(said()).toEqual([
        'security.serviceAccounts[0].ownerRef: the catalog does not know group:default/later, or not yet',
        'security.serviceAccounts[0].plugins: this portal does not have the plugin later, or not yet',
      ]);
    });

    it('says what a process with another configuration has changed', async () => {
      const { check, said, store } = await setUp(CI, { title: 'Other' });
      await createTestAccount(store, { name: 'added', managedBy: 'config' });
      await check.run();
      expect(said()).toEqual([
        expect.stringMatching(/of this process says: 'ci' \(title\)\./),
        expect.stringMatching(/of this process says: 'added' \(is not in it\)/),
      ]);
    });

    it('leaves alone what people manage', async () => {
      const { check, said } = await setUp(CI, {
        title: 'Other',
        managedBy: undefined,
      });
      await check.run();
      expect(said()).toEqual([]);
    });
  },
);
