import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { Link, useLocation } from 'react-router-dom';
import { FakeSecurityApi, ME } from '../../dev/FakeSecurityApi';
import { securityApiRef } from '../api';
import { SecurityContent } from '../components/SecurityContent/SecurityContent';
import { rootRouteRef } from '../routes';

export const ENTITIES = ['platform', 'payments'].map(name => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default', title: `Team ${name}` },
}));

/** Renders the plugin's content at a path below `/security/users`. */
export function renderSecurity(
  securityApi: FakeSecurityApi,
  options: { path?: string } = {},
) {
  const toasts: unknown[] = [];
  renderInTestApp(
    <>
      {/* As the tab and the breadcrumb of the portal's frame. */}
      <Link to="/security/users">Users tab</Link>
      <SecurityContent />
      <Location />
    </>,
    {
      mountPath: '/security/users',
      initialRouteEntries: [`/security/users${options.path ?? ''}`],
      mountedRoutes: {
        '/security': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      apis: [
        [securityApiRef, securityApi],
        [
          toastApiRef,
          {
            post: toast => {
              toasts.push(toast.title);
              return { close: () => {} };
            },
          },
        ],
        mockApis.identity({ userEntityRef: ME }),
        mockApis.permission(),
        catalogApiMock({ entities: ENTITIES }),
      ],
    },
  );
  return { toasts };
}

function Location() {
  const { pathname, search } = useLocation();
  return <output data-testid="location">{pathname + search}</output>;
}
