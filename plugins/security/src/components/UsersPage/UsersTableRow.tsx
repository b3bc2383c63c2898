import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EntityRefLink,
  humanizeEntityRef,
} from '@backstage/plugin-catalog-react';
import Chip from '@material-ui/core/Chip';
import Radio from '@material-ui/core/Radio';
import { alpha, makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { Account, ServiceAccount } from 'backstage-plugin-security-common';
import { ReactNode } from 'react';
import { useNow } from '../../hooks/useNow';
import { keyStateAt } from '../../keysNow';
import { accountRouteRef } from '../../routes';
import { securityTranslationRef } from '../../translation';
import { ApiKeyStatusLabel } from '../ApiKeyStatusLabel/ApiKeyStatusLabel';
import { RelativeTime } from '../RelativeTime/RelativeTime';

const useStyles = makeStyles(theme => ({
  // Neither the grey of the stripes of the table, nor that under the pointer.
  selected: {
    '&&&': {
      backgroundColor: alpha(theme.palette.primary.main, 0.1),
      boxShadow: `inset ${theme.spacing(0.5)}px 0 ${
        theme.palette.primary.main
      }`,
    },
  },
  name: {
    minWidth: theme.spacing(20),
  },
  owner: {
    minWidth: theme.spacing(14),
  },
  twoLines: {
    minWidth: theme.spacing(15),
  },
  nowrap: {
    whiteSpace: 'nowrap',
  },
  // Less wide than in one line, for the columns after it.
  otherKeys: {
    minWidth: theme.spacing(12),
    whiteSpace: 'normal',
  },
  chip: {
    margin: 0,
  },
}));

/** An account; a click anywhere in the row selects it. */
export function UsersTableRow({
  account,
  isSelected,
  onSelect,
}: {
  account: Account;
  isSelected: boolean;
  onSelect(account: Account): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const isServiceAccount = account.type === 'service-account';
  const notApplicable = (
    <span aria-label={t('usersPage.table.notApplicable')} role="img">
      —
    </span>
  );

  return (
    <TableRow
      hover
      selected={isSelected}
      classes={{ selected: classes.selected }}
      onClick={() => onSelect(account)}
    >
      <TableCell padding="checkbox">
        <Radio
          size="small"
          color="primary"
          name="security-selected-account"
          checked={isSelected}
          onChange={() => onSelect(account)}
          inputProps={{
            'aria-label': t('usersPage.table.select', { name: account.name }),
          }}
        />
      </TableCell>
      <TableCell
        component="th"
        scope="row"
        role="rowheader"
        className={classes.name}
      >
        <AccountName account={account} />
      </TableCell>
      <TableCell>
        <span className={classes.nowrap}>
          {t(
            isServiceAccount
              ? 'account.type.serviceAccount'
              : 'account.type.user',
          )}
        </span>{' '}
        {isServiceAccount && account.status === 'disabled' && (
          <Chip
            size="small"
            className={classes.chip}
            label={t('account.disabled')}
          />
        )}
      </TableCell>
      {isServiceAccount ? (
        <>
          <TableCell className={classes.owner}>
            <EntityRefLink entityRef={account.ownerRef} />
          </TableCell>
          <KeyCells account={account} notApplicable={notApplicable} />
          <TableCell className={classes.nowrap}>
            <RelativeTime time={account.createdAt} />
          </TableCell>
        </>
      ) : (
        ['owner', 'keyStatus', 'hint', 'lastUsed', 'created'].map(column => (
          <TableCell key={column}>{notApplicable}</TableCell>
        ))
      )}
    </TableRow>
  );
}

/** What is to be said of all keys of the account together. */
function KeyCells({
  account,
  notApplicable,
}: {
  account: ServiceAccount;
  notApplicable: ReactNode;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const now = useNow();
  const state = keyStateAt(account, now);

  function otherKeys() {
    const { status, workingKeys } = state;
    if (status === 'retiring') {
      return t('usersPage.table.otherKeys', { more: String(workingKeys) });
    }
    return workingKeys > 1
      ? t('usersPage.table.moreKeys', { more: String(workingKeys - 1) })
      : undefined;
  }

  const others = otherKeys();
  return (
    <>
      <TableCell
        className={
          state.status === 'retiring' ? classes.twoLines : classes.nowrap
        }
      >
        <ApiKeyStatusLabel state={state} now={now} />
      </TableCell>
      <TableCell className={classes.nowrap}>
        {account.apiKey ? (
          <code>{t('common.hint', { hint: account.apiKey.hint })}</code>
        ) : (
          notApplicable
        )}
        {others && (
          <Typography
            variant="caption"
            component="div"
            className={classes.otherKeys}
          >
            {others}
          </Typography>
        )}
      </TableCell>
      <TableCell className={classes.nowrap}>
        <RelativeTime time={state.lastUsedAt} />
      </TableCell>
    </>
  );
}

function AccountName({ account }: { account: Account }) {
  const accountRoute = useRouteRef(accountRouteRef);
  const { type, entityRef, namespace, name, title } = account;
  const label =
    type === 'user'
      ? humanizeEntityRef(parseEntityRef(entityRef), { defaultKind: 'user' })
      : name;
  return (
    <>
      {type === 'user' ? (
        <EntityRefLink entityRef={entityRef}>{title ?? label}</EntityRefLink>
      ) : (
        <Link to={accountRoute({ namespace, name })}>{title ?? label}</Link>
      )}
      {title && (
        <Typography variant="caption" component="div">
          {label}
        </Typography>
      )}
    </>
  );
}
