import { UserInfoService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ApiKeyService } from '../apiKeys/ApiKeyService';
import { SecurityConfig } from '../config';
import { Authorizer } from '../permissions/Authorizer';
import { AuthorizedServiceAccounts } from '../serviceAccounts/AuthorizedServiceAccounts';
import { OwnerCheck } from '../serviceAccounts/OwnerCheck';
import { ServiceAccountStore } from '../serviceAccounts/ServiceAccountStore';
import { Accounts } from './Accounts';
import { CatalogUsers } from './CatalogUsers';

/** The parts of this subject, put together. */
export function createUsers(options: {
  authorizer: Authorizer;
  catalog: CatalogService;
  userInfo: UserInfoService;
  config: SecurityConfig;
  serviceAccounts: {
    store: ServiceAccountStore;
    authorized: AuthorizedServiceAccounts;
    ownerCheck: OwnerCheck;
  };
  apiKeys: { service: ApiKeyService };
}): Accounts {
  const { catalog, serviceAccounts, apiKeys } = options;
  return new Accounts({
    ...options,
    unusedAfter: options.config.unusedAfter,
    store: serviceAccounts.store,
    serviceAccounts: serviceAccounts.authorized,
    ownerCheck: serviceAccounts.ownerCheck,
    apiKeys: apiKeys.service,
    users: new CatalogUsers({ catalog }),
  });
}
