import {
  AuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  RootLifecycleService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ApiKeyHub } from 'backstage-plugin-security-node';
import { PolicyQuestions } from '../access/PolicyQuestions';
import { SecurityConfig } from '../config';
import { Authorizer } from '../permissions/Authorizer';
import { ServiceAccountStore } from '../serviceAccounts/ServiceAccountStore';
import { AuthorizedCheckUp } from './AuthorizedCheckUp';
import { PolicyCheck } from './PolicyCheck';
import { PolicyJudge } from './PolicyJudge';
import { reportPolicy } from './reportPolicy';

const PATIENCE_MS = 10_000;
// All in one request and, where that fails, each in its own.
const ANSWER_MS = 4_000;
const PAUSES_MS = [5_000, 15_000, 40_000];

/** The parts of this subject, put together; the policy is checked at start. */
export function createCheckUp(options: {
  auth: AuthService;
  authorizer: Authorizer;
  catalog: CatalogService;
  config: SecurityConfig;
  hub: ApiKeyHub;
  logger: LoggerService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  rootConfig: RootConfigService;
  rootLifecycle: RootLifecycleService;
  serviceAccounts: { store: ServiceAccountStore };
}): AuthorizedCheckUp {
  const { config, permissions, rootConfig, rootLifecycle } = options;
  const check = new PolicyCheck({
    ...options,
    config: rootConfig,
    judge: new PolicyJudge({
      ...options,
      accounts: options.serviceAccounts.store,
      allowGuest: config.allowGuest,
    }),
    permissionsEnabled: config.permissionsEnabled,
    questions: new PolicyQuestions({ permissions, patienceMs: ANSWER_MS }),
    patienceMs: PATIENCE_MS,
  });

  // Not that of the plugin: when it has started, `auth` may not have.
  const stopped = new AbortController();
  rootLifecycle.addShutdownHook(() => stopped.abort());
  rootLifecycle.addStartupHook(() => {
    // The start does not wait for it.
    void reportPolicy({
      ...options,
      check,
      allowWithoutPermissions: config.allowWithoutPermissions,
      pausesMs: PAUSES_MS,
      signal: stopped.signal,
    });
  });
  return new AuthorizedCheckUp({ ...options, check });
}
