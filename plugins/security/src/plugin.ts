import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { JSX } from 'react';
import { securityApiFactory } from './api';
import { rootRouteRef } from './routes';

/**
 * The plugin for apps in the legacy front-end system.
 *
 * @public
 */
export const securityPlugin = createPlugin({
  id: 'security',
  routes: { root: rootRouteRef },
  apis: [securityApiFactory],
});

/**
 * The Security module, for a route such as `/security` of an app in the legacy
 * front-end system.
 *
 * @public
 */
export const SecurityPage: () => JSX.Element = securityPlugin.provide(
  createRoutableExtension({
    name: 'SecurityPage',
    component: () =>
      import('./components/SecurityPage/SecurityPage').then(
        m => m.SecurityPage,
      ),
    mountPoint: rootRouteRef,
  }),
);

/**
 * A card for the catalog's pages of groups and people: the service accounts that
 * they own. There is none for who may not view the Security module.
 *
 * @public
 */
export const EntityServiceAccountsCard: () => JSX.Element | null =
  securityPlugin.provide(
    createComponentExtension({
      name: 'EntityServiceAccountsCard',
      component: {
        lazy: () =>
          import('./components/ServiceAccountsCard/ServiceAccountsCard').then(
            m => m.ServiceAccountsCard,
          ),
      },
    }),
  );

/**
 * A card for the catalog's page of a service account: whose it is, and whether
 * its key works. There is none for who may not view the Security module.
 *
 * @public
 */
export const EntityServiceAccountCard: () => JSX.Element | null =
  securityPlugin.provide(
    createComponentExtension({
      name: 'EntityServiceAccountCard',
      component: {
        lazy: () =>
          import(
            './components/ServiceAccountEntityCard/ServiceAccountEntityCard'
          ).then(m => m.ServiceAccountEntityCard),
      },
    }),
  );
