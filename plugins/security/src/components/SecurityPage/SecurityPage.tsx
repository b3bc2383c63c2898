import {
  Content,
  Header,
  Page,
  TabbedLayout,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  matchPath,
  Navigate,
  Route,
  Routes,
  useParams,
} from 'react-router-dom';
import { securityTranslationRef } from '../../translation';
import { NotFound } from '../NotFound/NotFound';
import { RequireAccess } from '../RequireAccess/RequireAccess';
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
            <Sections />
          </Page>
        }
      />
    </Routes>
  );
}

function Sections() {
  const { t } = useTranslationRef(securityTranslationRef);
  const { '*': path } = useParams();
  // The tabs show the first one for every path that is none of theirs.
  return matchPath('/users/*', `/${path}`) ? (
    <TabbedLayout>
      <TabbedLayout.Route path="/users" title={t('module.users')}>
        <SecurityContent />
      </TabbedLayout.Route>
    </TabbedLayout>
  ) : (
    <Content>
      <RequireAccess>
        <NotFound />
      </RequireAccess>
    </Content>
  );
}
