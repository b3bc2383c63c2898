import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { TestDatabases } from '@backstage/backend-test-utils';
import { API_KEY_PATTERN } from 'backstage-plugin-security-common';
import { startSecurityBackend } from './__testUtils__/startSecurityBackend';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'securityPlugin (%s)',
  databaseId => {
    let backend: Awaited<ReturnType<typeof startSecurityBackend>>;
    beforeAll(async () => {
      backend = await startSecurityBackend({ databases, databaseId });
    });

    it('lists service accounts, then the users of the catalog', async () => {
      const admin = backend.as(backend.headers.admin);
      await admin
        .post('/v1/service-accounts', {
          name: 'nightly-build',
          title: 'Nightly build',
          ownerRef: 'group:default/team-a',
        })
        .expect(201);
      const { body } = await admin.get('/v1/users').expect(200);
      expect(body.items.map((item: any) => item.entityRef)).toEqual([
        'user:service-account/nightly-build',
        'user:default/admin',
        'user:default/alice',
        'user:default/nobody',
        'user:default/other',
        'user:default/owner',
        'user:default/viewer',
      ]);
    });

    it('generates the key the first time and shows it again', async () => {
      const admin = backend.as(backend.headers.admin);
      const path = '/v1/users/service-account/nightly-build/api-key/show';
      const first = await admin.post(path, {}).expect(200);
      expect(first.body.value).toMatch(API_KEY_PATTERN);
      const again = await admin.post(path, {}).expect(200);
      expect(again.body).toMatchObject({
        value: first.body.value,
        generated: false,
      });
    });
  },
);

const POSTGRES = databases
  .eachSupportedId()
  .filter(([id]) => id !== 'SQLITE_3');
(POSTGRES.length > 0 ? describe.each(POSTGRES) : describe.skip.each([['']]))(
  'with a schema for each plugin (%s)',
  databaseId => {
    it('keeps everything in the schema of the plugin', async () => {
      const knex = await databases.init(databaseId as 'POSTGRES_18');
      const { host, port, user, password, database } =
        knex.client.config.connection;
      const backend = await startSecurityBackend({
        databases,
        databaseId: databaseId as 'POSTGRES_18',
        knex,
        database: databaseServiceFactory,
        config: {
          backend: {
            baseUrl: 'http://localhost:7007',
            database: {
              client: 'pg',
              pluginDivisionMode: 'schema',
              connection: {
                host,
                port: Number(port),
                user,
                password,
                database,
              },
            },
          },
        },
      });
      const admin = backend.as(backend.headers.admin);
      await admin
        .post('/v1/service-accounts', {
          name: 'robot',
          ownerRef: 'group:default/team-a',
        })
        .expect(201);
      await admin
        .post('/v1/users/service-account/robot/api-key/show', {})
        .expect(200);
      const tables = await knex('information_schema.tables')
        .whereLike('table_name', 'security%')
        .select('table_schema', 'table_name')
        .orderBy('table_name');
      expect(tables).toEqual([
        { table_schema: 'security', table_name: 'security_api_keys' },
        { table_schema: 'security', table_name: 'security_keyring' },
        { table_schema: 'security', table_name: 'security_service_accounts' },
      ]);
    });
  },
);
