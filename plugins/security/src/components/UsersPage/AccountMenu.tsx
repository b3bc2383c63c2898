import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import ListItemText from '@material-ui/core/ListItemText';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import MoreVert from '@material-ui/icons/MoreVert';
import VpnKey from '@material-ui/icons/VpnKeyOutlined';
import { ServiceAccount } from 'backstage-plugin-security-common';
import { useState } from 'react';
import { useReasons } from '../../hooks/useReasons';
import { securityTranslationRef } from '../../translation';

/** What can be done with an account of the list. */
export type AccountAction =
  | 'edit'
  | 'show'
  | 'rotate'
  | 'revoke'
  | 'disable'
  | 'enable';

const useStyles = makeStyles(theme => ({
  root: {
    whiteSpace: 'nowrap',
  },
  unavailable: {
    '&, &:hover': {
      backgroundColor: 'transparent',
      color: theme.palette.action.disabled,
      cursor: 'not-allowed',
    },
  },
  // On a narrow screen it is in the menu alone.
  show: {
    [theme.breakpoints.down('xs')]: {
      display: 'none',
    },
  },
  item: {
    maxWidth: theme.spacing(45),
    whiteSpace: 'normal',
  },
}));

/** Show API Key, and a menu with all the rest, in the row of an account. */
export function AccountMenu({
  account,
  onAction,
}: {
  account: ServiceAccount;
  onAction(action: AccountAction, account: ServiceAccount): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const reasons = useReasons();
  const [anchor, setAnchor] = useState<Element>();
  const { name, status } = account;
  const notToShow = reasons.notToShowApiKey(account);
  const isDisabled = status === 'disabled';

  const items: Array<[AccountAction, string, string | undefined]> = [
    ['edit', t('usersPage.toolbar.edit'), reasons.notToOpen(account)],
    ['show', t('usersPage.toolbar.showApiKey'), notToShow],
    ['rotate', t('apiKeySection.rotate'), reasons.notToRotate(account)],
    ['revoke', t('apiKeySection.revoke'), reasons.notToRevokeAny(account)],
    isDisabled
      ? ['enable', t('usersPage.row.enable'), reasons.notToUpdate(account)]
      : ['disable', t('usersPage.row.disable'), reasons.notToDisable(account)],
  ];

  function choose(action: AccountAction) {
    setAnchor(undefined);
    onAction(action, account);
  }

  return (
    <div className={classes.root}>
      <Tooltip title={notToShow ?? t('usersPage.toolbar.showApiKey')}>
        <IconButton
          size="small"
          aria-label={t('usersPage.row.showApiKey', { name })}
          aria-disabled={notToShow ? true : undefined}
          className={`${classes.show} ${notToShow ? classes.unavailable : ''}`}
          onClick={() => !notToShow && choose('show')}
        >
          <VpnKey fontSize="small" />
        </IconButton>
      </Tooltip>
      <IconButton
        size="small"
        aria-label={t('usersPage.row.menu', { name })}
        aria-haspopup="menu"
        aria-expanded={Boolean(anchor)}
        onClick={event => setAnchor(event.currentTarget)}
      >
        <MoreVert fontSize="small" />
      </IconButton>
      {anchor && (
        <Menu open anchorEl={anchor} onClose={() => setAnchor(undefined)}>
          {items.map(([action, label, reason]) => (
            <MenuItem
              key={action}
              dense
              aria-disabled={reason ? true : undefined}
              className={`${classes.item} ${reason ? classes.unavailable : ''}`}
              onClick={() => !reason && choose(action)}
            >
              <ListItemText primary={label} secondary={reason} />
            </MenuItem>
          ))}
        </Menu>
      )}
    </div>
  );
}
