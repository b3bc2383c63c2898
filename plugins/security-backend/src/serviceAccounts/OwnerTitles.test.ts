import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  createTestAccount,
  DATABASE_IDS,
  openTestStores,
} from '../__testUtils__/testStores';
import { OwnerTitles, titleOfOwner } from './OwnerTitles';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: DATABASE_IDS });

function group(name: string, more: { title?: string; displayName?: string }) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, title: more.title },
    spec: {
      type: 'team',
      children: [],
      profile: { displayName: more.displayName },
    },
  } as Entity;
}

it('prefers the title of the entity, as the page does', () => {
  const both = { title: 'Title', displayName: 'Display name' };
  expect(titleOfOwner(group('a', both))).toBe('Title');
  expect(titleOfOwner(group('a', { displayName: 'Display name' }))).toBe(
    'Display name',
  );
  expect(titleOfOwner(group('a', {}))).toBeUndefined();
});

describe.each(databases.eachSupportedId())('OwnerTitles (%s)', databaseId => {
  async function setUp() {
    const knex = await databases.init(databaseId);
    const { serviceAccounts: store } = await openTestStores(knex);
    await createTestAccount(store, { name: 'one' });
    await createTestAccount(store, { name: 'two', ownerTitle: 'Old name' });
    await createTestAccount(store, {
      name: 'three',
      ownerRef: 'group:default/team-b',
      ownerTitle: 'Kept',
    });
    const logger = mockServices.logger.mock();
    const run = (catalog: CatalogService) =>
      new OwnerTitles({
        store,
        catalog,
        auth: mockServices.auth(),
        logger,
      }).run();
    const find = async (search: string) =>
      (
        await store.list({ search, orderBy: 'name', order: 'asc', limit: 10 })
      ).map(({ account }) => account.name);
    return { knex, store, logger, run, find };
  }

  it('finds accounts by the title that the catalog has, once it was read', async () => {
    const { knex, store, run, find } = await setUp();
    const catalog = catalogServiceMock({
      entities: [group('team-a', { title: 'Crème brûlée' })],
    });
    const before = await store.getMany(['one']);

    await run(catalog);

    expect(await find('crème BRÛ')).toEqual(['one', 'two']);
    expect(await find('old')).toEqual([]);
    expect(await find('kept')).toEqual(['three']);
    expect(await store.getMany(['one'])).toEqual([
      { ...before[0], ownerTitle: 'Crème brûlée' },
    ]);
    const rows = await knex('security_account_facets').orderBy([
      'facet',
      'name',
    ]);
    await run(catalog);
    expect(
      await knex('security_account_facets').orderBy(['facet', 'name']),
    ).toEqual(rows);
  });

  it('forgets a title that the owner has no more', async () => {
    const { run, find } = await setUp();
    await run(catalogServiceMock({ entities: [group('team-a', {})] }));
    expect(await find('old')).toEqual([]);
  });

  it('changes nothing while the catalog fails', async () => {
    const { run, find, logger } = await setUp();
    const catalog = catalogServiceMock.mock({
      getEntitiesByRefs: async () => {
        throw new Error('down');
      },
    });

    await run(catalog);

    expect(await find('old')).toEqual(['two']);
    expect(logger.warn).toHaveBeenCalled();
  });
});
