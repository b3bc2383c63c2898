import { Content, Progress } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { securityConfigurationReadPermission } from 'backstage-plugin-security-common';
import { PropsWithChildren } from 'react';
import { Route, Routes } from 'react-router-dom';
import { securityTranslationRef } from '../../translation';
import { AccountPage } from '../AccountPage/AccountPage';
import { NoAccess } from '../NoAccess/NoAccess';
import { RequestError } from '../RequestError/RequestError';
import { UsersPage } from '../UsersPage/UsersPage';

/** Security › Users without a header: the same in both front-end systems. */
export function SecurityContent() {
  return (
    <RequireAccess>
      <Routes>
        <Route path="/" element={<UsersPage />} />
        <Route path="/:namespace/:name" element={<AccountPage />} />
      </Routes>
    </RequireAccess>
  );
}

/** {@link SecurityContent} below the header of the new front-end system. */
export function SecurityContentPage() {
  return (
    <main>
      <Content>
        <SecurityContent />
      </Content>
    </main>
  );
}

/** {@link NoAccess} below the header of the new front-end system. */
export function NoAccessPage() {
  return (
    <main>
      <Content>
        <NoAccess />
      </Content>
    </main>
  );
}

/** The backend decides; this only says it sooner, and in words. */
function RequireAccess({ children }: PropsWithChildren<{}>) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { loading, allowed, error } = usePermission({
    permission: securityConfigurationReadPermission,
  });
  if (error) {
    return (
      <RequestError error={error} title={t('module.permissionCheckFailed')} />
    );
  }
  if (loading) {
    return <Progress />;
  }
  return allowed ? <>{children}</> : <NoAccess />;
}
