import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** The Security module. */
export const rootRouteRef = createRouteRef({ id: 'security' });

/** The list of users and service accounts. */
export const usersRouteRef = createSubRouteRef({
  id: 'security/users',
  parent: rootRouteRef,
  path: '/users',
});

/** One user or service account. */
export const accountRouteRef = createSubRouteRef({
  id: 'security/account',
  parent: rootRouteRef,
  path: '/users/:namespace/:name',
});
