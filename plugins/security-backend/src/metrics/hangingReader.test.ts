import { TestDatabases } from '@backstage/backend-test-utils';
import { metrics } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import createKnex from 'knex';
import { caller, createKey, probe } from '../__testUtils__/keyCallers';
import { startMetricsReader } from '../__testUtils__/startMetricsReader';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';
import { DATABASE_IDS } from '../__testUtils__/testStores';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: DATABASE_IDS });
const ids = databases.eachSupportedId();

async function start(databaseId: (typeof ids)[number][0]) {
  const backend = await startSecurityBackend({
    databases,
    databaseId,
    features: [probe],
  });
  const { value } = await createKey(backend);
  return {
    backend,
    call: () => caller(backend, `Bearer ${value}`).get('/probe/anybody'),
  };
}

describe.each(ids)('a reader of metrics that hangs (%s)', databaseId => {
  it('holds up no call, neither one that exports nor one that observes', async () => {
    const exporter = new InMemoryMetricExporter(
      AggregationTemporality.CUMULATIVE,
    );
    const exporting = jest
      .spyOn(exporter, 'export')
      .mockImplementation(() => {});
    const periodic = new PeriodicExportingMetricReader({
      exporter,
      exportIntervalMillis: 200,
      exportTimeoutMillis: 200,
    });
    const reader = await startMetricsReader([periodic]);
    try {
      const { call } = await start(databaseId);
      await call().expect(200);
      for (let wait = 0; wait < 50 && !exporting.mock.calls.length; wait++) {
        await new Promise(resolve => setTimeout(resolve, 100));
      }
      expect(exporting).toHaveBeenCalled();

      const observing = jest.fn(() => new Promise<void>(() => {}));
      metrics
        .getMeter('of-somebody-else')
        .createObservableGauge('hanging')
        .addCallback(observing);
      const onScraped = jest.fn();
      reader.scrape().then(onScraped, () => {});
      for (let i = 0; i < 30; i++) {
        await call().expect(200);
        await new Promise(resolve => setTimeout(resolve, 50));
      }
      expect(observing).toHaveBeenCalled();
      expect(onScraped).not.toHaveBeenCalled();
    } finally {
      reader.stop();
    }
  });
});

const REAL = ids.filter(([id]) => id !== 'SQLITE_3');
// SQLite runs inside the process: it cannot leave a question unanswered.
(REAL.length > 0 ? describe.each(REAL) : describe.skip.each(ids))(
  'a database that does not answer (%s)',
  databaseId => {
    it('leaves out what is read from it, with one question for all', async () => {
      const reader = await startMetricsReader();
      const { backend, call } = await start(databaseId);
      const blocker = createKnex(backend.knex.client.config);
      const lock = await blocker.transaction();
      try {
        await lock.raw(
          'lock table security_account_facets in access exclusive mode',
        );
        const began = Date.now();
        for (const samples of [await reader.read(), await reader.read()]) {
          const names = samples.map(({ name }) => name);
          expect(names).toContain('security_api_key_operations_total');
          expect(names).not.toContain('security_api_key_count');
        }
        expect(Date.now() - began).toBeLessThan(10_000);
        await call().expect(200);
        const { rows } = await blocker.raw(
          `select query from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock'
               and query like '%security_account_facets%'`,
        );
        expect(rows).toHaveLength(1);
      } finally {
        await lock.rollback();
        await blocker.destroy();
      }
      for (let attempt = 0; attempt < 20; attempt++) {
        const samples = await reader.read();
        if (samples.some(({ name }) => name === 'security_api_key_count')) {
          break;
        }
        await new Promise(resolve => setTimeout(resolve, 200));
      }
      const names = (await reader.read()).map(({ name }) => name);
      expect(names).toContain('security_api_key_count');
      reader.stop();
    });
  },
);
