// Serves the plugin alone, on http://localhost:7007. Whoever calls without a
// token is user:default/mock, and may do everything:
//
//   curl http://localhost:7007/api/security/v1/users
//
//   curl http://localhost:7007/api/security/v1/service-accounts \
//     --json '{ "name": "robot", "ownerRef": "group:default/team-a" }'
//
//   curl http://localhost:7007/api/security/v1/users/service-account/robot/api-key/show \
//     --json '{}'
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

const backend = createBackend();

backend.add(
  mockServices.rootConfig.factory({
    data: {
      backend: {
        baseUrl: 'http://localhost:7007',
        listen: { host: '127.0.0.1', port: 7007 },
        database: { client: 'better-sqlite3', connection: ':memory:' },
      },
      security: { dangerouslyAllowWithoutPermissions: true },
    },
  }),
);
backend.add(mockServices.httpAuth.factory());
backend.add(
  catalogServiceMock.factory({
    entities: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name: 'team-a' },
        spec: { type: 'team', children: [] },
      },
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'User',
        metadata: { name: 'alice' },
        spec: { memberOf: ['team-a'] },
      },
    ],
  }),
);
backend.add(import('../src'));

backend.start();
