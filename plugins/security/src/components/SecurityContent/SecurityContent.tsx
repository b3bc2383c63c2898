import { Content } from '@backstage/core-components';
import { PropsWithChildren } from 'react';
import { Route, Routes } from 'react-router-dom';
import { AccountPage } from '../AccountPage/AccountPage';
import { NotFound } from '../NotFound/NotFound';
import { RequireAccess } from '../RequireAccess/RequireAccess';
import { UsersPage } from '../UsersPage/UsersPage';

/** Security › Users without a header: the same in both front-end systems. */
export function SecurityContent() {
  return (
    <RequireAccess>
      <Routes>
        <Route path="/" element={<UsersPage />} />
        <Route path="/:namespace/:name" element={<AccountPage />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </RequireAccess>
  );
}

/** {@link SecurityContent} below the header of the new front-end system. */
export function SecurityContentPage() {
  return (
    <BelowHeader>
      <SecurityContent />
    </BelowHeader>
  );
}

/** {@link NotFound} below the header of the new front-end system. */
export function NotFoundPage() {
  return (
    <BelowHeader>
      <RequireAccess>
        <NotFound />
      </RequireAccess>
    </BelowHeader>
  );
}

function BelowHeader({ children }: PropsWithChildren<{}>) {
  return (
    <main>
      <Content>{children}</Content>
    </main>
  );
}
