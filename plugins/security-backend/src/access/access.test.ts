import { TestDatabases } from '@backstage/backend-test-utils';
import {
  AccessCondition,
  AccessReport,
} from 'backstage-plugin-security-common';
import request from 'supertest';
import { AccountPolicy, POLICIES } from '../__testUtils__/AccountPolicy';
import { caller, createKey, probe, TestKey } from '../__testUtils__/keyCallers';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';
import { testComponents } from '../__testUtils__/testComponents';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const OWNERS: Record<string, string> = {
  'of-the-account': 'user:service-account/reader',
  'of-its-team': 'group:default/team-a',
  'of-another-team': 'group:default/team-b',
};
const COMPONENTS = Object.keys(OWNERS).sort();

/** Applies conditions, apart from how Backstage does. */
function holds(condition: AccessCondition, component: string): boolean {
  if ('anyOf' in condition) {
    return condition.anyOf.some(part => holds(part, component));
  }
  if ('allOf' in condition) {
    return condition.allOf.every(part => holds(part, component));
  }
  if ('not' in condition) {
    return !holds(condition.not, component);
  }
  const { claims, kinds, value } = condition.params as any;
  switch (condition.rule) {
    case 'IS_ENTITY_OWNER':
      return claims.includes(OWNERS[component]);
    case 'IS_ENTITY_KIND':
      return kinds.includes('component');
    case 'HAS_METADATA':
      return value === component;
    default:
      throw new Error(`The test does not know the rule ${condition.rule}`);
  }
}

/** The line of a permission of the catalog. */
function lineOf(report: AccessReport, permission: string) {
  const catalog = report.plugins.find(({ pluginId }) => pluginId === 'catalog');
  return catalog!.permissions.find(({ name }) => name === permission)!;
}

/** The components that the line says it is allowed for. */
function allowedBy(report: AccessReport, permission: string): string[] {
  const { decision, conditions } = lineOf(report, permission);
  switch (decision) {
    case 'allowed':
      return COMPONENTS;
    case 'denied':
      return [];
    default:
      return COMPONENTS.filter(component => holds(conditions!, component));
  }
}

describe('what the policy says of an account', () => {
  const policy = new AccountPolicy();
  const components = testComponents();
  let backend: Awaited<ReturnType<typeof startSecurityBackend>>;
  let key: TestKey;

  beforeAll(async () => {
    backend = await startSecurityBackend({
      databases,
      databaseId: 'SQLITE_3',
      policy,
      features: [probe, components.module],
    });
    key = await createKey(backend, { name: 'reader' });
    await components.add(backend, OWNERS);
  });

  const as = (person: 'admin' | 'viewer') =>
    backend.as(backend.headers[person]);
  const PATH = '/v1/service-accounts/reader';
  async function readAccess(): Promise<AccessReport> {
    const { body } = await as('viewer').get(`${PATH}/access`).expect(200);
    return body;
  }
  async function preview(changes: object) {
    const { body } = await as('admin')
      .post(`${PATH}/access/preview`, changes)
      .expect(200);
    return body;
  }
  async function save(changes: object) {
    const { body } = await as('admin').get(key.path).expect(200);
    await as('admin')
      .patch(PATH, { version: body.version, ...changes })
      .expect(200);
  }

  const withKey = () => caller(backend, `Bearer ${key.value}`);
  const isNotForbidden = async (call: request.Test) =>
    (await call).status !== 403;
  const allOrNone = async (call: request.Test) =>
    (await isNotForbidden(call)) ? COMPONENTS : [];

  /** What a call with the key gets, by the permission that is behind it. */
  const CALLS: Record<string, () => Promise<string[]>> = {
    'catalog.entity.read': async () => {
      const { body } = await withKey()
        .get('/catalog/entities/by-query?filter=kind=component')
        .expect(200);
      return body.items.map((item: any) => item.metadata.name).sort();
    },
    'catalog.entity.refresh': async () => {
      const allowed = [];
      for (const name of COMPONENTS) {
        const call = withKey()
          .post('/catalog/refresh')
          .send({ entityRef: `component:default/${name}` });
        if (await isNotForbidden(call)) {
          allowed.push(name);
        }
      }
      return allowed;
    },
    'catalog.location.create': () =>
      allOrNone(
        withKey()
          .post('/catalog/locations?dryRun=true')
          .send({ type: 'url', target: 'http://127.0.0.1:1/catalog.yaml' }),
      ),
    'catalog.location.delete': () =>
      allOrNone(withKey().delete('/catalog/locations/unknown')),
    'catalog.location.analyze': () =>
      allOrNone(
        withKey()
          .post('/catalog/analyze-location')
          .send({ location: { type: 'url', target: 'http://127.0.0.1:1' } }),
      ),
  };

  describe.each(Object.keys(POLICIES))('when it allows %s', name => {
    beforeEach(() => {
      policy.decide = POLICIES[name];
    });

    it.each(Object.keys(CALLS))(
      'is what the key gets: %s',
      async permission => {
        const allowed = allowedBy(await readAccess(), permission);
        expect(allowed).toEqual(await CALLS[permission]());
      },
    );

    it('is, for another owner, what it will be once that is saved', async () => {
      const now = await readAccess();
      const previewed = await preview({ ownerRef: 'group:default/team-b' });
      await save({ ownerRef: 'group:default/team-b' });
      const then = await readAccess();
      const back = await preview({ ownerRef: 'group:default/team-a' });
      await save({ ownerRef: 'group:default/team-a' });
      const decisions = (report: AccessReport) =>
        report.plugins.flatMap(plugin =>
          plugin.permissions.map(({ decision, conditions }) => ({
            decision,
            conditions,
          })),
        );
      expect(decisions(previewed)).toEqual(decisions(then));
      expect(decisions(back)).toEqual(decisions(now));
      for (const permission of Object.keys(CALLS)) {
        const [before, after] = [now, then].map(report =>
          allowedBy(report, permission),
        );
        const { change, dependsOnName } = lineOf(previewed, permission) as any;
        expect(dependsOnName).toBeUndefined();
        expect([permission, change === 'same']).toEqual([
          permission,
          JSON.stringify(before) === JSON.stringify(after),
        ]);
      }
    });
  });

  it('names the rules with what the plugin says of them', async () => {
    policy.decide = POLICIES['what they own or has a name'];
    expect(lineOf(await readAccess(), 'catalog.entity.read')).toEqual({
      name: 'catalog.entity.read',
      action: 'read',
      resourceType: 'catalog-entity',
      decision: 'conditional',
      conditions: {
        anyOf: [
          {
            rule: 'IS_ENTITY_OWNER',
            description: 'Allow entities owned by a specified claim',
            params: { claims: ['user:service-account/reader'] },
          },
          {
            rule: 'HAS_METADATA',
            description: expect.stringMatching(/^Allow entities/),
            params: { key: 'name', value: 'of-another-team' },
          },
        ],
      },
    });
  });
});
