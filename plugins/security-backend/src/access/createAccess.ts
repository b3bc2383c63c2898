import {
  AuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { ApiKeyHub } from 'backstage-plugin-security-node';
import { SecurityConfig } from '../config';
import { PortalPlugins } from '../portal/PortalPlugins';
import { AuthorizedServiceAccounts } from '../serviceAccounts/AuthorizedServiceAccounts';
import { ServiceAccountService } from '../serviceAccounts/ServiceAccountService';
import { ServiceAccountStore } from '../serviceAccounts/ServiceAccountStore';
import { AccessReports } from './AccessReports';
import { AccountCredentials } from './AccountCredentials';
import { AuthorizedAccess } from './AuthorizedAccess';
import { PolicyQuestions } from './PolicyQuestions';

const PATIENCE_MS = 10_000;

/** The parts of this subject, put together. */
export function createAccess(options: {
  auth: AuthService;
  config: SecurityConfig;
  hub: ApiKeyHub;
  logger: LoggerService;
  permissions: PermissionsService;
  portal: { plugins: PortalPlugins };
  serviceAccounts: {
    store: ServiceAccountStore;
    service: ServiceAccountService;
    authorized: AuthorizedServiceAccounts;
  };
}): AuthorizedAccess {
  const { config, permissions, portal, serviceAccounts } = options;
  const reports = new AccessReports({
    plugins: portal.plugins,
    credentials: new AccountCredentials({
      ...options,
      accounts: serviceAccounts.store,
    }),
    questions: new PolicyQuestions({ permissions, patienceMs: PATIENCE_MS }),
    permissionsEnabled: config.permissionsEnabled,
  });
  return new AuthorizedAccess({
    serviceAccounts: serviceAccounts.authorized,
    service: serviceAccounts.service,
    reports,
  });
}
