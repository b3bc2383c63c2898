import { freezeTime } from '../__testUtils__/testStores';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';
import { reportUses } from './reportUses';

const NOW = new Date('2026-11-25T08:00:00.000Z');
const DAY = 24 * 60 * 60 * 1000;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY);

beforeAll(() => freezeTime(NOW));
afterAll(() => {
  jest.useRealTimers();
});

function report(account: Partial<ServiceAccountRecord> = {}) {
  return reportUses({
    account: {
      name: 'robot',
      principal: 'user',
      plugins: undefined,
      restrictions: undefined,
      version: 3,
      createdAt: daysAgo(200),
      ...account,
    } as ServiceAccountRecord,
    uses: [
      {
        pluginId: 'catalog',
        firstUsedAt: daysAgo(150),
        lastUsedAt: daysAgo(90),
        calls: 12,
      },
      {
        pluginId: 'elsewhere',
        firstUsedAt: daysAgo(100),
        lastUsedAt: new Date(daysAgo(90).getTime() + 1),
        calls: 2,
      },
    ],
    pluginIds: ['auth', 'catalog', 'search', 'security'],
    unusedAfter: 90 * DAY,
  });
}

describe('reportUses', () => {
  it('sets the plugins that were called beside those that may be', () => {
    expect(report()).toEqual({
      version: 3,
      countedSince: '2026-05-09T08:00:00.000Z',
      unusedAfterDays: 90,
      uses: [
        {
          pluginId: 'catalog',
          firstUsedAt: '2026-06-28T08:00:00.000Z',
          lastUsedAt: '2026-08-27T08:00:00.000Z',
          calls: 12,
        },
        {
          pluginId: 'elsewhere',
          firstUsedAt: '2026-08-17T08:00:00.000Z',
          lastUsedAt: '2026-08-27T08:00:00.001Z',
          calls: 2,
        },
      ],
      // The portal does not know this one, but it was called.
      inUse: ['elsewhere'],
      unused: ['catalog', 'search'],
    });
  });

  it.each<[string, Partial<ServiceAccountRecord>, string[], string[]]>([
    [
      'its list of plugins',
      { plugins: ['elsewhere', 'removed'] },
      ['elsewhere'],
      ['removed'],
    ],
    [
      'its restrictions',
      {
        principal: 'service',
        restrictions: [{ plugin: 'catalog' }, { plugin: 'removed' }],
      },
      [],
      ['catalog', 'removed'],
    ],
    [
      'both',
      {
        principal: 'service',
        plugins: ['catalog', 'elsewhere'],
        restrictions: [{ plugin: 'elsewhere' }, { plugin: 'search' }],
      },
      ['elsewhere'],
      [],
    ],
  ])('goes by %s', (_, account, inUse, unused) => {
    expect(report(account)).toMatchObject({ inUse, unused });
  });
});
