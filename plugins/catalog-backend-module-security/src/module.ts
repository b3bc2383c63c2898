import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { SecurityFeed } from './SecurityFeed';
import { ServiceAccountEntityProvider } from './ServiceAccountEntityProvider';
import { ServiceAccountOwnerProcessor } from './ServiceAccountOwnerProcessor';

/**
 * Shows each service account as a `User` of the namespace `service-account` in
 * the catalog.
 *
 * @public
 */
export const catalogModuleSecurity = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'security',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ config, processing, ...deps }) {
        processing.addEntityProvider(
          new ServiceAccountEntityProvider({
            ...deps,
            feed: new SecurityFeed(deps),
            portalUrl: config.getOptionalString('app.baseUrl'),
          }),
        );
        processing.addProcessor(new ServiceAccountOwnerProcessor());
      },
    });
  },
});
