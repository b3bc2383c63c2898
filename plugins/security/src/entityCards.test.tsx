import { Entity } from '@backstage/catalog-model';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  coreExtensionData,
  createExtension,
  createExtensionInput,
  createFrontendModule,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { render, screen, waitFor } from '@testing-library/react';
import { SecurityApi } from 'backstage-plugin-security-common';
import { FakeSecurityApi } from '../dev/FakeSecurityApi';
import { entityOf } from './__testUtils__/renderCard';
import securityAlphaPlugin from './alpha';
import {
  EntityServiceAccountCard,
  EntityServiceAccountsCard,
  isServiceAccount,
  securityApiRef,
  securityPlugin,
} from './index';

const TEAM = entityOf('Group', 'default', 'platform');
const PERSON = entityOf('User', 'default', 'ann');
const ACCOUNT = entityOf('User', 'service-account', 'ci');

// The cards are loaded, and compiled, when they are first shown.
const LAZY = { timeout: 30_000 };

type Decision = AuthorizeResult.ALLOW | AuthorizeResult.DENY | 'fails';

function apisOf(decision: Decision) {
  const api = new FakeSecurityApi();
  api.add({ name: 'ci', title: 'Build' });
  const authorize = jest.fn(async () => {
    if (decision === 'fails') {
      throw new Error('The permission backend is down');
    }
    return { result: decision };
  });
  return { api: api as Partial<SecurityApi> as SecurityApi, authorize };
}

/** The overview of an entity, as the catalog plugin puts it together. */
function overviewOf(entity: Entity) {
  return createExtension({
    kind: 'entity-content',
    name: 'overview',
    attachTo: { id: 'app/routes', input: 'routes' },
    inputs: {
      cards: createExtensionInput([
        coreExtensionData.reactElement,
        EntityCardBlueprint.dataRefs.filterFunction.optional(),
      ]),
    },
    output: [coreExtensionData.routePath, coreExtensionData.reactElement],
    factory: ({ inputs }) => [
      coreExtensionData.routePath('/entity'),
      coreExtensionData.reactElement(
        <EntityProvider entity={entity}>
          <p>The rest of the page</p>
          {inputs.cards
            .filter(card =>
              card.get(EntityCardBlueprint.dataRefs.filterFunction)?.(entity),
            )
            .map(card => (
              <div key={card.node.spec.id} data-testid={card.node.spec.id}>
                {card.get(coreExtensionData.reactElement)}
              </div>
            ))}
        </EntityProvider>,
      ),
    ],
  });
}

function renderApp(entity: Entity, decision: Decision) {
  window.history.replaceState({}, '', '/entity');
  const { api, authorize } = apisOf(decision);
  const app = createApp({
    features: [
      securityAlphaPlugin,
      createFrontendPlugin({
        pluginId: 'catalog',
        extensions: [
          overviewOf(entity),
          PageBlueprint.make({
            params: {
              path: '/catalog/:namespace/:kind/:name',
              routeRef: entityRouteRef,
              loader: async () => <p>An entity</p>,
            },
          }),
          ApiBlueprint.make({
            params: defineParams =>
              defineParams({
                api: catalogApiRef,
                deps: {},
                factory: () => catalogApiMock(),
              }),
          }),
        ],
      }),
      createFrontendModule({
        pluginId: 'security',
        extensions: [
          ApiBlueprint.make({
            params: defineParams =>
              defineParams({
                api: securityApiRef,
                deps: {},
                factory: () => api,
              }),
          }),
        ],
      }),
      createFrontendModule({
        pluginId: 'app',
        extensions: [
          ApiBlueprint.make({
            name: 'permission',
            params: defineParams =>
              defineParams({
                api: permissionApiRef,
                deps: {},
                factory: () => ({ authorize }),
              }),
          }),
        ],
      }),
    ],
    advanced: {
      configLoader: async () => ({
        config: mockApis.config({
          data: { app: { extensions: [{ 'sign-in-page:app': false }] } },
        }),
      }),
    },
  });
  render(app.createRoot());
  return { authorize };
}

const OWNED = 'entity-card:security/service-accounts';
const ITSELF = 'entity-card:security/service-account';

