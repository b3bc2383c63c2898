import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  CreateServiceAccount,
  createServiceAccountSchema,
} from 'backstage-plugin-security-common';
import {
  apiKeyHubServiceRef,
  serviceAccountsExtensionPoint,
} from 'backstage-plugin-security-node';
import { ApiKeyService } from './apiKeys/ApiKeyService';
import { AuthorizedApiKeys } from './apiKeys/AuthorizedApiKeys';
import { DatabaseApiKeyStore } from './apiKeys/DatabaseApiKeyStore';
import { addApiKeyOperations } from './apiKeys/router';
import { DatabaseApiKeyVerifier } from './authentication/DatabaseApiKeyVerifier';
import { LastUse } from './authentication/LastUse';
import {
  warnOfMissingProvider,
  warnOfRefusedServices,
} from './authentication/selfCheck';
import { createSelfRouter } from './authentication/selfRouter';
import { createVerifyRouter } from './authentication/verifyRouter';
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
        // Not used here, but what it brings is looked for: see below.
        auth: coreServices.auth,
        auditor: coreServices.auditor,
        catalog: catalogServiceRef,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        hub: apiKeyHubServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { auditor, catalog, httpAuth, hub, logger, permissionsRegistry } =
          deps;
        hub.assertAttached('security');
        const config = readSecurityConfig(deps.rootConfig);
        const knex = await openDatabase(deps.database);
        const keyring = await openKeyring({
          knex,
          logger,
          secrets: config.keyring,
          production: process.env.NODE_ENV === 'production',
        });

        const guard = createDatabaseGuard(logger);
        const store = new DatabaseServiceAccountStore({
          knex,
          guard,
          onChanged: () => hub.invalidate(),
        });
        const keyStore = new DatabaseApiKeyStore({
          knex,
          guard,
          onEnded: () => hub.invalidate(),
        });
        registerPermissions(permissionsRegistry, store);

        const authorizer = new Authorizer({
          permissions: deps.permissions,
          permissionsRegistry,
          logger,
          config,
        });
        const service = new ServiceAccountService({
          store,
          canBeService: config.apiKeys.canBeService,
        });
        const apiKeyService = new ApiKeyService({
          store: keyStore,
          keyring,
          logger,
          config: config.apiKeys,
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
        const lastUse = new LastUse({ store: keyStore, logger });
        const verifier = new DatabaseApiKeyVerifier({
          store: keyStore,
          keyring,
          lastUse,
        });
        hub.registerVerifier(verifier);

        // It verifies the bearer itself.
        deps.httpRouter.addAuthPolicy({
          path: '/v1/self',
          allow: 'unauthenticated',
        });
        deps.httpRouter.use(createOpenApiRouter());
        deps.httpRouter.use(operations.router);
        deps.httpRouter.use(
          createSelfRouter({ hub, apiKeys: apiKeyService, auditor, logger }),
        );
        deps.httpRouter.use(createVerifyRouter({ httpAuth, verifier }));

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
        // Every replica writes what it has seen itself.
        await deps.scheduler.scheduleTask({
          id: 'last-use',
          scope: 'local',
          frequency: { seconds: 10 },
          timeout: { minutes: 1 },
          fn: () => lastUse.flush(),
        });
        deps.lifecycle.addShutdownHook(() => lastUse.flush());
        warnOfMissingProvider(deps.rootConfig, logger);
        await warnOfRefusedServices({
          canBeService: config.apiKeys.canBeService,
          store,
          logger,
        });
      },
    });
  },
});
