import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Checkbox from '@material-ui/core/Checkbox';
import LinearProgress from '@material-ui/core/LinearProgress';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import {
  Account,
  AccountOrderField,
  ListAccountsQuery,
  ServiceAccount,
} from 'backstage-plugin-security-common';
import { Selection } from '../../hooks/useSelection';
import { securityTranslationRef } from '../../translation';
import { AccountAction } from './AccountMenu';
import { firstOrderOf } from './firstOrder';
import { UsersTableRow } from './UsersTableRow';

type Sorting = Pick<ListAccountsQuery, 'orderBy' | 'order'>;

const COLUMNS = [
  { label: 'name', orderBy: 'name' },
  { label: 'owner', orderBy: 'owner' },
  { label: 'keyStatus', orderBy: 'expiresAt' },
  { label: 'lastUsed', orderBy: 'lastUsedAt' },
] as const;

const useStyles = makeStyles(theme => ({
  progress: {
    position: 'absolute',
    width: '100%',
  },
  container: {
    position: 'relative',
  },
  // For screen readers only.
  hidden: {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
  },
  table: {
    '& td, & th': {
      lineHeight: theme.typography.body2.lineHeight,
      padding: theme.spacing(1, 1.5),
      wordBreak: 'normal',
      overflowWrap: 'break-word',
    },
    '& thead th': {
      whiteSpace: 'nowrap',
    },
    [theme.breakpoints.down('xs')]: {
      '& td, & th': {
        padding: theme.spacing(1, 0.5),
      },
    },
  },
  // What is not here on a narrow screen, the account's page tells.
  wide: {
    [theme.breakpoints.down('xs')]: {
      display: 'none',
    },
  },
}));

/** One page of accounts, of which some can be selected. */
export function UsersTable({
  accounts,
  loading,
  query,
  selection,
  onSort,
  onAction,
}: {
  accounts: Account[];
  loading: boolean;
  query: Sorting;
  selection: Selection;
  onSort(sorting: Sorting): void;
  onAction(action: AccountAction, account: ServiceAccount): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();

  function sortBy(orderBy: AccountOrderField) {
    const first = firstOrderOf(orderBy);
    const isAgain = query.orderBy === orderBy && query.order === first;
    const other = first === 'asc' ? 'desc' : 'asc';
    onSort({ orderBy, order: isAgain ? other : first });
  }

  return (
    <TableContainer component={Paper} className={classes.container}>
      {loading && (
        <LinearProgress
          className={classes.progress}
          aria-label={t('common.loading')}
        />
      )}
      <Table
        size="small"
        className={classes.table}
        aria-label={t('usersPage.table.label')}
        aria-busy={loading}
      >
        <TableHead>
          <TableRow>
            <TableCell padding="checkbox">
              <Checkbox
                size="small"
                color="primary"
                checked={selection.isAll}
                indeterminate={selection.isSome && !selection.isAll}
                onChange={selection.toggleAll}
                inputProps={{ 'aria-label': t('usersPage.table.selectAll') }}
              />
            </TableCell>
            {COLUMNS.map(({ label, orderBy }) => {
              const isActive = query.orderBy === orderBy;
              return (
                <TableCell
                  key={label}
                  sortDirection={isActive ? query.order : false}
                  className={
                    label === 'owner' || label === 'lastUsed'
                      ? classes.wide
                      : undefined
                  }
                >
                  <TableSortLabel
                    active={isActive}
                    direction={isActive ? query.order : firstOrderOf(orderBy)}
                    onClick={() => sortBy(orderBy)}
                  >
                    {t(`usersPage.table.${label}`)}
                  </TableSortLabel>
                </TableCell>
              );
            })}
            <TableCell>
              <span className={classes.hidden}>
                {t('usersPage.table.actions')}
              </span>
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {accounts.map(account => (
            <UsersTableRow
              key={account.entityRef}
              account={account}
              isSelected={selection.has(account)}
              wideOnly={classes.wide}
              onSelect={selection.only}
              onToggle={selection.toggle}
              onAction={onAction}
            />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
