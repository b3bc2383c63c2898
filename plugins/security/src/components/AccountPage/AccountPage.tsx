import { Link, Progress } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  BreadcrumbEntry,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useParams } from 'react-router-dom';
import { statusOf } from '../../api/errors';
import { useAccount } from '../../hooks/useAccount';
import { accountRouteRef, usersRouteRef } from '../../routes';
import { securityTranslationRef } from '../../translation';
import { EditServiceAccountPage } from '../EditServiceAccountPage/EditServiceAccountPage';
import { Message } from '../Message/Message';
import { PageTitle } from '../PageTitle/PageTitle';
import { RequestError } from '../RequestError/RequestError';
import { UserAccountPage } from './UserAccountPage';

/** The account that the URL names. */
export function AccountPage() {
  const { namespace = '', name = '' } = useParams();
  const accountRoute = useRouteRef(accountRouteRef);
  return (
    <BreadcrumbEntry
      entry={{ label: name, href: accountRoute({ namespace, name }) }}
    >
      <AccountContent
        key={`${namespace}/${name}`}
        namespace={namespace}
        name={name}
      />
    </BreadcrumbEntry>
  );
}

function AccountContent({
  namespace,
  name,
}: {
  namespace: string;
  name: string;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const usersRoute = useRouteRef(usersRouteRef);
  const { account, error, reload } = useAccount(namespace, name);

  if (statusOf(error) === 404) {
    const state = account ? 'gone' : 'notFound';
    const title = t(`editPage.${state}.title`);
    return (
      <>
        <PageTitle title={title} />
        <Message
          title={title}
          text={t(`editPage.${state}.text`, {
            ref: `user:${namespace}/${name}`,
          })}
          action={<Link to={usersRoute()}>{t('module.backToUsers')}</Link>}
        />
      </>
    );
  }
  const failure = (
    <RequestError
      error={error}
      title={t('editPage.loadFailed')}
      onRetry={() => reload()}
    />
  );
  if (!account) {
    return error === undefined ? <Progress /> : failure;
  }
  return (
    <>
      {failure}
      {account.type === 'user' ? (
        <UserAccountPage account={account} />
      ) : (
        <EditServiceAccountPage account={account} reload={reload} />
      )}
    </>
  );
}
