import { Content, Progress } from '@backstage/core-components';
import { lazy, PropsWithChildren, Suspense, useRef } from 'react';
import { Route, Routes } from 'react-router-dom';
import { NotFound } from '../NotFound/NotFound';
import { RequireAccess } from '../RequireAccess/RequireAccess';
import { ListAsLeft, UsersPageAsLeft } from '../UsersPage/UsersPageAsLeft';

// Who only looks at the list does not wait for it.
const AccountPage = lazy(() =>
  import('../AccountPage/AccountPage').then(m => ({ default: m.AccountPage })),
);

/** Security › Users without a header: the same in both front-end systems. */
export function SecurityContent() {
  const asLeft: ListAsLeft = useRef();
  return (
    <RequireAccess>
      <Routes>
        <Route path="/" element={<UsersPageAsLeft asLeft={asLeft} />} />
        <Route
          path="/:namespace/:name"
          element={
            <Suspense fallback={<Progress />}>
              <AccountPage />
            </Suspense>
          }
        />
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
