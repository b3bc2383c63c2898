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
import { securityApiFactory } from './api';
import { ModulePage, TITLES } from './components/ModulePage/ModulePage';
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
      title: TITLES.module,
      icon: <EntryIcon />,
      routeRef: rootRouteRef,
    });
    for (const output of page) {
      if (output.id !== coreExtensionData.reactElement.id) {
        yield output;
      }
    }
    yield coreExtensionData.reactElement(
      <ExtensionBoundary node={node}>
        <ModulePage
          title={page.get(coreExtensionData.title) ?? TITLES.module}
          icon={<EntryIcon />}
          tabs={inputs.pages.map(tab => ({
            path: tab.get(coreExtensionData.routePath),
            title: tab.get(coreExtensionData.title) ?? '',
            element: tab.get(coreExtensionData.reactElement),
          }))}
          notFound={ExtensionBoundary.lazy(node, () =>
            import('./components/SecurityContent/SecurityContent').then(m => (
              <m.NotFoundPage />
            )),
          )}
        />
      </ExtensionBoundary>,
    );
  },
});

const usersPage = SubPageBlueprint.make({
  name: 'users',
  params: {
    path: 'users',
    title: TITLES.users,
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
  title: TITLES.module,
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
