import {
  ApiBlueprint,
  createFrontendModule,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { createApp } from '@backstage/frontend-defaults';
import { mockApis } from '@backstage/frontend-test-utils';
import {
  AuthorizeResult,
  EvaluatePermissionRequest,
  EvaluatePermissionResponse,
} from '@backstage/plugin-permission-common';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { SecurityApi } from 'backstage-plugin-security-common';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeSecurityApi } from '../dev/FakeSecurityApi';
import securityPlugin from './alpha';
import { securityApiRef } from './api';

// The content is loaded, and compiled, when it is first shown.
const LAZY = { timeout: 30_000 };

const allow = async (): Promise<EvaluatePermissionResponse> => ({
  result: AuthorizeResult.ALLOW,
});
const deny = async (): Promise<EvaluatePermissionResponse> => ({
  result: AuthorizeResult.DENY,
});
const fail = async () => {
  throw new Error('The permission backend is down');
};
const hang = () => new Promise<never>(() => {});

const otherPlugin = createFrontendPlugin({
  pluginId: 'other',
  extensions: [
    PageBlueprint.make({
      params: { path: '/other', loader: async () => <p>Another page</p> },
    }),
    PageBlueprint.make({
      name: 'entity',
      params: {
        path: '/catalog/:namespace/:kind/:name',
        routeRef: entityRouteRef,
        loader: async () => <p>An entity</p>,
      },
    }),
  ],
});

function renderApp(
  authorize: () => Promise<EvaluatePermissionResponse>,
  path = '/security',
) {
  window.history.replaceState({}, '', path);
  const api = new FakeSecurityApi();
  const lastUsedAt = new Date(Date.now() - 3 * 24 * 60 * 60 * 1000);
  api.add({
    name: 'ci',
    apiKeys: [api.makeKey({ lastUsedAt: lastUsedAt.toISOString() })],
  });
  const asked: EvaluatePermissionRequest[] = [];
  const app = createApp({
    features: [
      securityPlugin,
      otherPlugin,
      createFrontendModule({
        pluginId: 'security',
        extensions: [
          ApiBlueprint.make({
            params: defineParams =>
              defineParams({
                api: securityApiRef,
                deps: {},
                factory: () => api as Partial<SecurityApi> as SecurityApi,
              }),
          }),
        ],
      }),
      createFrontendModule({
        pluginId: 'app',
        extensions: [
          ApiBlueprint.make({
            name: 'catalog',
            params: defineParams =>
              defineParams({
                api: catalogApiRef,
                deps: {},
                factory: () => catalogApiMock(),
              }),
          }),
          ApiBlueprint.make({
            name: 'permission',
            params: defineParams =>
              defineParams({
                api: permissionApiRef,
                deps: {},
                factory: () => ({
                  authorize: async request => {
                    asked.push(request);
                    return authorize();
                  },
                }),
              }),
          }),
        ],
      }),
    ],
    advanced: {
      configLoader: async () => ({
        config: mockApis.config({
          data: {
            app: {
              extensions: [
                { 'sign-in-page:app': false },
                {
                  'api:app/app-language': {
                    config: { availableLanguages: ['en', 'de', 'fr', 'ja'] },
                  },
                },
              ],
            },
          },
        }),
      }),
    },
  });
  render(app.createRoot());
  return { asked };
}

