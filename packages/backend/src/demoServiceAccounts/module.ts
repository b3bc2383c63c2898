import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  SecurityClient,
  SERVICE_ACCOUNT_NAMESPACE,
} from 'backstage-plugin-security-common';
import { serviceAccountsExtensionPoint } from 'backstage-plugin-security-node';
import { bringIntoStates } from './bringIntoStates';
import { callCatalog, signInAsAdmin } from './demoPortal';
import {
  demoServiceAccounts,
  moreDemoServiceAccounts,
} from './demoServiceAccounts';
import { demoStates } from './demoStates';

/**
 * Gives the page something to show, in development only: accounts, and with
 * `demo.accountsInEveryState` also their keys.
 */
export const demoServiceAccountsModule = createBackendModule({
  pluginId: 'security',
  moduleId: 'demo-service-accounts',
  register(reg) {
    reg.registerInit({
      deps: {
        serviceAccounts: serviceAccountsExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { serviceAccounts, config, discovery, logger } = deps;
        if (process.env.NODE_ENV !== 'development') {
          logger.info('No demo service accounts outside development');
          return;
        }
        serviceAccounts.addServiceAccounts(...demoServiceAccounts);
        if (!config.getOptionalBoolean('demo.accountsInEveryState')) {
          return;
        }
        serviceAccounts.addServiceAccounts(...moreDemoServiceAccounts);

        async function makeKeys(): Promise<void> {
          const api = new SecurityClient({ discoveryApi: discovery });
          const [{ name }] = demoServiceAccounts;
          const token = await signInAsAdmin({ discovery, api, name });
          const made = await bringIntoStates({
            states: demoStates,
            api,
            token,
            callWith: apiKey => callCatalog(discovery, apiKey),
          });
          // Whoever opens an account has its owner looked up; twice is certain.
          const [, ownerless] = moreDemoServiceAccounts;
          const namespace = SERVICE_ACCOUNT_NAMESPACE;
          for (let look = 0; look < 2; look++) {
            await api.getAccount(
              { namespace, name: ownerless.name },
              { token },
            );
          }
          if (made > 0) {
            logger.info(`Demo service accounts that got a key: ${made}`);
            await deps.scheduler.triggerTask('warnings');
          }
        }

        // Nobody waits for it: it needs a backend that has started.
        deps.lifecycle.addStartupHook(() => {
          makeKeys().catch(error =>
            logger.warn(
              `Demo service accounts may lack keys: ${stringifyError(error)}`,
            ),
          );
        });
      },
    });
  },
});
