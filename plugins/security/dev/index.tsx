// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend -- this is an app
import '@backstage/ui/css/styles.css';
import { ConfigReader } from '@backstage/core-app-api';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  SecurityApi,
  securityPermissions,
} from 'backstage-plugin-security-common';
import ReactDOM from 'react-dom/client';
import securityPlugin from '../src/alpha';
import { securityApiRef } from '../src/api';
import {
  API_KEY_POLICY,
  FakeSecurityApi,
  FULL_ACCESS,
} from './FakeSecurityApi';

const DAY = 24 * 60 * 60 * 1000;
const NO_ACCESS = {
  canConfigureApiKey: false,
  canRevokeApiKey: false,
  canUpdate: false,
  canDelete: false,
  canBecomeService: false,
  apiKeyRefusal: 'not-permitted' as const,
};

function inDays(days: number) {
  return new Date(Date.now() + days * DAY).toISOString();
}

function createSecurityApi() {
  const api = new FakeSecurityApi();
  api.policy = {
    'catalog.entity.read': {
      decision: 'conditional',
      conditions: {
        anyOf: [
          {
            rule: 'IS_ENTITY_OWNER',
            description: 'Allow entities owned by a specified claim',
            params: {
              claims: [
                'user:service-account/nightly-build',
                'group:default/platform',
              ],
            },
          },
          {
            not: {
              rule: 'HAS_ANNOTATION',
              description: 'Allow entities with the specified annotation',
              params: { annotation: 'example.com/secret' },
            },
          },
        ],
      },
    },
    'catalog.entity.delete': { decision: 'denied' },
    'catalog.entity.validate': { decision: 'undecided', reason: 'timeout' },
  };
  api.uses.set('nightly-build', [
    {
      pluginId: 'catalog',
      firstUsedAt: inDays(-120),
      lastUsedAt: inDays(-0.1),
      calls: 4711,
    },
    {
      pluginId: 'remote',
      firstUsedAt: inDays(-120),
      lastUsedAt: inDays(-100),
      calls: 3,
    },
  ]);
  api.externalAccess = [
    {
      setting: 'backend.auth.externalAccess[0]',
      type: 'static',
      subject: 'docs-publisher',
      accessRestrictions: [{ plugin: 'catalog' }, { plugin: 'search' }],
      differences: ['as-user', 'plugins', 'expiry'],
      account: {
        name: 'docs-publisher',
        title: 'docs-publisher',
        principal: 'user',
        plugins: ['catalog', 'search'],
        declaration: `- name: docs-publisher
  title: docs-publisher
  ownerRef: group:default/<owner>
  principal: user
  plugins:
    - catalog
    - search
`,
        exists: false,
      },
    },
    {
      setting: 'backend.auth.externalAccess[1]',
      type: 'jwks',
      jwks: {
        url: 'https://ci.example.com/.well-known/jwks',
        issuers: ['https://ci.example.com'],
        audiences: [],
      },
      differences: ['no-fixed-subject'],
    },
  ];
  api.checkUp.findings = [
    {
      who: 'nobody',
      permissions: securityPermissions.map(({ name }) => ({
        name,
        decision: 'allowed',
      })),
    },
    {
      who: 'guest',
      permissions: [
        { name: 'security.configuration.read', decision: 'allowed' },
        { name: 'security.service-account.update', decision: 'conditional' },
      ],
    },
  ];
  api.add({ name: 'without-key', title: 'Has no key yet' });
  api.add({
    name: 'declared',
    title: 'Stands in the configuration',
    plugins: ['catalog', 'later'],
    managedBy: 'config',
    apiKeyManagedBy: 'config',
    createdBy: 'plugin:security',
    apiKeys: [api.makeKey({ expiresAt: inDays(60) })],
    access: { ...FULL_ACCESS, canUpdate: false, canDelete: false },
  });
  api.add({
    name: 'nightly-build',
    title: 'Nightly build',
    description: 'Builds main every night',
    apiKeys: [
      api.makeKey({ expiresAt: inDays(11.5), lastUsedAt: inDays(-0.1) }),
      api.makeKey({
        status: 'revoked',
        revokedAt: inDays(-30),
        revokedBy: 'user:default/ann',
      }),
    ],
  });
  api.add({
    name: 'rotated',
    title: 'The old key is still used',
    apiKeys: [
      api.makeKey({ createdAt: inDays(-0.1) }),
      api.makeKey({
        createdAt: inDays(-80),
        retiresAt: inDays(1),
        lastUsedAt: inDays(-0.01),
        lastUsedPlugin: 'catalog',
      }),
    ],
  });
  api.add({
    name: 'service',
    title: 'Acts as a service',
    principal: 'service',
    restrictions: [
      { plugin: 'catalog', permissions: ['catalog.entity.read'] },
      { plugin: 'search' },
    ],
    apiKeyPolicy: {
      ...API_KEY_POLICY,
      canBeService: true,
      canNeverExpire: true,
    },
    access: { ...FULL_ACCESS, canBecomeService: true },
    apiKeys: [api.makeKey()],
  });
  api.add({
    name: 'expired',
    apiKeys: [
      api.makeKey({
        status: 'expired',
        canBeShown: false,
        expiresAt: inDays(-3),
      }),
    ],
  });
  api.add({
    name: 'revoked',
    apiKeys: [api.makeKey({ status: 'revoked', revokedAt: inDays(-1) })],
  });
  api.add({
    name: 'revoked-but-works',
    title: 'The replaced key still works',
    apiKeys: [
      api.makeKey({
        status: 'revoked',
        createdAt: inDays(-0.2),
        revokedAt: inDays(-0.1),
      }),
      api.makeKey({ retiresAt: inDays(3), lastUsedAt: inDays(-0.01) }),
    ],
  });
  api.add({ name: 'lost', apiKeys: [api.makeKey({ status: 'lost' })] });
  api.add({
    name: 'disabled',
    status: 'disabled',
    apiKeys: [api.makeKey()],
  });
  api.add({
    name: 'of-another-team',
    ownerRef: 'group:default/payments',
    access: NO_ACCESS,
    apiKeys: [api.makeKey()],
  });
  api.users = Array.from({ length: 60 }, (_, i) => ({
    type: 'user',
    entityRef: `user:default/person-${i}`,
    namespace: 'default',
    name: `person-${i}`,
    title: `Person ${i}`,
  }));
  return api;
}

