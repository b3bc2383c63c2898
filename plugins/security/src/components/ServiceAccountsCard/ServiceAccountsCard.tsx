import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link, Progress } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  ListAccountsQuery,
  ListAccountsResponse,
  MOST_COUNTED,
} from 'backstage-plugin-security-common';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useAccess } from '../../hooks/useAccess';
import { useAccountsPage } from '../../hooks/useAccountsPage';
import { useNotify } from '../../hooks/useNotify';
import { useNumber } from '../../hooks/useNumber';
import { useReasons } from '../../hooks/useReasons';
import { isServiceAccount } from '../../isServiceAccount';
import { accountRouteRef, usersRouteRef } from '../../routes';
import { securityTranslationRef } from '../../translation';
import { RequestError } from '../RequestError/RequestError';
import { AccountDialogs, ListDialog } from '../UsersPage/AccountDialogs';
import { AccountsTable } from './AccountsTable';

const LIMIT = 10;

const useStyles = makeStyles(theme => ({
  reason: {
    margin: theme.spacing(1, 0, 0),
  },
}));

/**
 * The service accounts that the group or person of an entity page owns. There is
 * nothing for who may not view the module, or as long as that is not known.
 */
export function ServiceAccountsCard() {
  const { entity } = useEntity();
  const { isAllowed } = useAccess();
  const owner = stringifyEntityRef(entity);
  // A service account owns none.
  return isAllowed && !isServiceAccount(entity) ? (
    <OwnedAccounts key={owner} owner={owner} />
  ) : null;
}

function OwnedAccounts({ owner }: { owner: string }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const accountRoute = useRouteRef(accountRouteRef);
  const navigate = useNavigate();
  const notify = useNotify();
  const reasons = useReasons();
  const [dialog, setDialog] = useState<ListDialog>();
  const query = useMemo(
    (): ListAccountsQuery => ({
      type: 'service-account',
      owner,
      // What ends next is what its owner has to look after.
      orderBy: 'expiresAt',
      order: 'asc',
      limit: LIMIT,
    }),
    [owner],
  );
  const { page, loading, error, reload } = useAccountsPage(query);
  const accounts = page?.items.filter(account => account.type !== 'user');
  const notToCreate = page && reasons.notToCreate(page);

  return (
    <>
      <EntityInfoCard
        title={t('entityCards.accounts.title')}
        headerActions={
          page?.canCreate && (
            <Button
              size="small"
              color="primary"
              variant="outlined"
              // Beside the title, which says of what.
              aria-label={t('usersPage.toolbar.create')}
              onClick={() =>
                setDialog({ kind: 'create', preset: { ownerRef: owner } })
              }
            >
              {t('createDialog.create')}
            </Button>
          )
        }
        footerActions={
          page?.nextCursor && <AllAccounts owner={owner} page={page} />
        }
      >
        <RequestError
          error={error}
          title={t('usersPage.loadFailed')}
          onRetry={reload}
        />
        {!page && loading && <Progress />}
        {accounts?.length === 0 && (
          <Typography variant="body2">
            {t('entityCards.accounts.none')}
          </Typography>
        )}
        {accounts && accounts.length > 0 && (
          <AccountsTable
            label={t('entityCards.accounts.title')}
            accounts={accounts}
          />
        )}
        {notToCreate && (
          <Typography
            variant="caption"
            component="p"
            className={classes.reason}
          >
            {notToCreate}
          </Typography>
        )}
      </EntityInfoCard>
      <AccountDialogs
        dialog={dialog}
        onClose={() => setDialog(undefined)}
        onChanged={() => {
          setDialog(undefined);
          reload();
        }}
        onCreated={(account, { showApiKey }) => {
          if (showApiKey) {
            setDialog({ kind: 'key', name: account.name, action: 'generate' });
          } else {
            notify(t('createDialog.created', { name: account.name }));
            navigate(accountRoute(account));
          }
        }}
      />
    </>
  );
}

/** The way to those that the card has no room for. */
function AllAccounts({
  owner,
  page: { figures },
}: {
  owner: string;
  page: ListAccountsResponse;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const number = useNumber();
  const usersRoute = useRouteRef(usersRouteRef);
  if (!figures) {
    return null;
  }
  const total = figures.active + figures['not-working'];
  return (
    <Link to={`${usersRoute()}?${new URLSearchParams({ owner })}`}>
      {t('entityCards.accounts.all', {
        number:
          total < MOST_COUNTED
            ? number(total)
            : t('usersPage.figures.orMore', { number: number(MOST_COUNTED) }),
      })}
    </Link>
  );
}
