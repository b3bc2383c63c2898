import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  CreateServiceAccount,
  createServiceAccountSchema,
} from 'backstage-plugin-security-common';
import { serviceAccountsExtensionPoint } from 'backstage-plugin-security-node';
import { ApiKeyService } from './apiKeys/ApiKeyService';
import { AuthorizedApiKeys } from './apiKeys/AuthorizedApiKeys';
import { DatabaseApiKeyStore } from './apiKeys/DatabaseApiKeyStore';
import { addApiKeyOperations } from './apiKeys/router';
import { readSecurityConfig } from './config';
import { createDatabaseGuard } from './database/guardDatabase';
import { openDatabase } from './database/migrations';
import { createOpenApiRouter } from './http/openApiRouter';
import { OperationRouter } from './http/OperationRouter';
import { KeyMaintenance } from './keyring/KeyMaintenance';
import { openKeyring } from './keyring/openKeyring';
import { Authorizer } from './permissions/Authorizer';
import { registerPermissions } from './permissions/registerPermissions';
import { AuthorizedServiceAccounts } from './serviceAccounts/AuthorizedServiceAccounts';
import { DatabaseServiceAccountStore } from './serviceAccounts/DatabaseServiceAccountStore';
import { addServiceAccountOperations } from './serviceAccounts/router';
import { ServiceAccountService } from './serviceAccounts/ServiceAccountService';
import { Accounts } from './users/Accounts';
import { CatalogUsers } from './users/CatalogUsers';
import { addUserOperations } from './users/router';

/**
 * The backend of Security › Users.
 *
 * @public
 */
export const securityPlugin = createBackendPlugin({
  pluginId: 'security',
  register(env) {
    const declared: CreateServiceAccount[] = [];
    env.registerExtensionPoint(serviceAccountsExtensionPoint, {
      addServiceAccounts(...accounts) {
        declared.push(
          ...accounts.map(account => createServiceAccountSchema.parse(account)),
        );
      },
    });

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        catalog: catalogServiceRef,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { auditor, catalog, httpAuth, logger, permissionsRegistry } =
          deps;
        const config = readSecurityConfig(deps.rootConfig);
        const knex = await openDatabase(deps.database);
        const keyring = await openKeyring({
          knex,
          logger,
          secrets: config.keyring,
          production: process.env.NODE_ENV === 'production',
        });

        const guard = createDatabaseGuard(logger);
        const store = new DatabaseServiceAccountStore({ knex, guard });
        const keyStore = new DatabaseApiKeyStore({ knex, guard });
        registerPermissions(permissionsRegistry, store);

        const authorizer = new Authorizer({
          permissions: deps.permissions,
          permissionsRegistry,
          logger,
          config,
        });
        const service = new ServiceAccountService({ store });
        const apiKeyService = new ApiKeyService({
          store: keyStore,
          keyring,
          logger,
          config,
        });
        const serviceAccounts = new AuthorizedServiceAccounts({
          authorizer,
          service,
          store,
          catalog,
        });
        const apiKeys = new AuthorizedApiKeys({
          serviceAccounts,
          service: apiKeyService,
        });
        const accounts = new Accounts({
          authorizer,
          store,
          serviceAccounts,
          apiKeys: apiKeyService,
          users: new CatalogUsers({ catalog }),
        });

        const operations = new OperationRouter({ httpAuth, auditor, logger });
        addUserOperations(operations, accounts);
        addServiceAccountOperations(operations, serviceAccounts);
        addApiKeyOperations(operations, apiKeys);
        deps.httpRouter.use(createOpenApiRouter());
        deps.httpRouter.use(operations.router);

        await service.ensure(declared, 'plugin:security');

        const maintenance = new KeyMaintenance({
          store: keyStore,
          keyring,
          logger,
        });
        await deps.scheduler.scheduleTask({
          id: 'key-maintenance',
          frequency: { hours: 1 },
          timeout: { minutes: 30 },
          initialDelay: { seconds: 30 },
          fn: signal => maintenance.run(signal),
        });
      },
    });
  },
});
