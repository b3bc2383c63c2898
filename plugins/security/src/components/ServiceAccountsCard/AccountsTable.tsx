import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { ServiceAccount } from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../../translation';
import { AccountName } from '../AccountName/AccountName';
import { KeyCell, LastUseCell } from '../UsersPage/KeyCells';

const useStyles = makeStyles(theme => ({
  table: {
    '& td, & th': {
      lineHeight: theme.typography.body2.lineHeight,
      padding: theme.spacing(1),
      wordBreak: 'normal',
      overflowWrap: 'break-word',
    },
  },
  lastUsed: {
    minWidth: theme.spacing(13),
    // The page of the account tells it.
    [theme.breakpoints.down('xs')]: {
      display: 'none',
    },
  },
}));

/** Service accounts, how their keys stand, and when they were last used. */
export function AccountsTable({
  label,
  accounts,
}: {
  label: string;
  accounts: ServiceAccount[];
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  return (
    <TableContainer>
      <Table size="small" className={classes.table} aria-label={label}>
        <TableHead>
          <TableRow>
            <TableCell>{t('usersPage.table.name')}</TableCell>
            <TableCell>{t('usersPage.table.keyStatus')}</TableCell>
            <TableCell className={classes.lastUsed}>
              {t('usersPage.table.lastUsed')}
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {accounts.map(account => (
            <TableRow key={account.entityRef}>
              <TableCell component="th" scope="row" role="rowheader">
                <AccountName account={account} />
              </TableCell>
              <TableCell>
                <KeyCell account={account} />
              </TableCell>
              <TableCell className={classes.lastUsed}>
                <LastUseCell account={account} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
