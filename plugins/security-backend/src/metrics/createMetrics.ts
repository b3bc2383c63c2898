import { LoggerService } from '@backstage/backend-plugin-api';
import {
  MetricOptions,
  MetricsService,
  MetricsServiceObservableResult,
} from '@backstage/backend-plugin-api/alpha';
import { EXPIRING_SOON_DAYS } from 'backstage-plugin-security-common';
import { API_KEY_OPERATIONS, ApiKeyOperation } from '../apiKeys/ApiKeyService';
import { Database } from '../database/openDatabase';
import { Keyring } from '../keyring/keyring';
import { KEY_STATES, KeyFigures, readKeyFigures } from './keyFigures';
import { SharedReading } from './SharedReading';

const KEEP_MS = 30_000;
const PATIENCE_MS = 2_000;
/** So that there is always an answer, and no alert for want of one. */
const YEAR_S = 365 * 24 * 60 * 60;

/**
 * What is measured of accounts and keys, besides what every plugin measures of
 * verifying them. Nobody waits for whoever reads it.
 */
export function createMetrics(options: {
  metrics: MetricsService;
  database: Database;
  keyring: Keyring;
  logger: LoggerService;
}) {
  const { metrics, database, keyring, logger } = options;
  const figures = new SharedReading({
    read: () => readKeyFigures(database.knex, keyring.ids),
    keepMs: KEEP_MS,
    patienceMs: PATIENCE_MS,
    onFailed: () =>
      logger.warn(
        'The metrics of API keys could not be read from the database',
      ),
  });
  observeKeys(metrics, figures);

  const operations = metrics.createCounter('security.api_key.operations', {
    description: 'API keys that were shown, generated, rotated or revoked',
    unit: '{operation}',
  });
  const countOperation = (operation: ApiKeyOperation, keys: number) =>
    operations.add(keys, { 'security.operation.name': operation });
  // So that the first one is an increase and no beginning.
  for (const operation of API_KEY_OPERATIONS) {
    countOperation(operation, 0);
  }
  return { countOperation };
}

/** Every replica observes the same. */
function observeKeys(
  metrics: MetricsService,
  figures: SharedReading<KeyFigures>,
): void {
  const gauge = (
    name: string,
    options: MetricOptions,
    observe: (read: KeyFigures, result: MetricsServiceObservableResult) => void,
  ) =>
    metrics.createObservableGauge(name, options).addCallback(async result => {
      const read = await figures.get();
      if (read) {
        observe(read, result);
      }
    });

  gauge(
    'security.api_key.count',
    {
      description: 'Service accounts that have an API key, by its state',
      unit: '{account}',
    },
    ({ counts }, result) =>
      KEY_STATES.forEach(state =>
        result.observe(counts[state], { 'security.api_key.state': state }),
      ),
  );
  gauge(
    'security.api_key.expiring.count',
    {
      description: `Service accounts whose last working API key ends within ${EXPIRING_SOON_DAYS} days`,
      unit: '{account}',
    },
    ({ counts }, result) => result.observe(counts.expiring),
  );
  gauge(
    'security.api_key.unused.count',
    {
      description: 'Service accounts whose API key works and is not used',
      unit: '{account}',
    },
    ({ counts }, result) => result.observe(counts.unused),
  );
  gauge(
    'security.api_key.lost.count',
    {
      description: 'API keys whose secret in security.keyring is lost',
      unit: '{api_key}',
    },
    ({ lost }, result) => result.observe(lost),
  );
  gauge(
    'security.api_key.expiry.time_remaining',
    {
      description:
        'Until the next service account is left without a working API key; a year at most',
      unit: 's',
    },
    ({ nextExpiry }, result) =>
      result.observe(
        nextExpiry
          ? Math.min((nextExpiry.getTime() - Date.now()) / 1000, YEAR_S)
          : YEAR_S,
      ),
  );
}
