import { TestDatabases } from '@backstage/backend-test-utils';
import { securityApiKeyConfigurePermission } from 'backstage-plugin-security-common';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import createKnex, { Knex } from 'knex';
import { Replica, Replicas } from './__testUtils__/Replicas';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** What `security.apiKeys.verificationTtl` is by default. */
const TTL = 1_000;
/** What a busy machine may add to it. */
const TOLERANCE = 1_000;

/** One call of each of three plugins, which all answer 200 to a valid key. */
const CALLS: Array<[method: string, path: string, body?: object]> = [
  ['GET', '/catalog/entities/by-name/group/default/team-a'],
  ['PUT', '/user-settings/buckets/test/keys/colour', { value: 'green' }],
  ['GET', '/notifications/notifications'],
];

const NO_ANSWER = 0;

const timers: NodeJS.Timeout[] = [];
afterEach(() => timers.forEach(clearInterval));

/** Calls one plugin after the other, also while answers are outstanding. */
function callContinuously(replica: Replica, key: string, perSecond: number) {
  const calls: Array<{ sentAt: number; status: number }> = [];
  const pending: Promise<unknown>[] = [];
  const timer = setInterval(() => {
    const sentAt = Date.now();
    const [method, path, body] = CALLS[pending.length % CALLS.length];
    pending.push(
      replica.withKey(key, method, path, body).then(
        ({ status }) => calls.push({ sentAt, status }),
        () => calls.push({ sentAt, status: NO_ANSWER }),
      ),
    );
  }, 1000 / perSecond);
  timers.push(timer);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(pending);
      /** What the calls were answered that were sent in this time. */
      return (from: number, to: number) =>
        new Set(
          calls
            .filter(({ sentAt }) => sentAt > from && sentAt < to)
            .map(({ status }) => status),
        );
    },
  };
}

const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

