import { TestDatabases } from '@backstage/backend-test-utils';
import createKnex, { Knex } from 'knex';
import { Replicas } from '../__testUtils__/Replicas';

jest.setTimeout(300_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** What it looks like that two make the same tables. */
const RACE = /already exists|duplicate key|MigrationLocked/;
/** Why the plugin itself did not start, where it says so. */
const OF_SECURITY = /Plugin 'security' startup failed; caused by ([^\n]*?)\\n/g;

describe.each(databases.eachSupportedId().filter(([id]) => id !== 'SQLITE_3'))(
  'two replicas that start at once without any database (%s)',
  databaseId => {
    let server: Knex;
    let prefix: string;
    let replicas: Replicas;
    beforeAll(async () => {
      const knex = await databases.init(databaseId);
      const { connection } = knex.client.config;
      const { host, port, user, password } = connection;
      prefix = `first_start_${Date.now()}_`;
      server = createKnex({
        client: 'pg',
        connection: { host, port, user, password, database: 'postgres' },
      });
      replicas = await Replicas.create(knex, {}, undefined, {
        client: 'pg',
        connection: { host, port, user, password },
        prefix,
      });
    });
    afterAll(async () => {
      await replicas?.stop();
      const made = await server('pg_database')
        .whereLike('datname', `${prefix}%`)
        .pluck('datname');
      for (const database of made) {
        await server.raw('drop database ?? with (force)', [database]);
      }
      await server.destroy();
    });

    it('are both up, at the latest after another start', async () => {
      const starts = await Promise.allSettled([
        replicas.start(),
        replicas.start(),
      ]);
      const up = starts.flatMap(start =>
        start.status === 'fulfilled' ? [start.value] : [],
      );
      const failures = starts.flatMap(start =>
        start.status === 'rejected' ? [String(start.reason)] : [],
      );
      for (const failure of failures) {
        expect(failure).toMatch(/Backend startup failed/);
        expect(failure).toMatch(RACE);
        // Those that Backstage keeps for each plugin, and none of ours.
        for (const [, cause] of failure.matchAll(OF_SECURITY)) {
          expect(cause).toMatch(/backstage_backend_|pg_database_datname_index/);
        }
        up.push(await replicas.start());
      }

      const [a, b] = up;
      await a.waitForCatalog();
      const created = await a.asAdmin('POST', '/service-accounts', {
        name: 'first',
        ownerRef: 'group:default/team-a',
      });
      expect(created.status).toBe(201);
      const path = '/users/service-account/first/api-key/show';
      const { body: key } = await b.asAdmin('POST', path, {});
      for (const replica of up) {
        const call = replica.withKey(
          key.value,
          'GET',
          '/catalog/entities/by-query?limit=0',
        );
        expect((await call).status).toBe(200);
      }
    });
  },
);
