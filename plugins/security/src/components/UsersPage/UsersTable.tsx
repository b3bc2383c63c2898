import { useTranslationRef } from '@backstage/frontend-plugin-api';
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
} from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../../translation';
import { UsersTableRow } from './UsersTableRow';

type Sorting = Pick<ListAccountsQuery, 'orderBy' | 'order'>;

const COLUMNS = [
  { label: 'name', orderBy: 'name' },
  { label: 'type' },
  { label: 'owner', orderBy: 'owner' },
  { label: 'keyStatus' },
  { label: 'hint' },
  { label: 'lastUsed' },
  { label: 'created', orderBy: 'createdAt' },
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
  },
}));

/** One page of accounts, of which one can be selected. */
export function UsersTable({
  accounts,
  loading,
  query,
  selectedRef,
  onSelect,
  onSort,
}: {
  accounts: Account[];
  loading: boolean;
  query: Sorting;
  selectedRef: string | undefined;
  onSelect(account: Account): void;
  onSort(sorting: Sorting): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();

  function sortBy(orderBy: AccountOrderField) {
    const isReversed = query.orderBy === orderBy && query.order === 'asc';
    onSort({ orderBy, order: isReversed ? 'desc' : 'asc' });
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
              <span className={classes.hidden}>
                {t('usersPage.table.selectColumn')}
              </span>
            </TableCell>
            {COLUMNS.map(column => {
              const label = t(`usersPage.table.${column.label}`);
              if (!('orderBy' in column)) {
                return <TableCell key={label}>{label}</TableCell>;
              }
              const { orderBy } = column;
              const isActive = query.orderBy === orderBy;
              return (
                <TableCell
                  key={label}
                  sortDirection={isActive ? query.order : false}
                >
                  <TableSortLabel
                    active={isActive}
                    direction={isActive ? query.order : 'asc'}
                    onClick={() => sortBy(orderBy)}
                  >
                    {label}
                  </TableSortLabel>
                </TableCell>
              );
            })}
          </TableRow>
        </TableHead>
        <TableBody>
          {accounts.map(account => (
            <UsersTableRow
              key={account.entityRef}
              account={account}
              isSelected={account.entityRef === selectedRef}
              onSelect={onSelect}
            />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