describe('the cards in the new front-end system', () => {
  it.each([
    ['a group', TEAM, [OWNED]],
    ['a person', PERSON, [OWNED]],
    ['a service account', ACCOUNT, [ITSELF]],
    ['a component', entityOf('Component', 'default', 'shop'), []],
    [
      'something else of that namespace',
      entityOf('Group', 'service-account', 'ci'),
      [OWNED],
    ],
  ])('are there for %s as it fits', async (_, entity, cards) => {
    renderApp(entity, AuthorizeResult.ALLOW);

    await screen.findByText('The rest of the page', {}, LAZY);
    expect(
      screen.queryAllByTestId(/^entity-card/).map(card => card.dataset.testid),
    ).toEqual(cards);
  });

  it('show a group its accounts', async () => {
    renderApp(TEAM, AuthorizeResult.ALLOW);

    expect(
      await screen.findByRole('link', { name: 'Build' }, LAZY),
    ).toHaveAttribute('href', '/security/users/service-account/ci');
  });

  it('show a service account what it is', async () => {
    renderApp(ACCOUNT, AuthorizeResult.ALLOW);

    expect(
      await screen.findByRole('button', { name: 'Edit Service Account' }, LAZY),
    ).toHaveAttribute('href', '/security/users/service-account/ci');
  });

  it.each([
    [AuthorizeResult.DENY, TEAM],
    [AuthorizeResult.DENY, ACCOUNT],
    ['fails' as const, TEAM],
    ['fails' as const, ACCOUNT],
  ])(
    'are not there where the permission is or does %s, and the app is',
    async (decision, entity) => {
      const { authorize } = renderApp(entity, decision);

      expect(
        await screen.findByText('The rest of the page', {}, LAZY),
      ).toBeVisible();
      await waitFor(() => expect(authorize).toHaveBeenCalled(), LAZY);
      await waitFor(() =>
        expect(
          screen.getByTestId(entity === TEAM ? OWNED : ITSELF),
        ).toBeEmptyDOMElement(),
      );
    },
  );
});

describe('the cards in the legacy front-end system', () => {
  async function renderCards(entity: Entity, decision: Decision) {
    const { api, authorize } = apisOf(decision);
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [securityApiRef, api],
          [catalogApiRef, catalogApiMock()],
          [permissionApiRef, { authorize }],
        ]}
      >
        <EntityProvider entity={entity}>
          <div data-testid="cards">
            <EntityServiceAccountsCard />
            <EntityServiceAccountCard />
          </div>
        </EntityProvider>
      </TestApiProvider>,
      {
        mountedRoutes: {
          '/security': securityPlugin.routes.root,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
      },
    );
    return { authorize };
  }

  it('show a person the accounts that are owned', async () => {
    await renderCards(PERSON, AuthorizeResult.ALLOW);

    expect(await screen.findByText(/^None yet/, {}, LAZY)).toBeVisible();
    expect(screen.getAllByRole('heading')).toHaveLength(1);
  });

  it('show a service account what it is', async () => {
    await renderCards(ACCOUNT, AuthorizeResult.ALLOW);

    expect(
      await screen.findByRole('button', { name: 'Edit Service Account' }, LAZY),
    ).toHaveAttribute('href', '/security/users/service-account/ci');
    expect(screen.getAllByRole('heading')).toHaveLength(1);
  });

  it.each([AuthorizeResult.DENY, 'fails'] as const)(
    'are not there where the permission is or does %s',
    async decision => {
      const { authorize } = await renderCards(TEAM, decision);

      await waitFor(() => expect(authorize).toHaveBeenCalled(), LAZY);
      await waitFor(() =>
        expect(screen.getByTestId('cards')).toBeEmptyDOMElement(),
      );
    },
  );

  it.each([
    [ACCOUNT, true],
    [entityOf('user', 'Service-Account', 'ci'), true],
    [PERSON, false],
    [entityOf('Group', 'service-account', 'ci'), false],
  ])('are chosen by who is a service account (%#)', (entity, expected) => {
    expect(isServiceAccount(entity)).toBe(expected);
  });
});
