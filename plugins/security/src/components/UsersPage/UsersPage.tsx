import { Progress } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ServiceAccount } from 'backstage-plugin-security-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { statusOf } from '../../api/errors';
import { useAccountsPage } from '../../hooks/useAccountsPage';
import { useNotify } from '../../hooks/useNotify';
import { useReasons } from '../../hooks/useReasons';
import { useSelection } from '../../hooks/useSelection';
import { useUsersQuery } from '../../hooks/useUsersQuery';
import { accountRouteRef } from '../../routes';
import { securityTranslationRef } from '../../translation';
import { ActionBar } from '../ActionBar/ActionBar';
import { NoAccess } from '../NoAccess/NoAccess';
import { PageTitle } from '../PageTitle/PageTitle';
import { PolicyBanner } from '../PolicyBanner/PolicyBanner';
import { usePolicyCheckUp } from '../PolicyBanner/usePolicyCheckUp';
import { RequestError } from '../RequestError/RequestError';
import { StaticTokens } from '../StaticTokens/StaticTokens';
import { useStaticTokens } from '../StaticTokens/useStaticTokens';
import { AccountDialogs, ListDialog } from './AccountDialogs';
import { AccountAction } from './AccountMenu';
import { CursorPagination } from './CursorPagination';
import { Figures } from './Figures';
import { FoundByKey } from './FoundByKey';
import { ListMessages } from './ListMessages';
import { SelectionBar } from './SelectionBar';
import { UsersFilters } from './UsersFilters';
import { UsersTable } from './UsersTable';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    [theme.breakpoints.down('xs')]: {
      gap: theme.spacing(1),
    },
  },
  heading: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
  },
}));

/** Security › Users: every service account and user of the portal. */
export function UsersPage() {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const notify = useNotify();
  const navigate = useNavigate();
  const accountRoute = useRouteRef(accountRouteRef);
  const reasons = useReasons();
  const users = useUsersQuery();
  const { query } = users;
  const { page, loading, error, reload } = useAccountsPage(query);
  const policy = usePolicyCheckUp(page);
  const staticTokens = useStaticTokens({ isListed: page !== undefined });
  const selection = useSelection(page?.items ?? []);
  const [dialog, setDialog] = useState<ListDialog>();
  const [pastedHint, setPastedHint] = useState<string>();

  if (statusOf(error) === 403) {
    return <NoAccess />;
  }

  const notLoaded = page
    ? undefined
    : t(error === undefined ? 'common.loading' : 'usersPage.loadFailed');
  const isEmpty = page?.items.length === 0;

  function openAccount({ namespace, name }: ServiceAccount) {
    navigate(accountRoute({ namespace, name }));
  }

  function act(action: AccountAction, account: ServiceAccount) {
    switch (action) {
      case 'edit':
        openAccount(account);
        break;
      case 'show':
      case 'rotate':
        setDialog({ kind: 'key', name: account.name, action });
        break;
      default:
        setDialog({ kind: action, account });
    }
  }

  return (
    <div className={classes.root}>
      <PageTitle title={t('usersPage.documentTitle')} />
      <div className={classes.heading}>
        <Typography component="h2" variant="h5">
          {t('usersPage.title')}
        </Typography>
        <ActionBar
          label={t('usersPage.toolbar.create')}
          actions={[
            {
              label: t('usersPage.toolbar.create'),
              reason: page ? reasons.notToCreate(page) : notLoaded,
              onClick: () => setDialog({ kind: 'create' }),
              primary: true,
            },
          ]}
        />
      </div>
      {policy.atFirst && <PolicyBanner checkUp={policy.atFirst} />}
      <Figures figures={page?.figures} query={query} onChange={users.change} />
      <UsersFilters
        query={query}
        onChange={users.change}
        onPastedKey={setPastedHint}
      />
      {pastedHint && pastedHint === query.search && page && !loading && (
        <FoundByKey hint={pastedHint} accounts={page.items} onAction={act} />
      )}
      <SelectionBar
        selection={selection}
        notLoaded={notLoaded}
        onAction={act}
        onBulk={action =>
          setDialog({ kind: 'bulk', action, accounts: selection.accounts })
        }
      />
      <RequestError
        error={error}
        title={t('usersPage.loadFailed')}
        onRetry={reload}
      />
      {error !== undefined && query.cursor && (
        <Button onClick={users.goToFirstPage}>
          {t('usersPage.firstPage')}
        </Button>
      )}
      {!page && loading && <Progress />}
      {page && <ListMessages users={users} page={page} />}
      {page && !isEmpty && (
        <UsersTable
          accounts={page.items}
          loading={loading}
          query={query}
          selection={selection}
          onSort={users.change}
          onAction={act}
        />
      )}
      {page && (!isEmpty || query.cursor) && (
        <CursorPagination
          count={page.items.length}
          limit={query.limit}
          nextCursor={page.nextCursor}
          hasPrevious={Boolean(query.cursor)}
          onNext={users.goToPage}
          onPrevious={users.goToPreviousPage}
          onLimitChange={limit => users.change({ limit })}
          onReload={reload}
        />
      )}
      {/* Above it would move the rows that are in use by now. */}
      {policy.late && <PolicyBanner checkUp={policy.late} />}
      {page && staticTokens.tokens.length > 0 && (
        <StaticTokens
          tokens={staticTokens.tokens}
          notToCreate={reasons.notToCreate(page)}
          onCreate={preset => setDialog({ kind: 'create', preset })}
        />
      )}
      <AccountDialogs
        dialog={dialog}
        onClose={() => setDialog(undefined)}
        onChanged={() => {
          setDialog(undefined);
          reload();
          staticTokens.reload();
        }}
        onCreated={(account, { showApiKey }) => {
          if (showApiKey) {
            setDialog({ kind: 'key', name: account.name, action: 'generate' });
          } else {
            setDialog(undefined);
            notify(t('createDialog.created', { name: account.name }));
            openAccount(account);
          }
        }}
      />
    </div>
  );
}
