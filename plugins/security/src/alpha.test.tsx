import {
  ApiBlueprint,
  createFrontendModule,
  FrontendFeature,
} from '@backstage/frontend-plugin-api';
import { createApp } from '@backstage/frontend-defaults';
import { mockApis } from '@backstage/frontend-test-utils';
import {
  AuthorizeResult,
  EvaluatePermissionRequest,
} from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { SecurityApi } from 'backstage-plugin-security-common';
import { render, screen, within } from '@testing-library/react';
import { FakeSecurityApi } from '../dev/FakeSecurityApi';
import securityPlugin from './alpha';
import { securityApiRef } from './api';

// The content is loaded, and compiled, when it is first shown.
const LAZY = { timeout: 30_000 };

function sidebar() {
  return screen.getByRole('navigation', { name: 'sidebar nav' });
}

function renderApp(
  authorize: () => AuthorizeResult.ALLOW | AuthorizeResult.DENY,
  plugin: FrontendFeature = securityPlugin,
) {
  window.history.replaceState({}, '', '/security');
  const api = new FakeSecurityApi();
  const asked: EvaluatePermissionRequest[] = [];
  const app = createApp({
    features: [
      plugin,
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
            name: 'permission',
            params: defineParams =>
              defineParams({
                api: permissionApiRef,
                deps: {},
                factory: () => ({
                  authorize: async request => {
                    asked.push(request);
                    return { result: authorize() };
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
          data: { app: { extensions: [{ 'sign-in-page:app': false }] } },
        }),
      }),
    },
  });
  render(app.createRoot());
  return { asked };
}

describe('the plugin in the new front-end system', () => {
  it('adds Security › Users to the app', async () => {
    const { asked } = renderApp(() => AuthorizeResult.ALLOW);

    expect(
      await screen.findByRole('heading', { name: 'Users' }, LAZY),
    ).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Security' })).toBeVisible();
    expect(screen.getByRole('tab', { name: 'Users' })).toBeInTheDocument();
    expect(
      within(sidebar()).getByRole('link', { name: 'Security' }),
    ).toHaveAttribute('href', '/security');
    expect(window.location.pathname).toBe('/security/users');
    expect(asked[0]).toMatchObject({
      permission: {
        type: 'basic',
        name: 'security.configuration.read',
        attributes: { action: 'read' },
      },
    });
  });

  it('hides the module, and says what is missing to who comes by its URL', async () => {
    renderApp(() => AuthorizeResult.DENY);

    expect(
      await screen.findByText(/security\.configuration\.read/, {}, LAZY),
    ).toBeInTheDocument();
    expect(screen.queryByRole('tab')).not.toBeInTheDocument();
    expect(
      within(sidebar()).queryByRole('link', { name: 'Security' }),
    ).not.toBeInTheDocument();
  });

  // As the README has it.
  it('starts without a permission backend where the app overrides the condition', async () => {
    renderApp(
      () => {
        throw new Error('The permission backend is down');
      },
      securityPlugin.withOverrides({
        extensions: [
          securityPlugin
            .getExtension('page:security')
            .override({ if: undefined }),
          securityPlugin
            .getExtension('page:security/no-access')
            .override({ if: undefined, disabled: true }),
        ],
      }),
    );

    expect(
      await screen.findByRole('tab', { name: 'Users' }, LAZY),
    ).toBeInTheDocument();
    expect(
      within(sidebar()).getByRole('link', { name: 'Security' }),
    ).toBeInTheDocument();
  });
});
