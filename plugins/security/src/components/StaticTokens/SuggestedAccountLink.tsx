import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  SERVICE_ACCOUNT_NAMESPACE,
  SuggestedAccount,
} from 'backstage-plugin-security-common';
import { accountRouteRef } from '../../routes';

/** Leads to the account, where it tells when its key was last used. */
export function SuggestedAccountLink({
  account: { name },
}: {
  account: SuggestedAccount;
}) {
  const accountRoute = useRouteRef(accountRouteRef);
  const namespace = SERVICE_ACCOUNT_NAMESPACE;
  return <Link to={accountRoute({ namespace, name })}>{name}</Link>;
}
