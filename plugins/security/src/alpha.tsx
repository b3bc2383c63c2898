import {
  ApiBlueprint,
  coreExtensionData,
  createFrontendPlugin,
  ExtensionBoundary,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import SecurityIcon from '@material-ui/icons/Security';
import { SERVICE_ACCOUNT_NAMESPACE } from 'backstage-plugin-security-common';
import { Route, Routes } from 'react-router-dom';
import { securityApiFactory } from './api';
import { EntryIcon } from './components/SecurityIcon/EntryIcon';
import { rootRouteRef } from './routes';

const securityApi = ApiBlueprint.make({
  params: defineParams => defineParams(securityApiFactory),
});

// No extension of this plugin has an `if` on a permission: one failed call to
// the permission backend would then keep the whole app from starting.
const securityPage = PageBlueprint.makeWithOverrides({
  *factory(originalFactory, { node, inputs }) {
    const page = originalFactory({
      path: '/security',
      title: 'Security',
      icon: <EntryIcon />,
      routeRef: rootRouteRef,
    });
    for (const output of page) {
      if (output.id !== coreExtensionData.reactElement.id) {
        yield output;
      }
    }
    // The page has nothing to show for paths that are none of its tabs'.
    yield coreExtensionData.reactElement(
      <>
        {page.get(coreExtensionData.reactElement)}
        <Routes>
          <Route index element={null} />
          {inputs.pages
            .map(tab => tab.get(coreExtensionData.routePath))
            .map(path => (
              <Route key={path} path={`${path}/*`} element={null} />
            ))}
          <Route
            path="*"
            element={ExtensionBoundary.lazy(node, () =>
              import('./components/SecurityContent/SecurityContent').then(m => (
                <m.NotFoundPage />
              )),
            )}
          />
        </Routes>
      </>,
    );
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

const IS_SERVICE_ACCOUNT = {
  kind: 'user',
  'metadata.namespace': SERVICE_ACCOUNT_NAMESPACE,
};

const serviceAccountsCard = EntityCardBlueprint.make({
  name: 'service-accounts',
  params: {
    type: 'content',
    filter: {
      $all: [
        { kind: { $in: ['group', 'user'] } },
        { $not: IS_SERVICE_ACCOUNT },
      ],
    },
    loader: () =>
      import('./components/ServiceAccountsCard/ServiceAccountsCard').then(m => (
        <m.ServiceAccountsCard />
      )),
  },
});

const serviceAccountCard = EntityCardBlueprint.make({
  name: 'service-account',
  params: {
    type: 'content',
    filter: IS_SERVICE_ACCOUNT,
    loader: () =>
      import(
        './components/ServiceAccountEntityCard/ServiceAccountEntityCard'
      ).then(m => <m.ServiceAccountEntityCard />),
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
  extensions: [
    securityApi,
    securityPage,
    usersPage,
    serviceAccountsCard,
    serviceAccountCard,
  ],
});

export { securityTranslationRef } from './translation';
