import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { serviceAccountsExtensionPoint } from 'backstage-plugin-security-node';
import { demoServiceAccounts } from './demoServiceAccounts';

/** Gives the page something to show, in development only. */
export const demoServiceAccountsModule = createBackendModule({
  pluginId: 'security',
  moduleId: 'demo-service-accounts',
  register(reg) {
    reg.registerInit({
      deps: {
        serviceAccounts: serviceAccountsExtensionPoint,
        logger: coreServices.logger,
      },
      async init({ serviceAccounts, logger }) {
        if (process.env.NODE_ENV !== 'development') {
          logger.info('No demo service accounts outside development');
          return;
        }
        serviceAccounts.addServiceAccounts(...demoServiceAccounts);
      },
    });
  },
});
