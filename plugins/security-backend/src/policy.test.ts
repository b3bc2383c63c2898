import { TestDatabases } from '@backstage/backend-test-utils';
import {
  caller,
  createKey,
  forwarded,
  probe,
  TestKey,
} from './__testUtils__/keyCallers';
import { RecordingPolicy } from './__testUtils__/RecordingPolicy';
import { startSecurityBackend } from './__testUtils__/startSecurityBackend';
import { testComponents } from './__testUtils__/testComponents';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const LIST = '/entities/by-query?filter=kind=component';
const byName = (name: string) => `/entities/by-name/component/default/${name}`;

describe.each(databases.eachSupportedId())(
  'the permission policy (%s)',
  databaseId => {
    const policy = new RecordingPolicy();
    const components = testComponents();
    let backend: Awaited<ReturnType<typeof startSecurityBackend>>;
    let key: TestKey;

    beforeAll(async () => {
      backend = await startSecurityBackend({
        databases,
        databaseId,
        policy,
        features: [probe, components.module],
      });
      key = await createKey(backend, { name: 'reader' });
      await components.add(backend, {
        'of-the-account': 'user:service-account/reader',
        'of-its-team': 'group:default/team-a',
        'of-another-team': 'group:default/team-b',
      });
    });
    beforeEach(() => {
      policy.answer = 'allow';
      policy.questions = [];
    });

    /** The two ways to the catalog: with the key, and on its behalf. */
    const WAYS: Array<[string, (path: string) => string]> = [
      ['directly', path => `/catalog${path}`],
      ['through another plugin', path => forwarded('catalog', path)],
    ];

    describe.each(WAYS)('is asked %s', (_, way) => {
      const get = (path: string) =>
        caller(backend, `Bearer ${key.value}`).get(way(path));
      const refresh = (name: string) =>
        caller(backend, `Bearer ${key.value}`)
          .post(way('/refresh'))
          .send({ entityRef: `component:default/${name}` });

      async function names() {
        const { body } = await get(LIST).expect(200);
        return body.items.map((item: any) => item.metadata.name).sort();
      }

      it('about the account, with what the account and its owner own', async () => {
        await get(LIST).expect(200);
        expect(policy.questions).toEqual([
          {
            permission: 'catalog.entity.read',
            info: {
              userEntityRef: 'user:service-account/reader',
              ownershipEntityRefs: [
                'user:service-account/reader',
                'group:default/team-a',
              ],
            },
          },
        ]);
      });

      it('and ALLOW shows everything', async () => {
        expect(await names()).toEqual([
          'of-another-team',
          'of-its-team',
          'of-the-account',
        ]);
        await get(byName('of-another-team')).expect(200);
        await refresh('of-another-team').expect(200);
      });

      it('and DENY shows nothing', async () => {
        policy.answer = 'deny';
        expect(await names()).toEqual([]);
        await get(byName('of-its-team')).expect(404);
        await refresh('of-its-team').expect(403);
      });

      it('and a condition shows what the account and its owner own', async () => {
        policy.answer = 'owned';
        expect(await names()).toEqual(['of-its-team', 'of-the-account']);
        await get(byName('of-its-team')).expect(200);
        await get(byName('of-another-team')).expect(404);
        await refresh('of-its-team').expect(200);
        await refresh('of-another-team').expect(403);
      });

      it('at every call: another answer counts at once', async () => {
        for (const [answer, count] of [
          ['allow', 3],
          ['deny', 0],
          ['owned', 2],
          ['allow', 3],
        ] as const) {
          policy.answer = answer;
          expect(await names()).toHaveLength(count);
        }
        expect(policy.questions).toHaveLength(4);
      });
    });

    it('is asked about an account with another owner as soon as it has one', async () => {
      policy.answer = 'owned';
      const moved = await createKey(backend, { name: 'moved' });
      const names = async () => {
        const { body } = await caller(backend, `Bearer ${moved.value}`)
          .get(`/catalog${LIST}`)
          .expect(200);
        return body.items.map((item: any) => item.metadata.name);
      };
      expect(await names()).toEqual(['of-its-team']);
      await backend
        .as(backend.headers.admin)
        .patch('/v1/service-accounts/moved', {
          version: 1,
          ownerRef: 'group:default/team-b',
        })
        .expect(200);
      expect(await names()).toEqual(['of-another-team']);
    });

    it('is asked nothing about a key that acts as a service', async () => {
      const service = await createKey(backend, {
        principal: 'service',
        restrictions: [
          { plugin: 'probe' },
          { plugin: 'catalog', permissions: ['catalog.entity.read'] },
        ],
      });
      policy.answer = 'deny';
      policy.questions = [];
      const asService = caller(backend, `Bearer ${service.value}`);
      const { body } = await asService.get(`/catalog${LIST}`).expect(200);
      expect(body.items).toHaveLength(3);
      await asService
        .post('/catalog/refresh')
        .send({ entityRef: 'component:default/of-its-team' })
        .expect(403);
      const { body: decision } = await asService
        .get('/probe/permission')
        .expect(200);
      expect(decision).toEqual({ result: 'ALLOW' });
      expect(policy.questions).toEqual([]);
    });
  },
);
