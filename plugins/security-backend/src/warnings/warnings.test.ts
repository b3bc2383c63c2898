import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import {
  createTestAccount,
  DATABASE_IDS,
  freezeTime,
  newTestKey,
  noteTestUse,
  openTestStores,
  statementsOf,
  TEST_UNUSED_AFTER,
  withReplica,
} from '../__testUtils__/testStores';
import { createDatabaseGuard } from '../database/guardDatabase';
import { DatabaseServiceAccountStore } from '../serviceAccounts/DatabaseServiceAccountStore';
import { DatabaseWarningStore } from './DatabaseWarningStore';
import { Warnings } from './Warnings';

jest.setTimeout(60_000);

const NOW = new Date('2026-11-23T08:00:00.000Z').getTime();
const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60_000;
const ADMIN = 'user:default/admin';
const TEAM = 'group:default/team-a';

const databases = TestDatabases.create({ ids: DATABASE_IDS });

function group(name: string, members: string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name },
    spec: { type: 'team', children: [] },
    relations: [
      { type: 'parentOf', targetRef: 'group:default/child' },
      ...members.map(targetRef => ({ type: 'hasMember', targetRef })),
    ],
  } as Entity;
}

const CATALOG = catalogServiceMock({
  entities: [
    group('team-a', ['user:default/ann', 'user:service-account/planted']),
    group('empty', []),
    group('platform', ['user:default/pat']),
  ],
});

function processWith(
  knex: Knex,
  options: {
    catalog?: CatalogService;
    send?: (notice: NotificationSendOptions) => Promise<void>;
    withoutOwner?: string;
    daysBeforeExpiry?: number[];
  } = {},
) {
  const logger = mockServices.logger.mock();
  const guard = createDatabaseGuard(logger);
  const keyringIds = ['first'];
  const database = { knex, guard, keyringIds };
  const notices: NotificationSendOptions[] = [];
  const warnings = new Warnings({
    accounts: new DatabaseServiceAccountStore({
      ...database,
      unusedAfter: TEST_UNUSED_AFTER,
      onChanged: () => {},
    }),
    store: new DatabaseWarningStore(database),
    notifications: {
      async send(notice) {
        await options.send?.(notice);
        notices.push(notice);
      },
    },
    catalog: options.catalog ?? CATALOG,
    auth: mockServices.auth(),
    logger,
    unusedAfter: TEST_UNUSED_AFTER,
    daysBeforeExpiry: options.daysBeforeExpiry ?? [30, 14, 7, 1],
    withoutOwner: options.withoutOwner,
  });
  return {
    logger,
    run: () => warnings.run(),
    /** Title, severity and recipients of what was sent since last asked. */
    sent: () =>
      notices
        .splice(0)
        .map(({ payload, recipients }) => [
          payload.title,
          payload.severity,
          'entityRef' in recipients && recipients.entityRef,
        ]),
    notices,
  };
}

