import { auditorServiceFactory } from '@backstage/backend-defaults/auditor';
import {
  coreServices,
  createServiceFactory,
  RootLoggerService,
} from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import createKnex, { Knex } from 'knex';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { caller, createKey, probe } from '../__testUtils__/keyCallers';
import { readDocs, readSql, runScript } from '../__testUtils__/readDocs';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** A database that is copied and restored as the documentation says. */
interface Copied {
  knex: Knex;
  copy(): Promise<void>;
  restore(): Promise<void>;
  end(): Promise<void>;
}

async function onPostgres(knex: Knex): Promise<Copied> {
  const { connection } = knex.client.config;
  const { database, host, port, user, password } = connection;
  const server = createKnex({
    client: 'pg',
    connection: { host, port, user, password, database: 'postgres' },
  });
  const run = async (firstLine: string) => {
    // No connection may be open, as when every replica is stopped.
    await knex.destroy();
    for (const statement of readSql('operations.md', firstLine)) {
      await server.raw(
        statement
          .replaceAll('backstage_plugin_security', database)
          .replaceAll('security_copy', `${database}_copy`),
      );
    }
    knex.initialize();
  };
  return {
    knex,
    copy: () => run('-- copy'),
    restore: () => run('-- restore'),
    async end() {
      await server.raw('drop database if exists ??', [`${database}_copy`]);
      await server.destroy();
    },
  };
}

async function onSqlite(): Promise<Copied> {
  const dir = await mkdtemp(path.join(tmpdir(), 'backup-'));
  const filename = path.join(dir, 'security.sqlite');
  const copied = path.join(dir, 'security-copy.sqlite');
  const knex = createKnex({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
  });
  return {
    knex,
    async copy() {
      const [statement] = readSql('operations.md', '-- copy of SQLite');
      await knex.raw(statement.replace('security-copy.sqlite', copied));
    },
    async restore() {
      await knex.destroy();
      await copyFile(copied, filename);
      knex.initialize();
    },
    async end() {
      await knex.destroy();
      await rm(dir, { recursive: true });
    },
  };
}

/** A log in JSON, as the backend writes it in production. */
function recordLog() {
  const lines: string[] = [];
  const createLogger = (labels: object): RootLoggerService => {
    const log = (message: string, meta?: object) =>
      lines.push(JSON.stringify({ message, ...labels, ...meta }));
    return {
      error: log,
      warn: log,
      info: log,
      debug: log,
      child: more => createLogger({ ...labels, ...more }),
    };
  };
  return {
    lines,
    features: [
      auditorServiceFactory,
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => createLogger({}),
      }),
    ],
  };
}

describe.each(databases.eachSupportedId())('a back-up (%s)', databaseId => {
  let copied: Copied;
  beforeAll(async () => {
    copied =
      databaseId === 'SQLITE_3'
        ? await onSqlite()
        : await onPostgres(await databases.init(databaseId));
  });
  afterAll(() => copied?.end());

  it('brings keys back, and the ended ones end again with the audit log', async () => {
    const log = recordLog();
    const start = () =>
      startSecurityBackend({
        databases,
        databaseId,
        knex: copied.knex,
        features: [probe, ...log.features],
      });
    const before = await start();
    const kept = await createKey(before);
    const revoked = await createKey(before);
    const rotated = await createKey(before);
    const disabled = await createKey(before);
    const deleted = await createKey(before);
    const all = [kept, revoked, rotated, disabled, deleted];
    if (databaseId !== 'SQLITE_3') {
      await before.stop();
    }
    await copied.copy();

    const later = databaseId === 'SQLITE_3' ? before : await start();
    log.lines.length = 0;
    const admin = later.as(later.headers.admin);
    const revoke = { keyId: revoked.keyId };
    await admin.post(`${revoked.path}/api-key/revoke`, revoke).expect(204);
    const { body: next } = await admin
      .post(`${rotated.path}/api-key/rotate`, { keyId: rotated.keyId })
      .expect(200);
    await admin
      .patch(`/v1/service-accounts/${disabled.name}`, {
        version: 1,
        status: 'disabled',
      })
      .expect(200);
    await admin
      .delete(`/v1/service-accounts/${deleted.name}?version=1`)
      .expect(204);
    const fresh = await createKey(later);
    await later.stop();
    const ended = [...log.lines];
    await copied.restore();

    const after = await start();
    const statusOf = async (value: string) => {
      const call = caller(after, `Bearer ${value}`).get('/probe/user');
      return (await call).status;
    };
    const statuses = (keys: Array<{ value: string }>) =>
      Promise.all(keys.map(({ value }) => statusOf(value)));
    expect(await statuses(all)).toEqual([200, 200, 200, 200, 200]);
    expect(await statuses([next, fresh])).toEqual([401, 401]);
    const again = after.as(after.headers.admin);
    const { body: shown } = await again
      .post(`${kept.path}/api-key/show`, {})
      .expect(200);
    expect([shown.value, shown.generated]).toEqual([kept.value, false]);

    const { stdout, stderr, code } = await runScript(
      readDocs('operations.md', '// revoke-again.mjs'),
      {
        PORTAL: `http://localhost:${after.server.port()}`,
        TOKEN: after.headers.admin.replace('Bearer ', ''),
      },
      ['Not JSON', ...ended].join('\n'),
    );
    expect([stderr, code]).toEqual(['', 0]);
    expect(stdout.trim().split('\n').sort()).toEqual(
      [
        `${deleted.name}: was deleted or disabled, 1 key revoked`,
        `${disabled.name}: was deleted or disabled, 1 key revoked`,
        `${revoked.name}: 1 key revoked`,
        `${rotated.name}: 1 key revoked`,
      ].sort(),
    );
    expect(await statuses(all)).toEqual([200, 401, 401, 401, 401]);
    await after.stop();
  });
});
