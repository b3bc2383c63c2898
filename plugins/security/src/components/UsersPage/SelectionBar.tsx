import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { ServiceAccount } from 'backstage-plugin-security-common';
import { useReasons } from '../../hooks/useReasons';
import { Selection } from '../../hooks/useSelection';
import { securityTranslationRef } from '../../translation';
import { ActionBar } from '../ActionBar/ActionBar';
import { BulkAction } from '../BulkDialog/useBulk';
import { AccountAction } from './AccountMenu';

const useStyles = makeStyles(theme => ({
  // In sight however far down the row is that was selected.
  root: {
    position: 'sticky',
    top: 0,
    zIndex: 2,
    padding: theme.spacing(1, 0),
    // What pages have behind them in the new front-end system, or in the legacy one.
    backgroundColor: `var(--bui-bg-app, ${theme.palette.background.default})`,
  },
}));

/** What can be done with the accounts that are selected, and why not. */
export function SelectionBar({
  selection,
  notLoaded,
  onAction,
  onBulk,
}: {
  selection: Selection;
  /** Why there is nothing to be selected yet. */
  notLoaded: string | undefined;
  onAction(action: AccountAction, account: ServiceAccount): void;
  onBulk(action: BulkAction): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const reasons = useReasons();
  const { accounts } = selection;
  const [first] = accounts;
  const isSeveral = accounts.length > 1;
  const serviceAccounts = accounts.filter(
    (account): account is ServiceAccount => account.type === 'service-account',
  );

  const notOne = (notTo: (account: typeof first) => string | undefined) =>
    notLoaded ?? (isSeveral ? t('reasons.severalSelected') : notTo(first));

  /** Several go together as soon as it is possible for one of them. */
  function notToBulk(notTo: (account: ServiceAccount) => string | undefined) {
    if (notLoaded || !first) {
      return notLoaded ?? t('reasons.nothingSelected');
    }
    if (serviceAccounts.length === 0) {
      return isSeveral
        ? t('reasons.onlyUsersSelected')
        : t('reasons.userAccount');
    }
    const why = serviceAccounts.map(notTo);
    return why.includes(undefined) ? undefined : why[0];
  }

  function actOn(action: 'revoke' | 'disable') {
    if (isSeveral) {
      onBulk(action);
    } else {
      onAction(action, first as ServiceAccount);
    }
  }

  return (
    <div className={classes.root}>
      <ActionBar
        isSteady
        label={t('usersPage.toolbar.label')}
        actions={[
          {
            label: t('usersPage.toolbar.edit'),
            reason: notOne(reasons.notToOpen),
            onClick: () => onAction('edit', first as ServiceAccount),
          },
          {
            label: t('usersPage.toolbar.showApiKey'),
            reason: notOne(reasons.notToShowApiKey),
            onClick: () => onAction('show', first as ServiceAccount),
          },
          {
            label: t('apiKeySection.revoke'),
            reason: notToBulk(reasons.notToRevokeAny),
            onClick: () => actOn('revoke'),
          },
          {
            label: t('usersPage.row.disable'),
            reason: notToBulk(reasons.notToDisable),
            onClick: () => actOn('disable'),
          },
        ]}
      />
    </div>
  );
}
