import { TestDatabases } from '@backstage/backend-test-utils';
import {
  AccountOrderField,
  accountOrderFieldSchema,
  keyStatusFilterSchema,
  matchesKeyStatus,
} from 'backstage-plugin-security-common';
import { Knex } from 'knex';
import {
  createTestAccount,
  DATABASE_IDS,
  freezeTime,
  newTestKey,
  noteTestUse,
  openTestStores,
  TEST_UNUSED_AFTER,
  withReplica,
} from '../__testUtils__/testStores';
import { presentKeyState } from '../records/presentApiKey';
import { ServiceAccountWithKeys } from '../records/ServiceAccountWithKeys';
import { PAGE_BOUNDS } from './accountWay';
import { ServiceAccountListRequest } from './ServiceAccountStore';

jest.setTimeout(120_000);

const NOW = new Date('2026-11-23T08:00:00.500Z');
const DAY = 24 * 60 * 60 * 1000;
const ADMIN = 'user:default/admin';
const WORDS = ['deploy', 'Backup', 'größe', 'team', 'tea', 'x', 'deployment-s'];
const OWNERS = [
  'group:default/team-a',
  'group:default/team-ab',
  'user:x/deploy',
];

const databases = TestDatabases.create({ ids: DATABASE_IDS });

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

type Stores = Awaited<ReturnType<typeof openTestStores>>;
type Request = Partial<ServiceAccountListRequest>;

/** Numbers below `end` that are the same in every run. */
function createRandom() {
  let seed = 1;
  return (end: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % end;
  };
}

/** Accounts of all kinds, through the stores. */
async function createAccounts(
  { serviceAccounts, apiKeys, uses }: Stores,
  count: number,
): Promise<Map<string, string[]>> {
  const random = createRandom();
  const hints = new Map<string, string[]>();
  for (let i = 0; i < count; i++) {
    jest.setSystemTime(NOW.getTime() - random(5));
    const name = `a${random(1e6)}-${WORDS[random(2)].toLowerCase()}`;
    const account = await createTestAccount(serviceAccounts, {
      name,
      title: [random(8), random(12), random(20)]
        .flatMap(word => WORDS[word] ?? [])
        .join(' '),
      ownerRef: OWNERS[random(OWNERS.length)],
      ownerTitle: [undefined, 'Team Ä', 'Deployments'][random(3)],
    });
    jest.setSystemTime(NOW);
    const keys = random(4);
    for (let key = 0; key < keys; key++) {
      const hint = ['aBc1', 'team', 'dEf2', 'gHi3'][random(4)];
      hints.set(name, [...(hints.get(name) ?? []), hint]);
      const retiresAt = new Date(NOW.getTime() + (1 + random(3)) * DAY);
      const days = [0.5, 1, 10, 14, 20][random(5)];
      const how = random(3);
      let keyId = '';
      await apiKeys.withLockedAccount(account.id, async locked => {
        const newest = await locked.newest();
        if (newest?.status === 'active') {
          await (how === 0
            ? locked.retire(newest, retiresAt, ADMIN)
            : locked.revoke(newest, ADMIN));
        }
        const inserted = await locked.insert(
          newTestKey({
            hint,
            keyringId: how === 1 ? 'second' : 'first',
            expiresAt: new Date(NOW.getTime() + days * DAY),
          }),
        );
        if (random(5) === 0) {
          await locked.revoke(inserted, ADMIN);
        }
        keyId = inserted.id;
      });
      if (random(2) === 0) {
        const at = new Date(
          NOW.getTime() - [1e5, 1e6, 85 * DAY, 91 * DAY][random(4)],
        );
        await noteTestUse(uses, keyId, at);
      }
    }
    const changes = [
      { status: 'disabled' as const },
      { ownerRef: OWNERS[0], ownerTitle: 'Team Ä' },
      { title: 'Backup x' },
      { description: 'team' },
    ][random(8)];
    if (changes) {
      await serviceAccounts.update({
        id: account.id,
        version: 1,
        changes,
        updatedBy: ADMIN,
        beforeCommit: async () => {},
      });
    }
    if (random(15) === 0) {
      const { version } = (await serviceAccounts.get(name))!.account;
      await serviceAccounts.delete({
        id: account.id,
        version,
        beforeCommit: async () => {},
      });
      hints.delete(name);
    }
  }
  return hints;
}

const ORDERED: Record<
  AccountOrderField,
  (each: ServiceAccountWithKeys) => string
> = {
  name: ({ account }) => account.name,
  owner: ({ account }) => account.ownerRef,
  createdAt: ({ account }) => String(account.createdAt.getTime()),
  expiresAt: each =>
    presentKeyState({
      ...each,
      // The order looks past a secret that is lost.
      apiKeys: each.apiKeys.map(key => ({ ...key, isSecretLost: false })),
    }).worksUntil ?? '9999-12-31',
  lastUsedAt: each => {
    const { lastUsedAt } = presentKeyState({
      ...each,
      apiKeys: each.apiKeys.map(key => ({ ...key, isSecretLost: false })),
    });
    const fiveMinutes = 5 * 60 * 1000;
    return lastUsedAt
      ? String(Math.floor(Date.parse(lastUsedAt) / fiveMinutes))
      : '';
  },
};

