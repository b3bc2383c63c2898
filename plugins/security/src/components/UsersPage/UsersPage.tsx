import { Progress } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { ServiceAccount } from 'backstage-plugin-security-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { statusOf } from '../../api/errors';
import { useAccountsPage } from '../../hooks/useAccountsPage';
import { useNotify } from '../../hooks/useNotify';
import { useReasons } from '../../hooks/useReasons';
import { useUsersQuery } from '../../hooks/useUsersQuery';
import { accountRouteRef } from '../../routes';
import { securityTranslationRef } from '../../translation';
import { ActionBar } from '../ActionBar/ActionBar';
import { ApiKeyDialog } from '../ApiKeyDialog/ApiKeyDialog';
import { CreateServiceAccountDialog } from '../CreateServiceAccountDialog/CreateServiceAccountDialog';
import { Message } from '../Message/Message';
import { NoAccess } from '../NoAccess/NoAccess';
import { RequestError } from '../RequestError/RequestError';
import { CursorPagination } from './CursorPagination';
import { NoServiceAccounts } from './NoServiceAccounts';
import { UsersFilters } from './UsersFilters';
import { UsersTable } from './UsersTable';

/** Security › Users: every service account and user of the portal. */
export function UsersPage() {
  const { t } = useTranslationRef(securityTranslationRef);
  const notify = useNotify();
  const navigate = useNavigate();
  const accountRoute = useRouteRef(accountRouteRef);
  const reasons = useReasons();
  const users = useUsersQuery();
  const { page, loading, error, reload } = useAccountsPage(users.query);
  const [selectedRef, setSelectedRef] = useState<string>();
  const [dialog, setDialog] = useState<'create' | 'show-api-key'>();

  if (statusOf(error) === 403) {
    return <NoAccess />;
  }

  const selected = page?.items.find(item => item.entityRef === selectedRef);
  const notLoaded = t(
    error === undefined ? 'common.loading' : 'usersPage.loadFailed',
  );
  const isEmpty = page?.items.length === 0;

  function openAccount({ namespace, name }: ServiceAccount) {
    navigate(accountRoute({ namespace, name }));
  }

  return (
    <>
      <Typography component="h2" variant="h5">
        {t('usersPage.title')}
      </Typography>
      <Typography gutterBottom>{t('usersPage.subtitle')}</Typography>
      <ActionBar
        label={t('usersPage.toolbar.label')}
        hasLine
        actions={[
          {
            label: t('usersPage.toolbar.edit'),
            reason: page ? reasons.notToOpen(selected) : notLoaded,
            onClick: () => openAccount(selected as ServiceAccount),
          },
          {
            label: t('usersPage.toolbar.showApiKey'),
            reason: page ? reasons.notToShowApiKey(selected) : notLoaded,
            onClick: () => setDialog('show-api-key'),
          },
          {
            label: t('usersPage.toolbar.create'),
            reason: page ? reasons.notToCreate(page) : notLoaded,
            onClick: () => setDialog('create'),
            primary: true,
          },
        ]}
      />
      <UsersFilters
        query={users.query}
        hasResults={loading || !page ? undefined : !isEmpty}
        onChange={users.change}
      />
      <RequestError
        error={error}
        title={t('usersPage.loadFailed')}
        onRetry={reload}
      />
      {error !== undefined && users.query.cursor && (
        <Button onClick={users.goToFirstPage}>
          {t('usersPage.firstPage')}
        </Button>
      )}
      {!page && loading && <Progress />}
      {page && hasNoServiceAccounts(users, page.items[0]?.type) && (
        <NoServiceAccounts />
      )}
      {isEmpty && users.isFiltered && (
        <Message
          title={t('usersPage.nothingMatches.title')}
          text={t('usersPage.nothingMatches.text')}
          action={
            <Button
              variant="outlined"
              color="primary"
              onClick={users.clearFilters}
            >
              {t('usersPage.nothingMatches.clear')}
            </Button>
          }
        />
      )}
      {page && !isEmpty && (
        <UsersTable
          accounts={page.items}
          loading={loading}
          query={users.query}
          selectedRef={selected?.entityRef}
          onSelect={account => setSelectedRef(account.entityRef)}
          onSort={users.change}
        />
      )}
      {page && (!isEmpty || users.query.cursor) && (
        <CursorPagination
          count={page.items.length}
          limit={users.query.limit}
          nextCursor={page.nextCursor}
          hasPrevious={Boolean(users.query.cursor)}
          onNext={users.goToPage}
          onPrevious={users.goToPreviousPage}
          onLimitChange={limit => users.change({ limit })}
        />
      )}
      {dialog === 'create' && (
        <CreateServiceAccountDialog
          onClose={() => setDialog(undefined)}
          onCreated={account => {
            notify(t('createDialog.created', { name: account.name }));
            openAccount(account);
          }}
        />
      )}
      {dialog === 'show-api-key' && selected && (
        <ApiKeyDialog
          name={selected.name}
          action="show"
          onClose={() => {
            setDialog(undefined);
            reload();
          }}
        />
      )}
    </>
  );
}

/** Service accounts come first, so none on the first page means none at all. */
function hasNoServiceAccounts(
  { query, isFiltered }: ReturnType<typeof useUsersQuery>,
  firstType: string | undefined,
): boolean {
  return !isFiltered && !query.cursor && firstType !== 'service-account';
}
