import { FlatRoutes } from '@backstage/core-app-api';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { Route } from 'react-router-dom';
import { FakeSecurityApi } from '../dev/FakeSecurityApi';
import {
  securityApiRef,
  SecurityPage,
  securityPlugin,
  SecuritySidebarItem,
} from './index';

async function renderPlugin(
  authorize: AuthorizeResult.ALLOW | AuthorizeResult.DENY | 'fails',
  path = '/security',
) {
  const api = new FakeSecurityApi();
  api.add({ name: 'ci' });
  const listAccounts = jest.spyOn(api, 'listAccounts');
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [securityApiRef, api],
        [catalogApiRef, catalogApiMock()],
        [
          permissionApiRef,
          authorize === 'fails'
            ? { authorize: () => Promise.reject(new Error('503')) }
            : mockApis.permission({ authorize }),
        ],
      ]}
    >
      <SecuritySidebarItem />
      <FlatRoutes>
        <Route path="/security" element={<SecurityPage />} />
      </FlatRoutes>
    </TestApiProvider>,
    {
      routeEntries: [path],
      mountedRoutes: {
        '/security': securityPlugin.routes.root,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
  return { listAccounts };
}

describe('the plugin in the legacy front-end system', () => {
  // An answer is shared for two seconds.
  beforeAll(() => jest.useFakeTimers({ advanceTimers: true }));
  afterEach(() => jest.advanceTimersByTime(2_000));
  afterAll(() => jest.useRealTimers());

  it('provides the client of the backend', () => {
    expect(Array.from(securityPlugin.getApis(), ({ api }) => api.id)).toEqual([
      'plugin.security.client',
    ]);
  });

  it('hides the module from who may not see it', async () => {
    const { listAccounts } = await renderPlugin(AuthorizeResult.DENY);

    expect(
      await screen.findByText(/security\.configuration\.read/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Security' })).toBeNull();
    expect(listAccounts).not.toHaveBeenCalled();
  });

  it('says that the permissions could not be checked', async () => {
    const { listAccounts } = await renderPlugin('fails');

    expect(
      await screen.findByText('Your permissions could not be checked'),
    ).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Security' })).toBeNull();
    expect(listAccounts).not.toHaveBeenCalled();
  });

  it.each(['/security/nothing', '/security/a/b', '/security/users/a/b/c'])(
    'says that there is no page %s',
    async path => {
      await renderPlugin(AuthorizeResult.ALLOW, path);

      expect(await screen.findByText('There is no such page')).toBeVisible();
      expect(
        screen.getByRole('link', { name: 'Back to Users' }),
      ).toHaveAttribute('href', '/security/users');
    },
  );

  it('adds Security › Users to the app', async () => {
    await renderPlugin(AuthorizeResult.ALLOW);

    expect(
      await screen.findByRole('heading', { name: 'Users' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Security' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Users' })).toBeInTheDocument();
    expect(await screen.findByRole('link', { name: 'ci' })).toHaveAttribute(
      'href',
      '/security/users/service-account/ci',
    );
    expect(screen.getByRole('link', { name: 'Security' })).toHaveAttribute(
      'href',
      '/security',
    );
  });
});