describe('the plugin in the new front-end system', () => {
  // An answer is shared for two seconds.
  beforeAll(() => jest.useFakeTimers({ advanceTimers: true }));
  afterEach(() => jest.advanceTimersByTime(2_000));
  afterAll(() => jest.useRealTimers());

  it('adds Security › Users to the app', async () => {
    const { asked } = renderApp(allow);

    expect(
      await screen.findByRole('heading', { name: 'Users' }, LAZY),
    ).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Security' })).toBeVisible();
    expect(screen.getByRole('tab', { name: 'Users' })).toBeInTheDocument();
    expect(
      within(screen.getByRole('navigation', { name: 'sidebar nav' })).getByRole(
        'link',
        { name: 'Security' },
      ),
    ).toHaveAttribute('href', '/security');
    expect(window.location.pathname).toBe('/security/users');
    // Once: the entry of the navigation and the page share the answer.
    expect(asked).toEqual([
      {
        permission: expect.objectContaining({
          type: 'basic',
          name: 'security.configuration.read',
          attributes: { action: 'read' },
        }),
      },
    ]);
  });

  it('says what is missing to who may not see the module', async () => {
    renderApp(deny);

    expect(
      await screen.findByText(/security\.configuration\.read/, {}, LAZY),
    ).toBeVisible();
  });

  it.each([
    ['fails', fail],
    ['does not answer', hang],
  ])(
    'leaves the app alone when the permission backend %s',
    async (_, authorize) => {
      renderApp(authorize, '/other');

      expect(
        await screen.findByText('Another page', {}, LAZY),
      ).toBeInTheDocument();
    },
  );

  it('says that the permissions could not be checked, and checks again', async () => {
    const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
    let authorize: () => Promise<EvaluatePermissionResponse> = fail;
    renderApp(() => authorize());

    expect(
      await screen.findByText(
        'Your permissions could not be checked',
        {},
        LAZY,
      ),
    ).toBeVisible();

    authorize = allow;
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(
      await screen.findByRole('heading', { name: 'Users' }),
    ).toBeInTheDocument();
  });

  it('does not wait for ever for the permission backend', async () => {
    renderApp(hang);
    await screen.findByRole('tab', { name: 'Users' }, LAZY);
    await screen.findByTestId('progress');

    jest.advanceTimersByTime(10_000);
    expect(
      await screen.findByText('Your permissions could not be checked'),
    ).toBeVisible();
  });

  it.each(['/security/nothing', '/security/users/a/b/c'])(
    'says that there is no page %s',
    async path => {
      renderApp(allow, path);

      expect(
        await screen.findByText('There is no such page', {}, LAZY),
      ).toBeVisible();
      expect(screen.getByRole('tab', { name: 'Users' })).toBeInTheDocument();
      expect(
        screen.getByRole('link', { name: 'Back to Users' }),
      ).toHaveAttribute('href', '/security/users');
    },
  );

  describe('in another language', () => {
    // As another tab does when somebody chooses a language in it.
    function choose(language: string) {
      window.localStorage.setItem('language', language);
      window.dispatchEvent(new StorageEvent('storage', { key: 'language' }));
    }
    afterEach(() => window.localStorage.removeItem('language'));

    it('is there from the start where somebody chose it before', async () => {
      window.localStorage.setItem('language', 'de');
      renderApp(allow);

      expect(
        await screen.findByRole('heading', { name: 'Sicherheit' }, LAZY),
      ).toBeVisible();
      expect(screen.getByRole('tab', { name: 'Benutzer' })).toBeVisible();
      expect(await screen.findByText('vor 3 Tagen')).toBeVisible();
    });

    it.each([
      ['de', 'Sicherheit', 'Benutzer', 'vor 3 Tagen'],
      ['fr', 'Sécurité', 'Utilisateurs', 'il y a 3 jours'],
      ['ja', 'セキュリティ', 'ユーザー', '3 日前'],
    ])(
      'turns to %s and back when somebody chooses it',
      async (language, module, users, time) => {
        renderApp(allow);
        expect(await screen.findByText('3 days ago', {}, LAZY)).toBeVisible();

        act(() => choose(language));
        expect(
          await screen.findByRole('heading', { name: module }, LAZY),
        ).toBeVisible();
        expect(screen.getByRole('tab', { name: users })).toBeVisible();
        expect(screen.getByRole('heading', { name: users })).toBeVisible();
        expect(await screen.findByText(time)).toBeVisible();
        expect(document.documentElement.lang).toBe(language);

        act(() => choose('en'));
        expect(
          await screen.findByRole('heading', { name: 'Security' }),
        ).toBeVisible();
        expect(await screen.findByText('3 days ago')).toBeVisible();
      },
    );
  });
});
