import { auditorServiceFactory } from '@backstage/backend-defaults/auditor';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { TestDatabases } from '@backstage/backend-test-utils';
import { AccountUses } from 'backstage-plugin-security-common';
import {
  caller,
  createKey,
  forwarded,
  probe,
} from '../__testUtils__/keyCallers';
import { recordLogs } from '../__testUtils__/recordLogs';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** What is written every ten seconds, with some time for a busy machine. */
const PATIENCE_MS = 30_000;

type Counts = Record<string, number>;

function countsOf({ uses }: AccountUses): Counts {
  return Object.fromEntries(
    uses.map(({ pluginId, calls }) => [pluginId, calls]),
  );
}

describe.each(databases.eachSupportedId())('uses (%s)', databaseId => {
  const logs = recordLogs();
  let backend: Awaited<ReturnType<typeof startSecurityBackend>>;
  beforeAll(async () => {
    backend = await startSecurityBackend({
      databases,
      databaseId,
      features: [
        probe,
        schedulerServiceFactory,
        logs.factory,
        auditorServiceFactory,
      ],
    });
  });

  const admin = () => backend.as(backend.headers.admin);
  const withKey = (value: string) => caller(backend, `Bearer ${value}`);

  async function readUses(name: string): Promise<AccountUses> {
    const { body } = await backend
      .as(backend.headers.viewer)
      .get(`/v1/service-accounts/${name}/uses`)
      .expect(200);
    return body;
  }

  /** The uses of an account, as soon as so many calls are counted. */
  async function countedUses(name: string, calls: number) {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const uses = await readUses(name);
      const sum = Object.values(countsOf(uses)).reduce((a, b) => a + b, 0);
      if (sum >= calls || Date.now() > deadline) {
        return uses;
      }
      await new Promise(resolve => setTimeout(resolve, 500));
    }
  }

  it('are none before the first call, and asking is none', async () => {
    const { name, path } = await createKey(backend);
    const { body: account } = await admin().get(path);
    const uses = await readUses(name);
    expect(uses).toEqual({
      version: 1,
      countedSince: account.createdAt,
      unusedAfterDays: 90,
      uses: [],
      inUse: [],
      unused: ['catalog', 'permission', 'probe', 'test-issuer'],
    });
    expect(await readUses(name)).toEqual(uses);
  });

  it('are the calls that plugins let in, with every key of the account', async () => {
    const startedAt = Date.now();
    const { name, path, value, keyId } = await createKey(backend, {
      plugins: ['catalog', 'probe', 'permission'],
    });
    await withKey(value).get('/catalog/entities').expect(200);
    await withKey(value).get('/catalog/entities').expect(200);
    // What a plugin calls for the account it could call without its list.
    await withKey(value).get(forwarded('catalog', '/entities')).expect(200);
    await withKey(value).get('/probe/service').expect(403);
    // These three are not let in.
    await withKey(value).get('/test-issuer/own').expect(403);
    await withKey(value).get('/auth/v1/userinfo').expect(403);
    await withKey(value).get('/security/v1/users').expect(403);
    // This one is answered by the plugin that holds the keys.
    await withKey(value).get('/security/v1/self').expect(200);
    const { body: next } = await admin()
      .post(`${path}/api-key/rotate`, { keyId })
      .expect(200);
    await withKey(value).get('/catalog/entities').expect(401);
    await withKey(next.value).get('/catalog/entities').expect(200);

    const uses = await countedUses(name, 5);
    expect(countsOf(uses)).toEqual({ catalog: 3, probe: 2 });
    expect(uses).toMatchObject({
      inUse: ['catalog', 'probe'],
      unused: ['permission'],
    });
    for (const { firstUsedAt, lastUsedAt } of uses.uses) {
      expect(Date.parse(firstUsedAt)).toBeGreaterThanOrEqual(startedAt);
      expect(Date.parse(lastUsedAt)).toBeLessThanOrEqual(Date.now());
    }

    const audit = logs.lines.filter(
      line =>
        line.includes('security.plugin-first-use') &&
        line.includes("'succeeded'") &&
        line.includes(`user:service-account/${name}`),
    );
    expect(audit).toHaveLength(2);
    for (const line of audit) {
      expect(line).toMatch(/severityLevel: 'low'/);
      expect(line).toMatch(/pluginId: '(catalog|probe)'/);
      expect(line).not.toMatch(/bsak_/);
    }
  });

  it('count a call of a service once, and none that its restrictions refuse', async () => {
    const { name, value } = await createKey(backend, {
      principal: 'service',
      restrictions: [{ plugin: 'probe' }, { plugin: 'catalog' }],
    });
    await withKey(value).get('/probe/service').expect(200);
    await withKey(value).get('/probe/service').expect(200);
    await withKey(value).get('/permission/policy').expect(403);
    const uses = await countedUses(name, 2);
    expect(countsOf(uses)).toEqual({ probe: 2 });
    expect(uses).toMatchObject({ inUse: ['probe'], unused: ['catalog'] });
  });

  it('are what an account can be limited to: then the rest is refused', async () => {
    const { name, value } = await createKey(backend);
    await withKey(value).get('/catalog/entities').expect(200);
    const { inUse, unused, version } = await countedUses(name, 1);
    expect([inUse, unused]).toEqual([
      ['catalog'],
      ['permission', 'probe', 'test-issuer'],
    ]);
    await admin()
      .patch(`/v1/service-accounts/${name}`, { version, plugins: inUse })
      .expect(200);
    await withKey(value).get('/catalog/entities').expect(200);
    for (const pluginId of unused) {
      const { status, body } = await withKey(value).get(`/${pluginId}/user`);
      expect([status, body.error.message]).toEqual([
        403,
        `This API key may not call the plugin '${pluginId}'`,
      ]);
    }
    const uses = await countedUses(name, 2);
    expect(countsOf(uses)).toEqual({ catalog: 2 });
    expect(uses.unused).toEqual([]);
  });

  it('are not told of an account that there is not', async () => {
    const { status, body } = await admin().get(
      '/v1/service-accounts/unknown/uses',
    );
    expect([status, body.error.message]).toEqual([
      404,
      'There is no such account',
    ]);
  });
});
