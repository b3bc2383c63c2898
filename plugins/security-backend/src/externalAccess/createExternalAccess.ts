import { RootConfigService } from '@backstage/backend-plugin-api';
import { SecurityConfig } from '../config';
import { Authorizer } from '../permissions/Authorizer';
import { ServiceAccountStore } from '../serviceAccounts/ServiceAccountStore';
import { AuthorizedExternalAccess } from './AuthorizedExternalAccess';
import { ExternalAccess } from './ExternalAccess';
import { readExternalAccess } from './readExternalAccess';
import { suggestAccounts } from './suggestAccounts';

/**
 * The parts of this subject, put together. Backstage heeds the tokens that it
 * read at start, so what was configured since is not told.
 */
export function createExternalAccess(options: {
  authorizer: Authorizer;
  config: SecurityConfig;
  rootConfig: RootConfigService;
  serviceAccounts: { store: ServiceAccountStore };
}): AuthorizedExternalAccess {
  const { config, rootConfig, serviceAccounts } = options;
  const externalAccess = new ExternalAccess({
    suggestions: suggestAccounts(
      readExternalAccess(rootConfig),
      config.apiKeys,
    ),
    accounts: serviceAccounts.store,
  });
  return new AuthorizedExternalAccess({ ...options, externalAccess });
}
