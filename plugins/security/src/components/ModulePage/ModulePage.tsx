import {
  BreadcrumbEntry,
  IconElement,
  PageLayout,
  pluginHeaderActionsApiRef,
  routeResolutionApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { ReactNode, useMemo } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { rootRouteRef } from '../../routes';
import { securityTranslationRef } from '../../translation';

/** The titles of the extensions, where the config of the app has no others. */
export const TITLES = { module: 'Security', users: 'Users' } as const;

/**
 * The Security module of the new front-end system: as the framework's own page
 * with tabs, but in the language of the app, and for unknown paths as well.
 */
export function ModulePage({
  title,
  icon,
  tabs,
  notFound,
}: {
  title: string;
  icon: IconElement;
  tabs: Array<{ path: string; title: string; element: ReactNode }>;
  notFound: ReactNode;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const headerActions = useApi(pluginHeaderActionsApiRef);
  const routes = useApi(routeResolutionApiRef);

  // `PageLayout` is another component whenever it is rendered, and what is in
  // it begins anew. So this is rendered once for each language, and nothing
  // here may follow the address, as `useRouteRef` does.
  return useMemo(() => {
    const translated = (text: string) =>
      ({
        [TITLES.module]: t('module.title'),
        [TITLES.users]: t('module.users'),
      }[text] ?? text);
    return (
      <PageLayout
        title={translated(title)}
        icon={icon}
        titleLink={routes.resolve(rootRouteRef)?.()}
        headerActions={headerActions.getPluginHeaderActions('security')}
        tabs={tabs.map(tab => ({
          id: tab.path,
          label: translated(tab.title),
          href: tab.path,
        }))}
      >
        <Routes>
          {tabs.length > 0 && (
            <Route index element={<Navigate to={tabs[0].path} replace />} />
          )}
          {tabs.map(tab => (
            <Route
              key={tab.path}
              path={`${tab.path}/*`}
              element={
                <BreadcrumbEntry
                  entry={{ label: translated(tab.title), href: tab.path }}
                >
                  {tab.element}
                </BreadcrumbEntry>
              }
            />
          ))}
          <Route path="*" element={notFound} />
        </Routes>
      </PageLayout>
    );
  }, [t, headerActions, routes, title, icon, tabs, notFound]);
}