const groups = ['platform', 'payments', 'search'].map(name => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default', title: `Team ${name}` },
  spec: { type: 'team', children: [] },
}));

const fakeBackend = createFrontendModule({
  pluginId: 'security',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: securityApiRef,
          deps: {},
          factory: () =>
            createSecurityApi() as Partial<SecurityApi> as SecurityApi,
        }),
    }),
  ],
});

const fakeCatalog = createFrontendPlugin({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: catalogApiRef,
          deps: {},
          factory: () => catalogApiMock({ entities: groups }),
        }),
    }),
    PageBlueprint.make({
      name: 'entity',
      params: {
        path: '/catalog/:namespace/:kind/:name',
        routeRef: entityRouteRef,
        title: 'An entity of the catalog',
        loader: async () => <p>This is a page of another plugin.</p>,
      },
    }),
  ],
});

const app = createApp({
  features: [securityPlugin, fakeBackend, fakeCatalog],
  advanced: {
    configLoader: async () => ({
      config: new ConfigReader({
        app: {
          baseUrl: window.location.origin,
          extensions: [
            { 'sign-in-page:app': false },
            {
              'api:app/app-language': {
                config: { availableLanguages: ['en', 'de', 'fr', 'ja'] },
              },
            },
          ],
        },
        backend: { baseUrl: window.location.origin },
      }),
    }),
  },
});

ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
