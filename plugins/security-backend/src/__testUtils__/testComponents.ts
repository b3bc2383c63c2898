import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import request from 'supertest';
import { startSecurityBackend } from './startSecurityBackend';

type SecurityBackend = Awaited<ReturnType<typeof startSecurityBackend>>;

/** Brings components into the catalog once the backend has started. */
export function testComponents() {
  let connection: EntityProviderConnection;
  const module = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'test-components',
    register(env) {
      env.registerInit({
        deps: { processing: catalogProcessingExtensionPoint },
        async init({ processing }) {
          processing.addEntityProvider({
            getProviderName: () => 'test-components',
            async connect(theConnection) {
              connection = theConnection;
            },
          });
        },
      });
    },
  });

  /** @param owners - the owner of each component, by its name */
  async function add(
    { server, headers }: SecurityBackend,
    owners: Record<string, string>,
  ) {
    await connection.applyMutation({
      type: 'full',
      entities: Object.entries(owners).map(([name, owner]) => ({
        locationKey: 'test',
        entity: {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: {
            name,
            annotations: {
              'backstage.io/managed-by-location': 'url:http://test',
              'backstage.io/managed-by-origin-location': 'url:http://test',
            },
          },
          spec: { type: 'service', lifecycle: 'production', owner },
        },
      })),
    });
    for (let attempt = 0; attempt < 100; attempt++) {
      const { body } = await request(server)
        .get('/api/catalog/entities/by-query?filter=kind=component&limit=0')
        .set('Authorization', headers.admin);
      if (body.totalItems === Object.keys(owners).length) {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    throw new Error('The catalog did not load the components');
  }

  return { module, add };
}
