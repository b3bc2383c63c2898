import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ApiKeyHub } from 'backstage-plugin-security-node';
import { SecurityConfig } from '../config';
import { Database } from '../database/openDatabase';
import { Keyring } from '../keyring/keyring';
import { Authorizer } from '../permissions/Authorizer';
import { AuthorizedServiceAccounts } from './AuthorizedServiceAccounts';
import { DatabaseServiceAccountStore } from './DatabaseServiceAccountStore';
import { OwnerCheck } from './OwnerCheck';
import { ServiceAccountService } from './ServiceAccountService';

/** The parts of this subject, put together. */
export function createServiceAccounts(options: {
  database: Database;
  keyring: Keyring;
  config: SecurityConfig;
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  authorizer: Authorizer;
  hub: ApiKeyHub;
}) {
  const { database, keyring, config, catalog, authorizer, hub } = options;
  const store = new DatabaseServiceAccountStore({
    ...database,
    keyringIds: keyring.ids,
    unusedAfter: config.unusedAfter,
    onChanged: accountId => hub.forget(accountId),
  });
  const service = new ServiceAccountService({
    store,
    canBeService: config.apiKeys.canBeService,
  });
  const authorized = new AuthorizedServiceAccounts({
    authorizer,
    service,
    store,
    catalog,
  });
  const ownerCheck = new OwnerCheck({
    ...options,
    store,
    missingAfter: config.ownerMissingAfter,
  });
  return { store, service, authorized, ownerCheck };
}