describe.each(databases.eachSupportedId())('warnings (%s)', databaseId => {
  async function setUp() {
    const knex = await databases.init(databaseId);
    freezeTime(new Date(NOW));
    const stores = await openTestStores(knex);
    const { serviceAccounts, apiKeys, uses } = stores;
    const addKey = (accountId: string, days: number) =>
      apiKeys.withLockedAccount(accountId, keys =>
        keys.insert(
          newTestKey({ expiresAt: new Date(Date.now() + days * DAY) }),
        ),
      );
    const add = async (
      name: string,
      { days, ownerRef = TEAM }: { days?: number; ownerRef?: string } = {},
    ) => {
      const account = await createTestAccount(serviceAccounts, {
        name,
        ownerRef,
      });
      if (days !== undefined) {
        await addKey(account.id, days);
      }
      return account;
    };
    const rotate = (accountId: string, graceDays?: number) =>
      apiKeys.withLockedAccount(accountId, async keys => {
        const newest = (await keys.newest())!;
        await (graceDays
          ? keys.retire(newest, new Date(Date.now() + graceDays * DAY), ADMIN)
          : keys.revoke(newest, ADMIN));
        return keys.insert(
          newTestKey({ expiresAt: new Date(Date.now() + 90 * DAY) }),
        );
      });
    const use = async (accountId: string, days: number) => {
      const [key] = await knex('security_api_keys').where({
        service_account_id: accountId,
        status: 'active',
      });
      const at = new Date(Date.now() + days * DAY);
      await noteTestUse(uses, key.id, at);
    };
    return { knex, ...stores, add, addKey, rotate, use };
  }

  const at = (days: number) => jest.setSystemTime(NOW + days * DAY);

  afterEach(() => jest.useRealTimers());

  it('are sent at each step once, to who is in the group itself', async () => {
    const { knex, add } = await setUp();
    const { id } = await add('ci', { days: 40 });
    const { run, notices, sent } = processWith(knex);
    const found: unknown[] = [];
    for (let day = 0; day <= 42; day += 0.5) {
      at(day);
      await run();
      found.push(...sent().map(notice => [day, ...notice]));
    }
    const ANN = ['user:default/ann'];
    expect(found).toEqual([
      [10, 'API key of ci expires in 30 days', 'normal', ANN],
      [26, 'API key of ci expires in 14 days', 'normal', ANN],
      [33, 'API key of ci expires in 7 days', 'high', ANN],
      [39, 'API key of ci expires within a day', 'critical', ANN],
    ]);
    expect(notices).toEqual([]);
    const rows = await knex('security_account_warnings');
    expect(rows).toMatchObject([{ account_id: id, kind: 'expiry', step: 1 }]);
  });

  it('say what to do, where, and nothing of the key', async () => {
    const { knex, add } = await setUp();
    const { id } = await add('ci', { days: 3 });
    const { run, notices } = processWith(knex);
    await run();
    expect(notices).toEqual([
      {
        recipients: { type: 'entity', entityRef: ['user:default/ann'] },
        payload: {
          title: 'API key of ci expires in 3 days',
          description:
            'The key that ends in …h1nT stops working at 2026-11-26 08:00 UTC. Rotate it before, and give the new key to whatever uses this one.',
          severity: 'high',
          link: '/security/users/service-account/ci',
          topic: 'api-key-expiry',
          scope: `api-key-expiry:${id}`,
        },
      },
    ]);
    expect(JSON.stringify(notices)).not.toMatch(/hash-of|ciphertext/);
  });

  it('go to the person who owns it, and to child groups of an empty one', async () => {
    const { knex, add } = await setUp();
    await add('a', { days: 3, ownerRef: 'user:default/bob' });
    await add('b', { days: 3, ownerRef: 'group:default/empty' });
    const { run, sent } = processWith(knex);
    await run();
    expect(sent().map(([, , refs]) => refs)).toEqual(
      expect.arrayContaining([['user:default/bob'], ['group:default/empty']]),
    );
  });

  it('tell the most urgent of the steps that were missed', async () => {
    const { knex, add } = await setUp();
    await add('ci', { days: 40 });
    const { run, sent } = processWith(knex);
    at(36);
    await run();
    expect(sent().map(([title]) => title)).toEqual([
      'API key of ci expires in 4 days',
    ]);
  });

  it('send no step twice when the clock jumps', async () => {
    const { knex, add } = await setUp();
    await add('ci', { days: 40 });
    const { run, sent } = processWith(knex);
    const found = [];
    for (const day of [11, 34, 12, 0, 34, 35]) {
      at(day);
      await run();
      found.push(sent().map(([title]) => title));
    }
    expect(found).toEqual([
      ['API key of ci expires in 29 days'],
      ['API key of ci expires in 6 days'],
      [],
      [],
      [],
      [],
    ]);
  });

  it('do not tell of a key that was replaced, revoked or disabled', async () => {
    const { knex, serviceAccounts, apiKeys, add, rotate } = await setUp();
    const replaced = await add('replaced', { days: 40 });
    const retiring = await add('retiring', { days: 40 });
    const revoked = await add('revoked', { days: 40 });
    const disabled = await add('disabled', { days: 40 });
    const deleted = await add('deleted', { days: 40 });
    await add('bare');
    const { run, sent } = processWith(knex);
    at(11);
    await run();
    expect(sent()).toHaveLength(5);
    await rotate(replaced.id);
    await rotate(retiring.id, 29);
    await apiKeys.withLockedAccount(revoked.id, async keys =>
      keys.revoke((await keys.newest())!, ADMIN),
    );
    const beforeCommit = async () => {};
    await serviceAccounts.update({
      id: disabled.id,
      version: 1,
      changes: { status: 'disabled' },
      updatedBy: ADMIN,
      beforeCommit,
    });
    await serviceAccounts.delete({ id: deleted.id, version: 1, beforeCommit });
    for (const day of [27, 34, 39.5]) {
      at(day);
      await run();
      expect(sent()).toEqual([]);
    }
  });

  it('do not tell of a key that is replaced while others are told', async () => {
    const { knex, add, rotate } = await setUp();
    await add('one', { days: 2 });
    const two = await add('two', { days: 3 });
    let isFirst = true;
    const { run, sent } = processWith(knex, {
      send: async () => {
        if (isFirst) {
          isFirst = false;
          await rotate(two.id);
        }
      },
    });
    await run();
    expect(sent().map(([title]) => title)).toEqual([
      'API key of one expires in 2 days',
    ]);
  });

  it('begin anew with an account that is made anew', async () => {
    const { knex, serviceAccounts, add } = await setUp();
    const { id } = await add('ci', { days: 3 });
    const { run, sent } = processWith(knex);
    await run();
    await serviceAccounts.delete({
      id,
      version: 1,
      beforeCommit: async () => {},
    });
    expect(await knex('security_account_warnings')).toEqual([]);
    await add('ci', { days: 3 });
    await run();
    expect(sent()).toHaveLength(2);
  });

  it('tell once of a key that is not used for long', async () => {
    const { knex, add, use } = await setUp();
    const { id } = await add('ci', { days: 365 });
    const used = await add('used', { days: 365 });
    const { run, sent } = processWith(knex);
    const found = [];
    for (const day of [0, 1, 89, 91, 92]) {
      at(day);
      await use(used.id, 0);
      await run();
      found.push(...sent().map(([title, severity]) => [day, title, severity]));
    }
    expect(found).toEqual([[91, 'API key of ci is not used', 'low']]);
    await use(id, 0);
    at(200);
    await use(used.id, 0);
    await run();
    expect(sent()).toEqual([]);
  });

  describe('of accounts without an owner', () => {
    async function orphan(stores: Awaited<ReturnType<typeof setUp>>) {
      await stores.add('ci', { days: 3, ownerRef: 'group:default/gone' });
      await stores.serviceAccounts.noteOwnerMissed(
        'group:default/gone',
        new Date(),
      );
    }

    it('go to who is named for that', async () => {
      const stores = await setUp();
      await orphan(stores);
      const { run, sent } = processWith(stores.knex, {
        withoutOwner: 'group:default/platform',
      });
      await run();
      await run();
      const PAT = ['user:default/pat'];
      expect(sent()).toEqual([
        ['API key of ci expires in 3 days', 'high', PAT],
        ['ci has no owner', 'high', PAT],
      ]);
    });

    it('go to the log once where nobody is named', async () => {
      const stores = await setUp();
      await orphan(stores);
      const { run, sent, logger } = processWith(stores.knex);
      await run();
      await run();
      expect(sent()).toEqual([]);
      expect(logger.warn.mock.calls.map(([text]) => text)).toEqual([
        expect.stringContaining('nobody to tell: API key of ci expires'),
        expect.stringContaining(
          'nobody to tell: ci has no owner. The catalog does not know group:default/gone',
        ),
      ]);
    });
  });

  it('are tried again after they could not be sent, and logged once', async () => {
    const { knex, add } = await setUp();
    await add('a', { days: 3 });
    await add('b', { days: 4 });
    let isDown = true;
    const { run, sent, logger } = processWith(knex, {
      send: async () => {
        if (isDown) {
          throw new Error('Failed to send notifications: down');
        }
      },
    });
    await run();
    await run();
    expect(sent()).toEqual([]);
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringContaining('Failed to send notifications: down')],
    ]);
    isDown = false;
    await run();
    await run();
    expect(sent().map(([title]) => title)).toEqual([
      'API key of a expires in 3 days',
      'API key of b expires in 4 days',
    ]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('wait for a catalog that fails, or does not know the owner yet', async () => {
    const { knex, add } = await setUp();
    await add('ci', { days: 3 });
    const down = processWith(knex, {
      catalog: catalogServiceMock.mock({
        getEntityByRef: async () => {
          throw new Error('down');
        },
      }),
    });
    const empty = processWith(knex, {
      catalog: catalogServiceMock({ entities: [] }),
    });
    for (const { run, sent } of [down, down, empty]) {
      await run();
      expect(sent()).toEqual([]);
    }
    expect(down.logger.warn).toHaveBeenCalledTimes(1);
    const { run, sent } = processWith(knex);
    await run();
    expect(sent()).toHaveLength(1);
  });

  it('are sent by another process when one dies while it sends', async () => {
    const { knex, add } = await setUp();
    await add('ci', { days: 3 });
    let die: (error: Error) => void = () => {};
    const dying = processWith(knex, {
      send: () => new Promise((_, reject) => (die = reject)),
    });
    const death = dying.run();
    const { run, sent } = processWith(knex);
    while ((await knex('security_account_warnings')).length === 0) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    await run();
    expect(sent()).toEqual([]);
    jest.setSystemTime(NOW + 6 * MINUTE);
    await run();
    expect(sent()).toHaveLength(1);
    die(new Error('dead'));
    await death;
    await run();
    expect(sent()).toEqual([]);
  });

  it('are sent once by two processes at the same time', async () => {
    const { knex, add } = await setUp();
    for (let i = 0; i < 20; i++) {
      await add(`ci-${i}`, { days: 3 + i / 10 });
    }
    await withReplica(knex, async replica => {
      const processes = [processWith(knex), processWith(replica)];
      await Promise.all(processes.map(({ run }) => run()));
      const titles = processes.flatMap(({ sent }) => sent()).map(([t]) => t);
      expect(new Set(titles).size).toBe(20);
      expect(titles).toHaveLength(20);
    });
  });

  it('look at a hundred accounts at a time, and cost nothing once sent', async () => {
    const { knex, add } = await setUp();
    for (let i = 0; i < 205; i++) {
      await add(`ci-${i}`, { days: 3 });
    }
    const { run, sent } = processWith(knex);
    await run();
    expect(new Set(sent().map(([title]) => title)).size).toBe(205);
    const statements = await statementsOf(knex, run);
    expect(sent()).toEqual([]);
    // Three pages of keys that expire, and three of those that are not used.
    expect(statements.length).toBeLessThan(6 * 6);
  });
});