/** Another owner is missing each time, and those before are back. */
async function noteOwners({ serviceAccounts }: Stores, time: number) {
  for (const [index, owner] of OWNERS.entries()) {
    await (index === time % OWNERS.length
      ? serviceAccounts.noteOwnerMissed(owner, new Date())
      : serviceAccounts.noteOwnerFound(owner, 'Found'));
  }
}

function beginsAWord(text: string, word: string): boolean {
  const lower = text.toLowerCase();
  return Array.from(lower.matchAll(/[^ :/-]+/g)).some(({ index }) =>
    lower.slice(index).startsWith(word),
  );
}

/** The names that the list should have, by looking at every account. */
function expectedNames(
  all: ServiceAccountWithKeys[],
  hints: Map<string, string[]>,
  {
    search,
    owners,
    keyStatus,
    ownerMissing,
    orderBy = 'name',
    order = 'asc',
  }: Request,
): string[] {
  const direction = order === 'asc' ? 1 : -1;
  const key = (each: ServiceAccountWithKeys) =>
    `${ORDERED[orderBy](each)} ${each.account.name}`;
  return all
    .filter(each => {
      const { name, title, ownerRef, ownerTitle } = each.account;
      const texts = [name, title ?? '', ownerRef, ownerTitle ?? ''];
      return (
        (!owners || owners.includes(ownerRef)) &&
        (!ownerMissing || each.account.ownerMissingSince) &&
        (!keyStatus ||
          matchesKeyStatus(presentKeyState(each), keyStatus, {
            now: Date.now(),
            unusedAfter: TEST_UNUSED_AFTER,
          })) &&
        (!search ||
          hints.get(name)?.includes(search) ||
          search
            .toLowerCase()
            .split(' ')
            .every(word => texts.some(text => beginsAWord(text, word))))
      );
    })
    .sort((a, b) => (key(a) < key(b) ? -direction : direction))
    .map(({ account }) => account.name);
}

async function walk(
  { serviceAccounts }: Stores,
  request: Request,
): Promise<string[]> {
  const orderBy = request.orderBy ?? 'name';
  const limit = request.limit ?? 7;
  const names: string[] = [];
  let after: ServiceAccountListRequest['after'];
  let page;
  do {
    page = await serviceAccounts.list({
      order: 'asc',
      ...request,
      orderBy,
      limit,
      after,
    });
    expect(page.accounts.length).toBeLessThanOrEqual(limit);
    names.push(...page.accounts.map(({ account }) => account.name));
    after = page.next;
  } while (after && names.length < 2000);
  return names;
}

const SEARCHES = [
  undefined,
  'team',
  'TEAM deploy',
  'd',
  'größe x',
  'deployment-s',
  'deployments',
  'deploymentx',
  'group default team-a',
  'team ä',
  'aBc1',
  'abc1',
  'nobody',
];
const ORDERS = accountOrderFieldSchema.options;
const STATES = [undefined, ...keyStatusFilterSchema.options];

