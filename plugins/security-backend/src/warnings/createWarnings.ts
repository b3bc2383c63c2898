import {
  AuthService,
  LoggerService,
  RootSystemMetadataService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SecurityConfig } from '../config';
import { Database } from '../database/openDatabase';
import { Keyring } from '../keyring/keyring';
import { ServiceAccountStore } from '../serviceAccounts/ServiceAccountStore';
import { DatabaseWarningStore } from './DatabaseWarningStore';
import { Warnings } from './Warnings';

/** The parts of this subject, put together. */
export function createWarnings(options: {
  auth: AuthService;
  catalog: CatalogService;
  config: SecurityConfig;
  database: Database;
  keyring: Keyring;
  logger: LoggerService;
  notifications: NotificationService;
  scheduler: SchedulerService;
  serviceAccounts: { store: ServiceAccountStore };
  systemMetadata: RootSystemMetadataService;
}) {
  const { config, database, keyring, logger, scheduler } = options;
  const { isEnabled, daysBeforeExpiry, withoutOwner } = config.warnings;
  const warnings = new Warnings({
    ...options,
    accounts: options.serviceAccounts.store,
    store: new DatabaseWarningStore({ ...database, keyringIds: keyring.ids }),
    unusedAfter: config.unusedAfter,
    daysBeforeExpiry,
    withoutOwner,
  });

  /** Warns from now on, where there is the notifications plugin. */
  async function schedule(): Promise<void> {
    if (!isEnabled) {
      return;
    }
    const plugins = await options.systemMetadata.getInstalledPlugins();
    if (!plugins.some(({ pluginId }) => pluginId === 'notifications')) {
      logger.info(
        'Nobody is warned before an API key expires: the notifications plugin is not installed',
      );
      return;
    }
    await scheduler.scheduleTask({
      id: 'warnings',
      frequency: { hours: 1 },
      timeout: { minutes: 10 },
      initialDelay: { minutes: 1 },
      fn: signal => warnings.run(signal),
    });
  }

  return { warnings, schedule };
}
