import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import request from 'supertest';
import { caller, createKey, probe } from '../__testUtils__/keyCallers';
import { readDocs, runScript } from '../__testUtils__/readDocs';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';
import { DATABASE_IDS } from '../__testUtils__/testStores';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: DATABASE_IDS });

/** What a backend without the plugin answers to a key. */
async function statusWithoutPlugin(key: string): Promise<number> {
  const backend = await startTestBackend({
    features: [
      probe,
      authServiceFactory,
      httpAuthServiceFactory,
      mockServices.rootConfig.factory({
        data: {
          backend: {
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
          // Left behind, as it may be.
          auth: { providers: { 'api-key': {} } },
          security: { keyring: [] },
        },
      }),
    ],
  });
  try {
    const { status } = await request(backend.server)
      .get('/api/probe/anybody')
      .set('Authorization', `Bearer ${key}`);
    return status;
  } finally {
    await backend.stop();
  }
}

describe.each(databases.eachSupportedId())('leaving (%s)', databaseId => {
  it('ends keys for as long as the plugin is away, and for good once they are revoked', async () => {
    const knex = await databases.init(databaseId);
    const start = () =>
      startSecurityBackend({ databases, databaseId, knex, features: [probe] });
    const statusesIn = (
      backend: Awaited<ReturnType<typeof start>>,
      keys: Array<{ value: string }>,
    ) =>
      Promise.all(
        keys.map(async ({ value }) => {
          const call = caller(backend, `Bearer ${value}`).get('/probe/user');
          return (await call).status;
        }),
      );

    const before = await start();
    const keys = [await createKey(before), await createKey(before)];
    const disabled = await createKey(before);
    await before
      .as(before.headers.admin)
      .patch(`/v1/service-accounts/${disabled.name}`, {
        version: 1,
        status: 'disabled',
      })
      .expect(200);
    await before.stop();
    expect(await statusWithoutPlugin(keys[0].value)).toBe(401);

    const back = await start();
    expect(await statusesIn(back, keys)).toEqual([200, 200]);
    const script = readDocs('removing.md', '// revoke-all-keys.mjs');
    const env = {
      PORTAL: `http://localhost:${back.server.port()}`,
      TOKEN: back.headers.viewer.replace('Bearer ', ''),
    };
    const refused = await runScript(script, env);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(`${keys[0].name}: 403 `);
    expect(await statusesIn(back, keys)).toEqual([200, 200]);

    const done = await runScript(script, {
      ...env,
      TOKEN: back.headers.admin.replace('Bearer ', ''),
    });
    expect([done.code, done.stderr]).toEqual([0, '']);
    expect(done.stdout).toBe('Revoked the keys of 3 accounts\n');
    expect(await statusesIn(back, keys)).toEqual([401, 401]);
    await back.stop();

    const again = await start();
    expect(await statusesIn(again, [...keys, disabled])).toEqual([
      401, 401, 401,
    ]);
    const working = await knex('security_api_keys').whereNot({
      status: 'revoked',
    });
    expect(working).toEqual([]);
    await again.stop();
  });
});
