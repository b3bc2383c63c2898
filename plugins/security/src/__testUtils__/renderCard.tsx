import { Entity } from '@backstage/catalog-model';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import userEvent from '@testing-library/user-event';
import { ReactElement } from 'react';
import { useLocation } from 'react-router-dom';
import { FakeSecurityApi, ME } from '../../dev/FakeSecurityApi';
import { securityApiRef } from '../api';
import { rootRouteRef } from '../routes';
import { ENTITIES } from './renderSecurity';

export function entityOf(kind: string, namespace: string, name: string) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { namespace, name },
  };
}

/** Renders a card on the page of an entity of the catalog. */
export function renderCard(
  card: ReactElement,
  {
    entity,
    api,
    authorize = AuthorizeResult.ALLOW,
  }: {
    entity: Entity;
    api: FakeSecurityApi;
    authorize?: AuthorizeResult.ALLOW | AuthorizeResult.DENY | 'fails';
  },
) {
  const toasts: unknown[] = [];
  const asked = jest.fn(async () => {
    if (authorize === 'fails') {
      throw new Error('The permission backend is down');
    }
    return { result: authorize };
  });
  renderInTestApp(
    <>
      <p>The rest of the page</p>
      <EntityProvider entity={entity}>{card}</EntityProvider>
      <Location />
    </>,
    {
      // What is not below it would take the place of the page.
      mountPath: '/portal',
      initialRouteEntries: ['/portal/entity'],
      mountedRoutes: {
        '/portal/security': rootRouteRef,
        '/portal/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      apis: [
        [securityApiRef, api],
        [permissionApiRef, { authorize: asked }],
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
        catalogApiMock({ entities: ENTITIES }),
      ],
    },
  );
  return { user: userEvent.setup({ delay: null }), asked, toasts };
}

function Location() {
  const { pathname, search } = useLocation();
  return <output data-testid="location">{pathname + search}</output>;
}
