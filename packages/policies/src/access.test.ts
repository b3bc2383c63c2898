import {
  AccessCondition,
  AccessReport,
} from 'backstage-plugin-security-common';
import { POLICIES, PolicyName } from './__testUtils__/rights';
import { Caller, eventually } from './__testUtils__/startPortal';
import { startTestPortal } from './__testUtils__/startTestPortal';

jest.setTimeout(120_000);

const OWNERS: Record<string, string> = {
  'of-another-team': 'group:default/security',
  'of-its-team': 'group:default/payments',
  'of-the-account': 'user:service-account/invoices',
};
const COMPONENTS = Object.keys(OWNERS);
const UNKNOWN = '/catalog/entities/by-uid/00000000-0000-4000-8000-000000000000';
const TARGET = { type: 'url', target: 'http://127.0.0.1:1/catalog-info.yaml' };

/** The components that a line says it is allowed for. */
function allowedBy(report: AccessReport, name: string): string[] {
  const { decision, conditions } = report.plugins
    .flatMap(({ permissions }) => permissions)
    .find(permission => permission.name === name)!;
  switch (decision) {
    case 'allowed':
      return COMPONENTS;
    case 'denied':
      return [];
    default:
      return COMPONENTS.filter(component => isOwned(conditions!, component));
  }
}

/** Apart from how Backstage does it. */
function isOwned(condition: AccessCondition, component: string): boolean {
  if (!('rule' in condition) || condition.rule !== 'IS_ENTITY_OWNER') {
    throw new Error(`The test does not know ${JSON.stringify(condition)}`);
  }
  return (condition.params as any).claims.includes(OWNERS[component]);
}

type Answer = ReturnType<Caller['get']>;
const isAllowed = async (answer: Answer) => (await answer).status !== 403;
const allOrNone = async (answer: Answer) =>
  (await isAllowed(answer)) ? COMPONENTS : [];
const names = (items: any[]) => items.map(item => item.metadata.name).sort();

/** What a call with a key gets, by the permission that is behind it. */
const CALLS: Record<string, (key: Caller) => Promise<string[]>> = {
  'catalog.entity.read': async key => {
    const { body } = await key
      .get('/catalog/entities/by-query?filter=kind=component')
      .expect(200);
    return names(body.items);
  },
  'catalog.entity.refresh': async key => {
    const allowed = [];
    for (const name of COMPONENTS) {
      const entityRef = `component:default/${name}`;
      if (await isAllowed(key.post('/catalog/refresh', { entityRef }))) {
        allowed.push(name);
      }
    }
    return allowed;
  },
  'catalog.entity.delete': key => allOrNone(key.delete(UNKNOWN)),
  'catalog.entity.validate': key =>
    allOrNone(
      key.post('/catalog/validate-entity', {
        location: `url:${TARGET.target}`,
        entity: {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: 'new' },
        },
      }),
    ),
  'catalog.location.read': async key => {
    const { body } = await key.get('/catalog/locations').expect(200);
    return body.length ? COMPONENTS : [];
  },
  'catalog.location.create': key =>
    allOrNone(key.post('/catalog/locations?dryRun=true', TARGET)),
  'catalog.location.delete': key =>
    allOrNone(key.delete('/catalog/locations/unknown')),
  'catalog.location.analyze': key =>
    allOrNone(key.post('/catalog/analyze-location', { location: TARGET })),
};

const ENTRIES = Object.keys(POLICIES) as PolicyName[];
const CASES = ENTRIES.flatMap(policy =>
  ['invoices', 'nightly'].map(account => [policy, account] as const),
);

let portal: Awaited<ReturnType<typeof startTestPortal>>;
let keys: Record<string, Caller>;

async function readAccess(account: string): Promise<AccessReport> {
  const { body } = await portal.sol
    .get(`/security/v1/service-accounts/${account}/access`)
    .expect(200);
  return body;
}

async function find(key: Caller): Promise<string[]> {
  const { body } = await key
    .get('/search/query?term=of*&filters[kind]=Component')
    .expect(200);
  return body.results.map((result: any) => result.document.title).sort();
}

beforeAll(async () => {
  portal = await startTestPortal();
  keys = await portal.addAccounts();
  await portal.sol.post('/catalog/locations', TARGET).expect(201);
  await eventually(
    // 500 as long as there is no index.
    () => find(portal.sol).catch((): string[] => []),
    found => found.length === COMPONENTS.length,
  );
});
afterAll(() => portal.stop());

describe.each(CASES)(
  'under %s, what the access of %s says',
  (name, account) => {
    let report: AccessReport;
    beforeAll(async () => {
      portal.use(name);
      report = await readAccess(account);
    });

    it.each(Object.keys(CALLS))(
      'is what its key gets: %s',
      async permission => {
        expect(await CALLS[permission](keys[account])).toEqual(
          allowedBy(report, permission),
        );
      },
    );

    it('is what its key finds', async () => {
      expect(await find(keys[account])).toEqual(
        allowedBy(report, 'catalog.entity.read'),
      );
    });

    it('is what its key gets of plugins that ask no policy', async () => {
      const status = (id: string) =>
        report.plugins.find(({ pluginId }) => pluginId === id)!.status;
      expect(['notifications', 'user-settings'].map(status)).toEqual([
        'none',
        'none',
      ]);
      const key = keys[account];
      await key.get('/notifications/notifications').expect(200);
      await key
        .put('/user-settings/buckets/test/keys/colour', { value: 'green' })
        .expect(200);
    });

    it('is that it may do nothing under Security', async () => {
      const security = report.plugins.find(
        ({ pluginId }) => pluginId === 'security',
      )!;
      expect(new Set(security.permissions.map(line => line.decision))).toEqual(
        new Set(['denied']),
      );
      await keys[account].get('/security/v1/users').expect(403);
    });
  },
);

it('has every kind of decision in its cases', async () => {
  const seen = new Set<string>();
  for (const [name, account] of CASES) {
    portal.use(name);
    const report = await readAccess(account);
    for (const permission of Object.keys(CALLS)) {
      seen.add(`${allowedBy(report, permission).length} of 3`);
    }
  }
  expect([...seen].sort()).toEqual(['0 of 3', '1 of 3', '2 of 3', '3 of 3']);
});
