import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  createTestAccount,
  DATABASE_IDS,
  freezeTime,
  openTestStores,
} from '../__testUtils__/testStores';
import { OwnerCheck, titleOfOwner } from './OwnerCheck';

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

describe.each(databases.eachSupportedId())('OwnerCheck (%s)', databaseId => {
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
    const check = (catalog: CatalogService) =>
      new OwnerCheck({
        store,
        catalog,
        auth: mockServices.auth(),
        logger,
        missingAfter: 60 * 60 * 1000,
      });
    const run = (catalog: CatalogService) => check(catalog).run();
    const find = async (search: string) =>
      (
        await store.list({ search, orderBy: 'name', order: 'asc', limit: 10 })
      ).accounts.map(({ account }) => account.name);
    const missing = async () => {
      const { accounts: found } = await store.list({
        ownerMissing: true,
        orderBy: 'name',
        order: 'asc',
        limit: 10,
      });
      const { ownerMissing } = await store.count(undefined);
      expect(ownerMissing).toBe(found.length);
      return found.map(({ account }) => account.name);
    };
    return { knex, store, logger, check, run, find, missing };
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

  describe('an owner that the catalog does not know', () => {
    const NOW = new Date('2026-11-23T08:00:00.000Z').getTime();
    const MINUTE = 60_000;
    const at = (minutes: number) => jest.setSystemTime(NOW + minutes * MINUTE);
    const WITHOUT_B = catalogServiceMock({ entities: [group('team-a', {})] });
    const WITH_BOTH = catalogServiceMock({
      entities: [group('team-a', {}), group('team-b', { title: 'B' })],
    });
    const EMPTY = catalogServiceMock({ entities: [] });
    const DOWN = catalogServiceMock.mock({
      getEntitiesByRefs: async () => {
        throw new Error('down');
      },
    });
    const SHORT = catalogServiceMock.mock({
      getEntitiesByRefs: async () => ({ items: [group('team-a', {})] }),
    });

    beforeEach(() => freezeTime(new Date(NOW)));
    afterEach(() => jest.useRealTimers());

    it('is missing when it is still unknown an hour later, and until it is back', async () => {
      const { store, run, missing, logger } = await setUp();
      await run(WITHOUT_B);
      at(59);
      await run(WITHOUT_B);
      expect(await missing()).toEqual([]);
      at(60);
      await run(WITHOUT_B);
      expect(await missing()).toEqual(['three']);
      const { account } = (await store.get('three'))!;
      expect(account).toMatchObject({
        ownerMissingSince: new Date(NOW),
        version: 1,
      });
      await run(WITHOUT_B);
      expect(
        logger.warn.mock.calls.filter(([text]) => text.includes('team-b')),
      ).toHaveLength(1);

      await run(WITH_BOTH);
      expect(await missing()).toEqual([]);
      expect((await store.get('three'))!.account).toMatchObject({
        ownerMissingSince: undefined,
        ownerTitle: 'B',
      });
    });

    it('has another hour after it was known in between', async () => {
      const { run, missing } = await setUp();
      await run(WITHOUT_B);
      at(50);
      await run(WITH_BOTH);
      at(70);
      await run(WITHOUT_B);
      expect(await missing()).toEqual([]);
    });

    it.each([
      ['is empty', EMPTY],
      ['fails', DOWN],
      ['answers for some only', SHORT],
    ])('is not missing while the catalog %s', async (_, catalog) => {
      const { store, check, run, missing, logger } = await setUp();
      const one = check(catalog);
      for (const minutes of [0, 10, 70, 600]) {
        at(minutes);
        await one.run();
        const { account } = (await store.get('three'))!;
        expect(await one.lookAt(account)).toEqual(account);
      }
      expect(await missing()).toEqual([]);
      expect(logger.warn).toHaveBeenCalled();
      await run(WITHOUT_B);
      expect(await missing()).toEqual([]);
    });

    it('is told of once that the catalog knows none', async () => {
      const { check, logger } = await setUp();
      const one = check(EMPTY);
      await one.run();
      await one.run();
      expect(logger.warn).toHaveBeenCalledTimes(1);
    });

    it('stays missing while the catalog fails', async () => {
      const { run, missing } = await setUp();
      await run(WITHOUT_B);
      at(60);
      await run(WITHOUT_B);
      for (const catalog of [EMPTY, DOWN, SHORT]) {
        await run(catalog);
        expect(await missing()).toEqual(['three']);
      }
    });

    it('is shown when an account is opened, and gone when it is back', async () => {
      const { store, check, missing } = await setUp();
      const { account } = (await store.get('three'))!;
      expect(await check(WITHOUT_B).lookAt(account)).toEqual({
        ...account,
        ownerMissingSince: new Date(NOW),
      });
      expect(await missing()).toEqual([]);
      at(60);
      await check(WITHOUT_B).lookAt(account);
      expect(await missing()).toEqual(['three']);
      const stored = (await store.get('three'))!.account;
      expect(await check(WITH_BOTH).lookAt(stored)).toMatchObject({
        ownerMissingSince: undefined,
      });
      expect(await missing()).toEqual([]);
    });

    it('does not hold up who opens an account', async () => {
      const { store, check } = await setUp();
      const { account } = (await store.get('three'))!;
      const silent = catalogServiceMock.mock({
        getEntitiesByRefs: () => new Promise(() => {}),
      });
      const before = performance.now();
      expect(await check(silent).lookAt(account)).toEqual(account);
      expect(performance.now() - before).toBeLessThan(4_000);

      // An owner of thousands, or whose accounts somebody has locked.
      jest
        .spyOn(store, 'noteOwnerMissed')
        .mockReturnValue(new Promise(() => {}));
      expect(await check(WITHOUT_B).lookAt(account)).toMatchObject({
        ownerMissingSince: new Date(NOW),
      });
    });

    it('is not missing any more when another one is chosen', async () => {
      const { knex, store, run, missing } = await setUp();
      await run(WITHOUT_B);
      at(60);
      await run(WITHOUT_B);
      const { id, version } = (await store.get('three'))!.account;
      const updated = await store.update({
        id,
        version,
        changes: { ownerRef: 'group:default/team-a' },
        updatedBy: 'user:default/admin',
        beforeCommit: async () => {},
      });
      expect(updated?.account.ownerMissingSince).toBeUndefined();
      expect(await missing()).toEqual([]);
      await store.delete({
        id,
        version: version + 1,
        beforeCommit: async () => {},
      });
      expect(
        await knex('security_account_facets').where({ name: 'three' }),
      ).toEqual([]);
    });

    it('is counted for whoever owned with it', async () => {
      const { store, run } = await setUp();
      await run(WITHOUT_B);
      at(60);
      await run(WITHOUT_B);
      const count = async (owner: string) =>
        (await store.count([owner])).ownerMissing;
      expect(await count('group:default/team-a')).toBe(0);
      expect(await count('group:default/team-b')).toBe(1);
    });
  });
});
