import { MutableRefObject, useEffect, useState } from 'react';
import { useLocation, useNavigate, useNavigationType } from 'react-router-dom';
import { UsersPage } from './UsersPage';

/** The search, filters, order and page of the list, as its URL has them. */
export type ListAsLeft = MutableRefObject<
  { search: string; state: unknown } | undefined
>;

/**
 * The list, as it was left: the ways back to it from an account lead to its bare
 * URL, since the tab and the breadcrumb cannot lead to another one.
 */
export function UsersPageAsLeft({ asLeft }: { asLeft: ListAsLeft }) {
  const { search, state } = useLocation();
  const navigate = useNavigate();
  // Who goes back or forward in the browser gets what was there.
  const isByHistory = useNavigationType() === 'POP';
  const [restored, setRestored] = useState(
    search || isByHistory ? undefined : asLeft.current,
  );

  useEffect(() => {
    if (restored) {
      navigate(
        { search: restored.search },
        { replace: true, state: restored.state },
      );
      setRestored(undefined);
    } else {
      asLeft.current = { search, state };
    }
  }, [asLeft, navigate, restored, search, state]);

  // The list would load as a whole before.
  return restored ? null : <UsersPage />;
}
