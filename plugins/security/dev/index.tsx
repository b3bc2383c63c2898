import { createDevApp } from '@backstage/dev-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { securityApiRef, SecurityPage, securityPlugin } from '../src';
import { FakeSecurityApi } from './FakeSecurityApi';

const DAY = 24 * 60 * 60 * 1000;
const NO_ACCESS = {
  canConfigureApiKey: false,
  canUpdate: false,
  canDelete: false,
  apiKeyRefusal: 'not-permitted' as const,
};

function inDays(days: number) {
  return new Date(Date.now() + days * DAY).toISOString();
}

function createSecurityApi() {
  const api = new FakeSecurityApi();
  api.add({ name: 'without-key', title: 'Has no key yet' });
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

createDevApp()
  .registerPlugin(securityPlugin)
  .registerApi({
    api: securityApiRef,
    deps: {},
    factory: createSecurityApi,
  })
  .registerApi({
    api: catalogApiRef,
    deps: {},
    factory: () => catalogApiMock({ entities: groups }),
  })
  .addPage({ element: <SecurityPage />, title: 'Security', path: '/security' })
  .render();
