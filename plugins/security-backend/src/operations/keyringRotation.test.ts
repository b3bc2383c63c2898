import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { randomBytes } from 'node:crypto';
import {
  Replica,
  Replicas,
  TEST_KEYRING_ENTRY,
} from '../__testUtils__/Replicas';
import { readSql } from '../__testUtils__/readDocs';

jest.setTimeout(300_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const OLD = TEST_KEYRING_ENTRY;
const NEW = { id: 'new', secret: randomBytes(32).toString('base64') };
const NAMES = ['a1', 'a2', 'a3'];

describe.each(databases.eachSupportedId().filter(([id]) => id !== 'SQLITE_3'))(
  'the replacement of the secret with two replicas (%s)',
  databaseId => {
    let knex: Knex;
    let replicas: Replicas;
    /** Those that a load balancer would send calls to. */
    const serving: Replica[] = [];
    beforeAll(async () => {
      knex = await databases.init(databaseId);
      replicas = await Replicas.create(knex, { keyring: [OLD] });
      serving.push(await replicas.start(), await replicas.start());
    });
    afterAll(() => replicas?.stop());

    const showKey = async (replica: Replica, name: string) => {
      const path = `/users/service-account/${name}/api-key/show`;
      return (await replica.asAdmin('POST', path, {})).body.value as string;
    };

    /** How many keys each entry protects, as the documentation asks. */
    const readProtected = async () => {
      const [statement] = readSql('operations.md', '-- keys of each entry');
      const { rows } = await knex.raw(statement);
      return Object.fromEntries(
        rows.map((row: any) => [row.keyring_id, Number(row.keys)]),
      );
    };

    const logs = async () =>
      (await Promise.all(serving.map(each => each.readLog()))).join('\n');

    /** One after the other, and never without one that answers. */
    async function restartAll(
      keyring: object[],
      between: (replica: Replica, other: Replica) => Promise<void>,
    ) {
      for (let index = 0; index < 2; index++) {
        const [stopped] = serving.splice(0, 1);
        await stopped.drained();
        await stopped.kill();
        serving.push(await replicas.start({ keyring }));
        await between(serving[1], serving[0]);
      }
    }

    it('refuses no call at any step', async () => {
      await serving[0].waitForCatalog();
      const keys = new Map<string, string>();
      for (const name of NAMES) {
        const created = await serving[0].asAdmin('POST', '/service-accounts', {
          name,
          ownerRef: 'group:default/team-a',
        });
        expect(created.status).toBe(201);
        keys.set(name, await showKey(serving[0], name));
      }
      const statuses: Record<string, number> = {};
      let isOver = false;
      let turn = 0;
      const callAgainAndAgain = async () => {
        while (!isOver) {
          turn += 1;
          const replica = serving[turn % serving.length];
          const key = [...keys.values()][turn % keys.size];
          const outcome = await replica
            .withKey(key, 'GET', '/catalog/entities/by-query?limit=0')
            .then(({ status }) => status, String);
          statuses[outcome] = (statuses[outcome] ?? 0) + 1;
          await new Promise(resolve => setTimeout(resolve, 50));
        }
      };
      const traffic = [callAgainAndAgain(), callAgainAndAgain()];

      /** Whatever one replica writes, the other can read. */
      const agree = async (a: Replica, b: Replica) => {
        for (const [replica, other] of [
          [a, b],
          [b, a],
        ]) {
          const path = `/users/service-account/a1/api-key/rotate`;
          const { status, body } = await replica.asAdmin('POST', path, {
            graceSeconds: 3600,
            keyId: (
              await replica.asAdmin('GET', '/users/service-account/a1')
            ).body.apiKey.id,
          });
          expect(status).toBe(200);
          keys.set('a1', body.value);
          expect(await showKey(other, 'a1')).toBe(body.value);
        }
      };
      await restartAll([OLD, NEW], agree);
      expect(await readProtected()).toEqual({ [OLD.id]: 4 });
      await restartAll([NEW, OLD], agree);

      expect((await serving[0].runTask('key-maintenance')).status).toBe(200);
      const deadline = Date.now() + 60_000;
      while (!/Encrypted \d API keys again/.test(await logs())) {
        expect(Date.now()).toBeLessThan(deadline);
        await new Promise(resolve => setTimeout(resolve, 200));
      }
      expect(await readProtected()).toEqual({ [NEW.id]: 4 });
      await restartAll([NEW], agree);

      isOver = true;
      await Promise.all(traffic);
      expect(statuses).toEqual({ 200: expect.any(Number) });
      expect(statuses[200]).toBeGreaterThan(100);
      for (const [name, value] of keys) {
        expect(await showKey(serving[0], name)).toBe(value);
      }
    });
  },
);
