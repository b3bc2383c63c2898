import { Header, Page, TabbedLayout } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Navigate, Route, Routes } from 'react-router-dom';
import { securityTranslationRef } from '../../translation';
import { SecurityContent } from '../SecurityContent/SecurityContent';

/** The Security module of the legacy front-end system, with its header. */
export function SecurityPage() {
  const { t } = useTranslationRef(securityTranslationRef);
  return (
    <Routes>
      <Route path="/" element={<Navigate to="users" replace />} />
      <Route
        path="*"
        element={
          <Page themeId="tool">
            <Header title={t('module.title')} />
            <TabbedLayout>
              <TabbedLayout.Route path="/users" title={t('module.users')}>
                <SecurityContent />
              </TabbedLayout.Route>
            </TabbedLayout>
          </Page>
        }
      />
    </Routes>
  );
}
