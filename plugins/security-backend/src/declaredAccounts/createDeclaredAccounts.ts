import {
  AuditorService,
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { CreateServiceAccount } from 'backstage-plugin-security-common';
import { ProvidedApiKeys } from '../apiKeys/ProvidedApiKeys';
import { PortalPlugins } from '../portal/PortalPlugins';
import { ServiceAccountService } from '../serviceAccounts/ServiceAccountService';
import { ServiceAccountStore } from '../serviceAccounts/ServiceAccountStore';
import { DeclarationCheck } from './DeclarationCheck';
import { DeclaredAccounts } from './DeclaredAccounts';
import { ensureAccounts } from './ensureAccounts';
import { DeclaredAccount } from './readDeclaredAccounts';

/** The parts of this subject, put together. */
export function createDeclaredAccounts(options: {
  /** Of the configuration. */
  declared: DeclaredAccount[];
  /** Of modules, which only create what is missing. */
  ensured: CreateServiceAccount[];
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  scheduler: SchedulerService;
  serviceAccounts: {
    store: ServiceAccountStore;
    service: ServiceAccountService;
  };
  apiKeys: { provided: ProvidedApiKeys };
  portal: { plugins: PortalPlugins };
}) {
  const { ensured, auditor, scheduler, serviceAccounts, portal } = options;
  const accounts = new DeclaredAccounts({
    ...options,
    ...serviceAccounts,
    apiKeys: options.apiKeys.provided,
  });
  const check = new DeclarationCheck({
    ...options,
    ...serviceAccounts,
    ...portal,
  });

  /** Makes the accounts what code and configuration say. */
  async function bringAbout(): Promise<void> {
    await accounts.reconcile();
    await ensureAccounts(ensured, { ...serviceAccounts, auditor });
    // Every replica has a configuration of its own.
    await scheduler.scheduleTask({
      id: 'declared-accounts',
      scope: 'local',
      frequency: { minutes: 10 },
      timeout: { minutes: 5 },
      initialDelay: { seconds: 30 },
      fn: () => check.run(),
    });
  }

  return { bringAbout };
}