describe.each(databases.eachSupportedId())('a page (%s)', databaseId => {
  it.each(['first', 'second', 'third'])(
    'is what looking at every account finds, whatever is asked, without the secret %s',
    async gone => {
      const knex = await databases.init(databaseId);
      freezeTime(NOW);
      const stores = await openTestStores(knex);
      const hints = await createAccounts(stores, 150);
      await knex('security_keyring').insert(
        ['first', 'second', 'third'].map(id => ({
          id,
          check_value: id,
          created_at: NOW,
        })),
      );
      await knex('security_api_keys')
        .where({ keyring_id: gone })
        .update({ keyring_id: 'third' });

      const random = createRandom();
      let found = 0;
      for (let i = 0; i < 150; i++) {
        jest.setSystemTime(NOW.getTime() + Math.floor(i / 30) * 0.9 * DAY);
        if (i % 30 === 0) {
          await noteOwners(stores, i / 30);
        }
        const { accounts: all } = await stores.serviceAccounts.list({
          orderBy: 'name',
          order: 'asc',
          limit: 1000,
        });
        const request: Request = {
          search: SEARCHES[random(SEARCHES.length)],
          owners: [undefined, [OWNERS[0]], OWNERS.slice(1), [...OWNERS, 'x']][
            random(4)
          ],
          keyStatus: STATES[random(STATES.length)],
          ownerMissing: [undefined, true][Math.floor(i / 3) % 2],
          orderBy: ORDERS[random(ORDERS.length)],
          order: (['asc', 'desc'] as const)[random(2)],
          limit: [1, 3, 7, 100][random(4)],
        };
        jest.replaceProperty(PAGE_BOUNDS, 'lookedAt', 4 + random(30));
        const names = await walk(stores, request);
        expect([request, names]).toEqual([
          request,
          expectedNames(all, hints, request),
        ]);
        found += names.length;
      }
      expect(found).toBeGreaterThan(300);
    },
  );

  it('leaves nothing of accounts that are gone', async () => {
    const knex = await databases.init(databaseId);
    freezeTime(NOW);
    const stores = await openTestStores(knex);
    await createAccounts(stores, 40);
    await noteOwners(stores, 0);
    const { accounts: all } = await stores.serviceAccounts.list({
      orderBy: 'name',
      order: 'asc',
      limit: 1000,
    });
    for (const { account } of all) {
      await stores.serviceAccounts.delete({
        ...account,
        beforeCommit: async () => {},
      });
    }
    expect(await knex('security_account_facets')).toEqual([]);
  });

  it('is right on every replica while all bring the same accounts up to date', async () => {
    const knex = await databases.init(databaseId);
    freezeTime(NOW);
    const stores = await openTestStores(knex);
    await createAccounts(stores, 60);
    await withReplica(knex, async replica => {
      const others = await openTestStores(replica);
      for (const day of [0.6, 1, 2, 3, 11, 15, 21]) {
        jest.setSystemTime(NOW.getTime() + day * DAY);
        const { accounts: all } = await stores.serviceAccounts.list({
          orderBy: 'name',
          order: 'asc',
          limit: 1000,
        });
        const statuses = keyStatusFilterSchema.options;
        const answers = await Promise.all(
          statuses.flatMap(keyStatus =>
            [stores, others].map(each =>
              walk(each, { keyStatus, limit: 1000 }),
            ),
          ),
        );
        expect(answers).toEqual(
          statuses
            .map(keyStatus => expectedNames(all, new Map(), { keyStatus }))
            .flatMap(names => [names, names]),
        );
      }
    });
  });

  it('is right, and waits for nobody, while an account that is due is locked', async () => {
    const knex = await databases.init(databaseId);
    if (knex.client.config.client !== 'pg') {
      return;
    }
    freezeTime(NOW);
    const stores = await openTestStores(knex);
    const { id } = await createTestAccount(stores.serviceAccounts);
    const expiresAt = new Date(NOW.getTime() + DAY);
    await stores.apiKeys.withLockedAccount(id, keys =>
      keys.insert(newTestKey({ expiresAt })),
    );
    jest.setSystemTime(expiresAt);
    await withReplica(knex, async replica => {
      const others = await openTestStores(replica);
      await stores.apiKeys.withLockedAccount(id, async () => {
        expect(await walk(others, { keyStatus: 'active' })).toEqual([]);
        expect(await walk(others, { keyStatus: 'expired' })).toHaveLength(1);
      });
    });
  });

  it('reads no table from its beginning to its end', async () => {
    const knex = await databases.init(databaseId);
    if (knex.client.config.client === 'pg') {
      return;
    }
    freezeTime(NOW);
    const stores = await openTestStores(knex);
    await createAccounts(stores, 30);
    jest.setSystemTime(NOW.getTime() + 0.5 * DAY);
    const after = { name: 'a5', value: 'a5' };
    for (const search of SEARCHES) {
      for (const keyStatus of STATES) {
        for (const owners of [undefined, [OWNERS[0]]]) {
          for (const orderBy of ORDERS) {
            const plan = await planOf(knex, () =>
              stores.serviceAccounts.list({
                search,
                keyStatus,
                owners,
                orderBy,
                order: 'asc',
                limit: 5,
                after: ['name', 'owner'].includes(orderBy)
                  ? after
                  : { name: 'a5', value: 5 },
              }),
            );
            expect(plan.filter(isFullRead)).toEqual([]);
          }
        }
      }
    }
  });
});

/** What SQLite does for the statements that something sends. */
async function planOf(
  knex: Knex,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const sent: Array<{ sql: string; bindings: any[] }> = [];
  const record = (query: { sql: string; bindings: any[] }) => sent.push(query);
  knex.on('query', record);
  await work();
  knex.removeListener('query', record);
  const plans = await Promise.all(
    sent
      .filter(({ sql }) => sql.startsWith('select'))
      .map(({ sql, bindings }) =>
        knex.raw(`explain query plan ${sql}`, bindings),
      ),
  );
  return plans.flat().map(({ detail }: { detail: string }) => detail);
}

/** The keyring has a row for every secret there ever was: that may be read. */
function isFullRead(detail: string): boolean {
  return (
    detail.startsWith('SCAN') &&
    !/^SCAN (\(?subquery|page|found|ahead|due|CONSTANT|security_keyring)/.test(
      detail,
    )
  );
}
