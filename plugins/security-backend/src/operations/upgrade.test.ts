import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import createKnex, { Knex } from 'knex';
import { execFile } from 'node:child_process';
import {
  cp,
  mkdtemp,
  readdir,
  rm,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { caller, createKey, probe } from '../__testUtils__/keyCallers';
import { readDocs, readSql } from '../__testUtils__/readDocs';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';
import { DATABASE_IDS } from '../__testUtils__/testStores';
import { openDatabase } from '../database/openDatabase';

jest.setTimeout(120_000);

const run = promisify(execFile);
const databases = TestDatabases.create({ ids: DATABASE_IDS });

const ACCOUNTS = 'security_service_accounts';
const FIRST = '20261125210000_init.js';
const SECOND = '20261126120000_declared_accounts.js';
/** What the build before does not know. */
const NEW_COLUMNS = ['managed_by', 'api_key_managed_by'];
const directory = resolvePackagePath(
  'backstage-plugin-security-backend',
  'migrations',
);

describe.each(databases.eachSupportedId())('two versions (%s)', databaseId => {
  let dir: string;
  let knex: Knex;
  let before: string;
  beforeEach(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'upgrade-'));
    knex =
      databaseId === 'SQLITE_3'
        ? createKnex({
            client: 'better-sqlite3',
            connection: { filename: path.join(dir, 'security.sqlite') },
            useNullAsDefault: true,
          })
        : await databases.init(databaseId);
    // The package of the build before, as far as it is about tables.
    before = path.join(dir, 'before');
    await cp(directory, before, { recursive: true });
    for (const file of await readdir(before)) {
      if (file !== FIRST) {
        await unlink(path.join(before, file));
      }
    }
  });
  afterEach(async () => {
    if (databaseId === 'SQLITE_3') {
      await knex.destroy();
    }
    await rm(dir, { recursive: true });
  });

  const start = (on: Knex) =>
    startSecurityBackend({
      databases,
      databaseId,
      knex: on,
      features: [probe],
    });

  /** Accounts and keys as the build before leaves them. */
  async function fillAsBefore() {
    await knex.migrate.latest({ directory: before });
    const donor = await start(await databases.init('SQLITE_3'));
    const keys = [await createKey(donor), await createKey(donor)];
    for (const table of [
      'security_keyring',
      ACCOUNTS,
      'security_account_facets',
      'security_api_keys',
    ]) {
      const types = await knex(table).columnInfo();
      for (const row of await donor.knex(table)) {
        const known = Object.entries(row)
          .filter(([column]) => column in types)
          .map(([column, value]) => [
            column,
            /timestamp/.test(types[column].type) && value !== null
              ? new Date(value as number)
              : value,
          ]);
        await knex(table).insert(Object.fromEntries(known));
      }
    }
    await donor.stop();
    return keys;
  }

  it('a lock that a killed process left is taken away by hand', async () => {
    const open = () =>
      openDatabase(mockServices.database({ knex }), mockServices.logger.mock());
    await open();
    await knex('knex_migrations_lock').update({ is_locked: 1 });
    await expect(open()).rejects.toThrow(/Migration table is already locked/);
    for (const statement of readSql('operations.md', 'knex_migrations_lock')) {
      await knex.raw(statement);
    }
    await expect(open()).resolves.toBeDefined();
  });

  it('the new one takes over what the old one left', async () => {
    const keys = await fillAsBefore();
    const after = await start(knex);
    const admin = after.as(after.headers.admin);
    for (const { path: account, value } of keys) {
      await caller(after, `Bearer ${value}`).get('/probe/user').expect(200);
      const { body } = await admin.post(`${account}/api-key/show`, {});
      expect([body.value, body.generated]).toEqual([value, false]);
    }
    await after.stop();
  });

  it('an old one that is running writes what the new one understands', async () => {
    await fillAsBefore();
    const columns = Object.keys(await knex(ACCOUNTS).columnInfo());
    await openDatabase(
      mockServices.database({ knex }),
      mockServices.logger.mock(),
    );
    const after = await start(knex);
    const { name } = await createKey(after);
    const row = await knex(ACCOUNTS).where({ name }).first(columns);
    await knex(ACCOUNTS).insert({
      ...row,
      id: '00000000-0000-4000-8000-000000000001',
      name: 'of-the-old-one',
      newest_key_id: null,
      next_change_at: null,
    });
    const admin = after.as(after.headers.admin);
    const account = '/v1/users/service-account/of-the-old-one';
    const { body } = await admin
      .post(`${account}/api-key/show`, {})
      .expect(200);
    await caller(after, `Bearer ${body.value}`).get('/probe/user').expect(200);
    await after.stop();
  });

  it('an old one does not start on the tables of the new one, until they are as before', async () => {
    const [key] = await fillAsBefore();
    const after = await start(knex);
    const made = await createKey(after);
    await after.stop();

    await expect(knex.migrate.latest({ directory: before })).rejects.toThrow(
      `The migration directory is corrupt, the following files are missing: ${SECOND}`,
    );

    const knexfile = readDocs('operations.md', '// knexfile.mjs').replace(
      /client: 'pg'[^]*?process\.env\.DATABASE_URL,/,
      found =>
        databaseId === 'SQLITE_3'
          ? `client: 'better-sqlite3', useNullAsDefault: true, connection: { filename: process.env.DATABASE_URL },`
          : found,
    );
    await writeFile(path.join(dir, 'knexfile.mjs'), knexfile);
    await symlink(
      path.resolve(__dirname, '../../../../node_modules'),
      path.join(dir, 'node_modules'),
    );
    const [command] = readDocs('operations.md', 'knex migrate:down')
      .trim()
      .split('\n');
    const { stdout } = await run('sh', ['-c', command], {
      cwd: dir,
      env: { ...shellEnvironment(), DATABASE_URL: addressOf(knex) },
    });
    expect(stdout).toContain(SECOND);

    const columns = await knex(ACCOUNTS).columnInfo();
    expect(NEW_COLUMNS.filter(column => column in columns)).toEqual([]);
    expect(await knex.migrate.latest({ directory: before })).toEqual([1, []]);

    // Nothing else was lost.
    const again = await start(knex);
    for (const { value } of [key, made]) {
      await caller(again, `Bearer ${value}`).get('/probe/user').expect(200);
    }
    await again.stop();
  });
});

/** As in a shell: the settings of an npx that runs the tests are not for ours. */
function shellEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_config_/i.test(name)),
  );
}

function addressOf(knex: Knex): string {
  const { connection } = knex.client.config;
  return (
    connection.filename ??
    `postgresql://${connection.user}:${connection.password}@${connection.host}:${connection.port}/${connection.database}`
  );
}
