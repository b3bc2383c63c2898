import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Checkbox from '@material-ui/core/Checkbox';
import { alpha, makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import Memory from '@material-ui/icons/Memory';
import Person from '@material-ui/icons/PersonOutline';
import { Account, ServiceAccount } from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../../translation';
import { AccountName } from '../AccountName/AccountName';
import { AccountAction, AccountMenu } from './AccountMenu';
import { KeyCell, LastUseCell } from './KeyCells';
import { OwnerLink } from './OwnerLink';

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
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  icon: {
    color: theme.palette.text.secondary,
    [theme.breakpoints.down('xs')]: {
      display: 'none',
    },
  },
  owner: {
    width: '18%',
    minWidth: theme.spacing(16),
  },
  key: {
    width: '22%',
  },
  lastUsed: {
    width: '15%',
    minWidth: theme.spacing(13),
  },
  actions: {
    width: 1,
  },
}));

/** An account; a click anywhere in the row selects it alone. */
export function UsersTableRow({
  account,
  isSelected,
  wideOnly,
  onSelect,
  onToggle,
  onAction,
}: {
  account: Account;
  isSelected: boolean;
  /** The class of cells that a narrow screen has no room for. */
  wideOnly: string;
  onSelect(account: Account): void;
  onToggle(account: Account): void;
  onAction(action: AccountAction, account: ServiceAccount): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const isUser = account.type === 'user';
  const Icon = isUser ? Person : Memory;

  return (
    <TableRow
      hover
      selected={isSelected}
      classes={{ selected: classes.selected }}
      onClick={() => onSelect(account)}
    >
      <TableCell padding="checkbox">
        <Checkbox
          size="small"
          color="primary"
          checked={isSelected}
          onClick={event => event.stopPropagation()}
          onChange={() => onToggle(account)}
          inputProps={{
            'aria-label': t('usersPage.table.select', { name: account.name }),
          }}
        />
      </TableCell>
      <TableCell component="th" scope="row" role="rowheader">
        <div className={classes.name}>
          <Icon
            fontSize="small"
            className={classes.icon}
            titleAccess={t(
              isUser ? 'account.type.user' : 'account.type.serviceAccount',
            )}
          />
          <AccountName account={account} />
        </div>
      </TableCell>
      {account.type === 'service-account' ? (
        <>
          <TableCell className={`${classes.owner} ${wideOnly}`}>
            <OwnerLink account={account} />
          </TableCell>
          <TableCell className={classes.key}>
            <KeyCell account={account} />
          </TableCell>
          <TableCell className={`${classes.lastUsed} ${wideOnly}`}>
            <LastUseCell account={account} />
          </TableCell>
          <TableCell
            className={classes.actions}
            onClick={event => event.stopPropagation()}
          >
            <AccountMenu account={account} onAction={onAction} />
          </TableCell>
        </>
      ) : (
        <TableCell colSpan={4}>
          <Typography variant="body2" color="textSecondary">
            {t('usersPage.table.person')}
          </Typography>
        </TableCell>
      )}
    </TableRow>
  );
}
