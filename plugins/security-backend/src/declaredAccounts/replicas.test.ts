import { TestDatabases } from '@backstage/backend-test-utils';
import { generateApiKey } from 'backstage-plugin-security-node';
import { Replica, Replicas } from '../__testUtils__/Replicas';

jest.setTimeout(300_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const CI = { name: 'ci', ownerRef: 'group:default/team-a' };
const CATALOG = ['GET', '/catalog/entities/by-query?limit=0'] as const;

describe.each(databases.eachSupportedId().filter(([id]) => id !== 'SQLITE_3'))(
  'declared accounts of replicas in processes of their own (%s)',
  databaseId => {
    let replicas: Replicas;
    let first: Replica;
    beforeAll(async () => {
      replicas = await Replicas.create(await databases.init(databaseId), {});
      first = await replicas.start();
    });
    afterAll(() => replicas?.stop());

    const statusOf = async (replica: Replica, key: string) =>
      (await replica.withKey(key, ...CATALOG)).status;
    const read = async () =>
      (await first.asAdmin('GET', '/users/service-account/ci')).body;

    it('are made once with one configuration, and as the last start says with two', async () => {
      const apiKey = generateApiKey();
      const config = { serviceAccounts: [{ ...CI, title: 'A', apiKey }] };
      const [a, b] = await Promise.all([
        replicas.start(config),
        replicas.start(config),
      ]);
      expect(await statusOf(a, apiKey)).toBe(200);
      expect(await statusOf(b, apiKey)).toBe(200);
      expect(await read()).toMatchObject({ title: 'A', version: 1 });
      const logs = [await a.readLog(), await b.readLog()].join('\n');
      expect(logs.match(/Created the service account 'ci'/g)).toHaveLength(1);
      expect(
        logs.match(/^.*service-account-mutate.*succeeded.*$/gm),
      ).toHaveLength(1);
      expect(logs).not.toMatch(/service-account-mutate.*failed/);
      await Promise.all([a.kill(), b.kill()]);

      const other = generateApiKey();
      const c = await replicas.start({
        serviceAccounts: [{ ...CI, title: 'C', apiKey: other }],
      });
      expect(await c.readLog()).toMatch(
        /Changed the service account 'ci'.*: title/,
      );
      expect(await read()).toMatchObject({ title: 'C', version: 2 });
      expect(await statusOf(c, other)).toBe(200);
      expect(await statusOf(c, apiKey)).toBe(401);

      // The key that it gives has ended, and stays so.
      const d = await replicas.start(config);
      expect(await read()).toMatchObject({ title: 'A', version: 3 });
      expect(await d.readLog()).toMatch(
        /security\.serviceAccounts\[0\]\.apiKey has ended and does not come back/,
      );
      expect(await statusOf(d, other)).toBe(200);

      for (const replica of [a, b, c, d]) {
        const log = await replica.readLog();
        expect([log.includes(apiKey), log.includes(other)]).toEqual([
          false,
          false,
        ]);
      }
    });

    it('stop the start where a variable is not set, and say which', async () => {
      await expect(
        replicas.start({
          serviceAccounts: [{ ...CI, apiKey: '${NOBODY_SETS_THIS}' }],
        }),
      ).rejects.toThrow(
        /security\.serviceAccounts\[0\]\.apiKey: is empty, because the environment variable that it names is not set/,
      );
    });
  },
);
