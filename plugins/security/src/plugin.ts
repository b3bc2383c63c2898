import {
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