describe.each(databases.eachSupportedId().filter(([id]) => id !== 'SQLITE_3'))(
  'replicas in processes of their own (%s)',
  databaseId => {
    let knex: Knex;
    let replicas: Replicas;
    let a: Replica;
    let b: Replica;
    beforeAll(async () => {
      knex = await databases.init(databaseId);
      replicas = await Replicas.create(knex, {});
      // One after the other: Backstage's own migrations of an empty database
      // fail in one of two backends that start at once.
      a = await replicas.start();
      b = await replicas.start();
      await Promise.all([a.waitForCatalog(), b.waitForCatalog()]);
    });
    afterAll(() => replicas?.stop());

    /** All keys that ever left: none of them may stand in a log. */
    const shown = new Set<string>();

    async function createAccount(name: string) {
      const created = await a.asAdmin('POST', '/service-accounts', {
        name,
        ownerRef: 'group:default/team-a',
      });
      expect(created.status).toBe(201);
      const path = `/users/service-account/${name}/api-key`;
      const keep = <T extends { status: number; body: any }>(answer: T): T => {
        if (answer.status === 200) {
          shown.add(answer.body.value);
        }
        return answer;
      };
      return {
        name,
        ref: `user:service-account/${name}`,
        show: async (replica: Replica) =>
          keep(await replica.asAdmin('POST', `${path}/show`, {})),
        rotate: async (replica: Replica, body: object) =>
          keep(await replica.asAdmin('POST', `${path}/rotate`, body)),
        revoke: (replica: Replica, keyId: string) =>
          replica.asAdmin('POST', `${path}/revoke`, { keyId }),
        disable: (replica: Replica) =>
          replica.asAdmin('PATCH', `/service-accounts/${name}`, {
            version: 1,
            status: 'disabled',
          }),
        remove: (replica: Replica) =>
          replica.asAdmin('DELETE', `/service-accounts/${name}?version=1`),
      };
    }
    type Account = Awaited<ReturnType<typeof createAccount>>;

    /** The name of its account for each active key. */
    const activeKeysOf = async (accounts: Account[]): Promise<string[]> =>
      knex('security_api_keys as key')
        .join('security_service_accounts as account', {
          'account.id': 'key.service_account_id',
        })
        .where('key.status', 'active')
        .whereIn(
          'account.name',
          accounts.map(({ name }) => name),
        )
        .orderBy('account.name')
        .pluck('account.name');

    /** What the catalog says to a key. */
    const statusOf = async (replica: Replica, key: string) =>
      (await replica.withKey(key, ...CALLS[0])).status;

    it('agree on one key after a storm of rotations', async () => {
      const account = await createAccount('storm');
      const values = new Set<string>();
      const statuses: number[] = [];
      const note = ({ status, body }: { status: number; body: any }) => {
        statuses.push(status);
        if (status === 200) {
          values.add(body.value);
        }
      };
      const rotateAgainAndAgain = async (replica: Replica, seed: number) => {
        for (let round = 0; round < 5; round++) {
          const current = await account.show(replica);
          note(current);
          note(
            await account.rotate(replica, {
              // Now and then somebody forgets which key it is about.
              ...((round + seed) % 5 > 0 && { keyId: current.body.apiKey.id }),
              ...(seed % 2 > 0 && { graceSeconds: 60 }),
            }),
          );
          // Both caches know keys that another replica is about to end.
          statuses.push(await statusOf(replica, current.body.value));
        }
      };
      await Promise.all(
        [a, b, a, b, a, b].map((replica, seed) =>
          rotateAgainAndAgain(replica, seed),
        ),
      );
      expect(new Set(statuses)).toEqual(new Set([200, 400, 401, 409]));

      const { body: current } = await account.show(a);
      const { body: last } = await account.rotate(b, {
        keyId: current.apiKey.id,
      });
      values.delete(last.value);
      expect(values.size).toBeGreaterThan(1);
      await sleep(TTL + TOLERANCE);
      for (const replica of [a, b]) {
        expect(await statusOf(replica, last.value)).toBe(200);
        expect(
          await Promise.all([...values].map(value => statusOf(replica, value))),
        ).toEqual([...values].map(() => 401));
      }
      expect(await activeKeysOf([account])).toEqual(['storm']);
    });

    it.each<
      [string, (account: Account, keyId: string) => Promise<{ status: number }>]
    >([
      ['revoked', (account, keyId) => account.revoke(a, keyId)],
      ['replaced', (account, keyId) => account.rotate(a, { keyId })],
      ['of a disabled account', account => account.disable(a)],
      ['of a deleted account', account => account.remove(a)],
    ])(
      'refuse a key that is %s: one at once, the other when it has forgotten',
      async (what, end) => {
        const account = await createAccount(what.replace(/ /g, '-'));
        const { body: key } = await account.show(a);
        const traffic = [
          callContinuously(a, key.value, 10),
          callContinuously(b, key.value, 50),
        ];
        await sleep(1_000);
        const endingAt = Date.now();
        const { status } = await end(account, key.apiKey.id);
        expect([200, 204]).toContain(status);
        const endedAt = Date.now();
        expect(await statusOf(a, key.value)).toBe(401);
        await sleep(TTL + TOLERANCE + 500);
        const [ofA, ofB] = await Promise.all(traffic.map(each => each.stop()));

        const never = new Set([401]);
        expect(ofA(endedAt, Infinity)).toEqual(never);
        expect(ofB(endedAt + TTL + TOLERANCE, Infinity)).toEqual(never);
        for (const statuses of [ofA, ofB]) {
          expect(statuses(0, endingAt - 500)).toEqual(new Set([200]));
          expect(statuses(0, Infinity)).toEqual(new Set([200, 401]));
        }
      },
    );

    it('say neither yes nor no without the database, and recover', async () => {
      const account = await createAccount('patient');
      const { body: key } = await account.show(a);
      const traffic = [a, b].map(replica =>
        callContinuously(replica, key.value, 20),
      );
      await sleep(1_000);
      const server = createKnex({
        client: 'pg',
        connection:
          process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING,
      });
      const { database } = knex.client.config.connection;
      const allowConnections = (isAllowed: boolean) =>
        server.raw(`alter database ?? allow_connections ${isAllowed}`, [
          database,
        ]);
      const goesAt = Date.now();
      let goneAt: number;
      let backAt: number;
      try {
        await allowConnections(false);
        await server.raw(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = ?',
          [database],
        );
        goneAt = Date.now();
        await sleep(TTL + TOLERANCE + 2_000);
        backAt = Date.now();
      } finally {
        await allowConnections(true);
        await server.destroy();
      }
      for (const replica of [a, b]) {
        let status = 0;
        while (status !== 200) {
          status = await statusOf(replica, key.value);
          expect([200, 503]).toContain(status);
        }
      }
      const worksAt = Date.now();
      await sleep(500);
      for (const each of traffic) {
        const statuses = await each.stop();
        expect(statuses(0, Infinity)).toEqual(new Set([200, 503]));
        expect(statuses(0, goesAt - 500)).toEqual(new Set([200]));
        expect(statuses(goneAt + TTL + TOLERANCE, backAt - 500)).toEqual(
          new Set([503]),
        );
        expect(statuses(worksAt, Infinity)).toEqual(new Set([200]));
      }
    });

    it('ask the policy anew at every call', async () => {
      const account = await createAccount('watched');
      const { body: key } = await account.show(a);
      const reading = () =>
        Promise.all([a, b].map(replica => statusOf(replica, key.value)));
      const showing = async () =>
        (await Promise.all([a, b].map(account.show))).map(
          ({ status }) => status,
        );

      for (let round = 0; round < 3; round++) {
        await replicas.deny([
          {
            userEntityRef: account.ref,
            permission: catalogEntityReadPermission.name,
          },
        ]);
        expect(await reading()).toEqual([404, 404]);
        expect(await showing()).toEqual([200, 200]);
        await replicas.deny([
          {
            userEntityRef: 'user:default/admin',
            permission: securityApiKeyConfigurePermission.name,
          },
        ]);
        expect(await reading()).toEqual([200, 200]);
        expect(await showing()).toEqual([403, 403]);
        await replicas.deny([]);
        expect(await showing()).toEqual([200, 200]);
      }
    });

    it('count together what an account calls', async () => {
      const account = await createAccount('counted');
      const { body: key } = await account.show(a);
      const perPlugin = 20;
      const callEachPlugin = async (round: number) =>
        Promise.all(
          CALLS.map(async ([method, path, body], index) => {
            const replica = (round + index) % 2 ? a : b;
            const call = replica.withKey(key.value, method, path, body);
            expect((await call).status).toBe(200);
          }),
        );
      for (let round = 0; round < perPlugin; round++) {
        await callEachPlugin(round);
        if (round % 7 === 6) {
          // So that each replica writes more than once.
          await sleep(8_000);
        }
      }
      const readUses = async (replica: Replica) => {
        const { body } = await replica.asAdmin(
          'GET',
          '/service-accounts/counted/uses',
        );
        return body.uses.map(({ pluginId, calls }: any) => [pluginId, calls]);
      };
      await sleep(15_000);
      const expected = ['catalog', 'notifications', 'user-settings'].map(
        pluginId => [pluginId, perPlugin],
      );
      expect(await readUses(a)).toEqual(expected);
      expect(await readUses(b)).toEqual(expected);

      const logs = (await a.readLog()) + (await b.readLog());
      const told = logs
        .split('\n')
        .filter(
          line =>
            line.includes('plugin-first-use') &&
            line.includes('succeeded') &&
            line.includes(account.ref),
        );
      expect(told).toHaveLength(expected.length);
    });

    it('leave each account with one key when one dies while it rotates', async () => {
      const NAMES = ['a1', 'a2', 'a3', 'a4'];
      const accounts = await Promise.all(NAMES.map(createAccount));
      for (let round = 0; round < 5; round++) {
        const victim = round === 0 ? a : await replicas.start();
        const answers = accounts.map((): Array<{ value: string }> => []);
        const rotating = accounts.map(async (account, index) => {
          let { body: key } = await account.show(victim);
          for (;;) {
            const next = await account.rotate(victim, {
              keyId: key.apiKey.id,
            });
            expect(next.status).toBe(200);
            key = next.body;
            answers[index].push(key);
          }
        });
        const ends = Promise.allSettled(rotating);
        while (answers.some(keys => keys.length === 0)) {
          await sleep(10);
        }
        await sleep(Math.random() * 200);
        await victim.kill();
        // Nothing but the death of the process ended the rotations.
        expect(await ends).toEqual(
          accounts.map(() => ({
            status: 'rejected',
            reason: expect.objectContaining({ name: 'TypeError' }),
          })),
        );

        for (const [index, account] of accounts.entries()) {
          const { status, body: left } = await account.show(b);
          expect([status, left.generated]).toEqual([200, false]);
          expect(await statusOf(b, left.value)).toBe(200);
          for (const { value } of answers[index].slice(-3)) {
            expect(await statusOf(b, value)).toBe(
              value === left.value ? 200 : 401,
            );
          }
          const next = await account.rotate(b, { keyId: left.apiKey.id });
          expect(next.status).toBe(200);
          expect(await statusOf(b, next.body.value)).toBe(200);
          expect(await statusOf(b, left.value)).toBe(401);
        }
        expect(await activeKeysOf(accounts)).toEqual(NAMES);
      }
    });

    it('log no key', async () => {
      expect(shown.size).toBeGreaterThan(50);
      for (const replica of [a, b]) {
        const log = await replica.readLog();
        expect(log).toMatch(/incomingRequest/);
        expect(log).not.toMatch(/bsak_/);
        expect([...shown].filter(value => log.includes(value))).toEqual([]);
      }
    });
  },
);
