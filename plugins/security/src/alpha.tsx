import {
  ApiBlueprint,
  createFrontendPlugin,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import SecurityIcon from '@material-ui/icons/Security';
import { securityApiFactory } from './api';
import { rootRouteRef } from './routes';

const MAY_SEE_MODULE = {
  permissions: { $contains: 'security.configuration.read#read' },
};

const securityApi = ApiBlueprint.make({
  params: defineParams => defineParams(securityApiFactory),
});

const securityPage = PageBlueprint.make({
  if: MAY_SEE_MODULE,
  params: {
    path: '/security',
    title: 'Security',
    icon: <SecurityIcon fontSize="inherit" />,
    routeRef: rootRouteRef,
  },
});

const usersPage = SubPageBlueprint.make({
  name: 'users',
  params: {
    path: 'users',
    title: 'Users',
    loader: () =>
      import('./components/SecurityContent/SecurityContent').then(m => (
        <m.SecurityContentPage />
      )),
  },
});

// Stands where the module is for everybody else. Without a route ref it has no
// entry in the navigation, and says what is missing where a 404 would not.
const noAccessPage = PageBlueprint.make({
  name: 'no-access',
  if: { $not: MAY_SEE_MODULE },
  params: {
    path: '/security',
    title: 'Security',
    icon: <SecurityIcon fontSize="inherit" />,
    loader: () =>
      import('./components/SecurityContent/SecurityContent').then(m => (
        <m.NoAccessPage />
      )),
  },
});

/**
 * The plugin for apps in the new front-end system.
 *
 * @alpha
 */
export default createFrontendPlugin({
  pluginId: 'security',
  title: 'Security',
  icon: <SecurityIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [securityApi, securityPage, usersPage, noAccessPage],
});
