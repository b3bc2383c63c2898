import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  CreateServiceAccount,
  createServiceAccountSchema,
} from 'backstage-plugin-security-common';
import {
  apiKeyHubServiceRef,
  serviceAccountsExtensionPoint,
} from 'backstage-plugin-security-node';
import { createAccess } from './access/createAccess';
import { addAccessOperations } from './access/router';
import { createActions } from './actions/createActions';
import { createApiKeys } from './apiKeys/createApiKeys';
import { addApiKeyOperations } from './apiKeys/router';
import { createAuthentication } from './authentication/createAuthentication';
import {
  warnOfMissingProvider,
  warnOfRefusedServices,
} from './authentication/selfCheck';
import { createCatalogFeed } from './catalogFeed/createCatalogFeed';
import { ChangeRecord } from './changes/changes';
import { createCheckUp } from './checkUp/createCheckUp';
import { addCheckUpOperations } from './checkUp/router';
import { readSecurityConfig } from './config';
import { openDatabase } from './database/openDatabase';
import { createDeclaredAccounts } from './declaredAccounts/createDeclaredAccounts';
import { readDeclaredAccounts } from './declaredAccounts/readDeclaredAccounts';
import { createExternalAccess } from './externalAccess/createExternalAccess';
import { addExternalAccessOperations } from './externalAccess/router';
import { guardedHttpRouterServiceRef } from './http/guardedHttpRouter';
import { createOpenApiRouter } from './http/openApiRouter';
import { OperationRouter } from './http/OperationRouter';
import { openKeyring } from './keyring/openKeyring';
import { createMetrics } from './metrics/createMetrics';
import { Authorizer } from './permissions/Authorizer';
import { registerPermissions } from './permissions/registerPermissions';
import { createPortal } from './portal/createPortal';
import { addPortalOperations } from './portal/router';
import { createServiceAccounts } from './serviceAccounts/createServiceAccounts';
import { addServiceAccountOperations } from './serviceAccounts/router';
import { createUsers } from './users/createUsers';
import { addUserOperations } from './users/router';
import { createUses } from './uses/createUses';
import { addUseOperations } from './uses/router';
import { createWarnings } from './warnings/createWarnings';

/**
 * The backend of Security › Users.
 *
 * @public
 */
export const securityPlugin = createBackendPlugin({
  pluginId: 'security',
  register(env) {
    const ensured: CreateServiceAccount[] = [];
    env.registerExtensionPoint(serviceAccountsExtensionPoint, {
      addServiceAccounts(...accounts) {
        ensured.push(
          ...accounts.map(account => createServiceAccountSchema.parse(account)),
        );
      },
    });

    env.registerInit({
      deps: {
        // First: see there.
        httpRouter: guardedHttpRouterServiceRef,
        actions: actionsRegistryServiceRef,
        auth: coreServices.auth,
        auditor: coreServices.auditor,
        catalog: catalogServiceRef,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        hub: apiKeyHubServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        rootLifecycle: coreServices.rootLifecycle,
        scheduler: coreServices.scheduler,
        systemMetadata: coreServices.rootSystemMetadata,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { httpRouter, hub, logger, permissionsRegistry } = deps;
        hub.assertAttached('security');
        const config = readSecurityConfig(deps.rootConfig);
        const declared = await readDeclaredAccounts(deps.rootConfig);
        const database = await openDatabase(deps.database, logger);
        const keyring = await openKeyring({
          knex: database.knex,
          logger,
          secrets: config.keyring,
          production: process.env.NODE_ENV === 'production',
        });
        const authorizer = new Authorizer({ ...deps, config });

        const changes = new ChangeRecord(database);
        const basics = {
          ...deps,
          config,
          database,
          keyring,
          authorizer,
          changes,
        };
        const serviceAccounts = createServiceAccounts(basics);
        const { countOperation } = createMetrics(basics);
        const apiKeys = createApiKeys({
          ...basics,
          onDone: countOperation,
          serviceAccounts: serviceAccounts.authorized,
        });
        const users = createUsers({ ...basics, serviceAccounts, apiKeys });
        const portal = createPortal(basics);
        const declaredAccounts = createDeclaredAccounts({
          ...basics,
          declared,
          ensured,
          serviceAccounts,
          apiKeys,
          portal,
        });
        const access = createAccess({ ...basics, portal, serviceAccounts });
        const uses = createUses({ ...basics, portal, serviceAccounts });
        const checkUp = createCheckUp({ ...basics, serviceAccounts });
        const externalAccess = createExternalAccess({
          ...basics,
          serviceAccounts,
        });
        const authentication = createAuthentication({
          ...basics,
          apiKeys,
          uses,
        });
        const catalogFeed = createCatalogFeed({ ...basics, serviceAccounts });
        const warnings = createWarnings({ ...basics, serviceAccounts });
        registerPermissions(permissionsRegistry, serviceAccounts.store);

        const operations = new OperationRouter(deps);
        addUserOperations(operations, users);
        addServiceAccountOperations(operations, serviceAccounts.authorized);
        addApiKeyOperations(operations, apiKeys.authorized);
        addPortalOperations(operations, portal.authorized);
        addAccessOperations(operations, access);
        addCheckUpOperations(operations, checkUp);
        addExternalAccessOperations(operations, externalAccess);
        addUseOperations(operations, uses.authorized);
        createActions({
          ...basics,
          accounts: users,
          serviceAccounts: serviceAccounts.authorized,
          apiKeys: apiKeys.authorized,
        });

        // It verifies the bearer itself.
        httpRouter.addAuthPolicy({
          path: '/v1/self',
          allow: 'unauthenticated',
        });
        httpRouter.use(createOpenApiRouter());
        httpRouter.use(operations.router);
        httpRouter.use(authentication.router);
        httpRouter.use(catalogFeed.router);

        await serviceAccounts.store.adoptTerms();
        await declaredAccounts.bringAbout();

        // A process that is killed in the middle blocks the task for as long as
        // its time-out says: so it is short, and the next run goes on.
        await deps.scheduler.scheduleTask({
          id: 'key-maintenance',
          frequency: { minutes: 5 },
          timeout: { minutes: 5 },
          initialDelay: { seconds: 30 },
          fn: signal => apiKeys.maintenance.run(signal),
        });
        await deps.scheduler.scheduleTask({
          id: 'key-states',
          frequency: { minutes: 5 },
          timeout: { minutes: 5 },
          initialDelay: { seconds: 40 },
          fn: signal => serviceAccounts.store.refreshDue(signal),
        });
        await deps.scheduler.scheduleTask({
          id: 'owners',
          frequency: { minutes: 10 },
          timeout: { minutes: 10 },
          initialDelay: { seconds: 20 },
          fn: signal => serviceAccounts.ownerCheck.run(signal),
        });
        await deps.scheduler.scheduleTask({
          id: 'trim-changes',
          frequency: { minutes: 10 },
          timeout: { minutes: 1 },
          initialDelay: { minutes: 1 },
          fn: () => changes.trim(),
        });
        await warnings.schedule();
        // Every replica writes what it has seen itself.
        await deps.scheduler.scheduleTask({
          id: 'last-use',
          scope: 'local',
          frequency: { seconds: 10 },
          timeout: { minutes: 1 },
          fn: () => authentication.lastUse.flush(),
        });
        deps.lifecycle.addShutdownHook(() => authentication.lastUse.flush());
        warnOfMissingProvider(deps.rootConfig, logger);
        await warnOfRefusedServices({
          canBeService: config.apiKeys.canBeService,
          accounts: serviceAccounts.store,
          logger,
        });
      },
    });
  },
});
