import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  actionConfig,
  actionFeatures,
  callTool,
} from '../__testUtils__/actionCallers';
import { caller, createKey } from '../__testUtils__/keyCallers';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

function inDays(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString();
}

describe.each(databases.eachSupportedId())('find-api-keys (%s)', databaseId => {
  let backend: Awaited<ReturnType<typeof startSecurityBackend>>;

  beforeAll(async () => {
    backend = await startSecurityBackend({
      databases,
      databaseId,
      config: actionConfig,
      features: [...actionFeatures, schedulerServiceFactory],
      security: { apiKeys: { allowNeverExpiring: true } },
    });
    const admin = backend.as(backend.headers.admin);
    for (const [name, end] of [
      ['soon', inDays(3)],
      ['ended', inDays(1)],
      ['next-month', inDays(40)],
      ['later', inDays(20)],
      ['never', null],
    ]) {
      await admin
        .post('/v1/service-accounts', {
          name,
          ownerRef: 'group:default/team-a',
        })
        .expect(201);
      await admin
        .post(`/v1/users/service-account/${name}/api-key/show`, {
          expiresAt: end,
        })
        .expect(200);
    }
    await admin
      .post('/v1/users/service-account/ended/api-key/revoke-all', {})
      .expect(204);
    const { value } = await createKey(backend, { name: 'used' });
    await caller(backend, `Bearer ${value}`).get('/probe/anybody').expect(200);
    for (let attempt = 0; attempt < 300; attempt++) {
      const { body } = await admin.get('/v1/users/service-account/used');
      if (body.keyState.lastUsedAt) {
        break;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  });

  async function find(input: object): Promise<string[]> {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const { output } = await callTool(
        backend,
        backend.headers.viewer,
        'find-api-keys',
        { ...input, cursor },
      );
      names.push(...output.accounts.map((account: any) => account.name));
      cursor = output.nextCursor;
    } while (cursor);
    return names;
  }

  it.each([1, 2, 100])(
    'finds what expires in time, first what expires first, by pages of %d',
    async limit => {
      expect(await find({ expireWithinDays: 1, limit })).toEqual([]);
      expect(await find({ expireWithinDays: 10, limit })).toEqual(['soon']);
      expect(await find({ expireWithinDays: 50, limit })).toEqual([
        'soon',
        'later',
        'next-month',
      ]);
      expect(await find({ expireWithinDays: 36500, limit })).toEqual([
        'soon',
        'later',
        'next-month',
        'used',
      ]);
    },
  );

  it('finds what nobody uses, and of it what expires in time', async () => {
    const unused = await find({ unused: true });
    expect(unused.sort()).toEqual(['later', 'never', 'next-month', 'soon']);
    expect(await find({ unused: true, expireWithinDays: 36500 })).toEqual([
      'soon',
      'later',
      'next-month',
    ]);
  });
});
