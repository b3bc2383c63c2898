import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemText from '@material-ui/core/ListItemText';
import { Account, ServiceAccount } from 'backstage-plugin-security-common';
import { useLastUse } from '../../hooks/useLastUse';
import { useReasons } from '../../hooks/useReasons';
import { securityTranslationRef } from '../../translation';
import { DangerButton } from '../ConfirmDialog/DangerButton';
import { SteadyDialog } from '../SteadyDialog/SteadyDialog';
import { BulkAction, useBulk } from './useBulk';

/**
 * Revokes the keys of several accounts, or disables them: an incident is rarely
 * about one key. Each account has a result of its own.
 */
export function BulkDialog({
  action,
  accounts,
  onClose,
}: {
  action: BulkAction;
  accounts: Account[];
  /** With whether anything may have been changed. */
  onClose(isChanged: boolean): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const lastUse = useLastUse();
  const reasons = useReasons();

  function notPossible(account: Account): string | undefined {
    if (account.type === 'user') {
      return t('reasons.userAccount');
    }
    return action === 'revoke'
      ? reasons.notToRevokeAny(account)
      : reasons.notToDisable(account);
  }

  const possible = accounts.filter(
    (account): account is ServiceAccount => notPossible(account) === undefined,
  );
  const { results, state, run } = useBulk(action, possible);
  const count = possible.length;

  function said(account: Account): string | undefined {
    const result = results.get(account.entityRef);
    if (result) {
      return result.error ?? t(`bulkDialog.results.${result.state}`);
    }
    const reason = notPossible(account);
    if (reason || account.type === 'user') {
      return reason;
    }
    const use = lastUse(account.keyState);
    return use ? t('bulkDialog.lastUsed', { use }) : t('bulkDialog.neverUsed');
  }

  return (
    <SteadyDialog
      title={t(`bulkDialog.${action}.title`, { count })}
      onClose={() => state !== 'running' && onClose(state === 'done')}
    >
      <DialogContent tabIndex={0}>
        <DialogContentText color="textPrimary">
          {t(`bulkDialog.${action}.text`)}
        </DialogContentText>
        <List dense aria-live="polite">
          {accounts.map(account => {
            const isFailed =
              results.get(account.entityRef)?.error !== undefined;
            return (
              <ListItem key={account.entityRef} disableGutters>
                <ListItemText
                  primary={account.title ?? account.name}
                  secondary={[account.title && account.name, said(account)]
                    .filter(Boolean)
                    .join(' · ')}
                  primaryTypographyProps={{
                    style: { overflowWrap: 'anywhere' },
                  }}
                  secondaryTypographyProps={{
                    color: isFailed ? 'error' : 'textSecondary',
                    style: { overflowWrap: 'anywhere' },
                  }}
                />
              </ListItem>
            );
          })}
        </List>
      </DialogContent>
      <DialogActions>
        <Button
          disabled={state === 'running'}
          onClick={() => onClose(state === 'done')}
        >
          {t(state === 'done' ? 'common.close' : 'common.cancel')}
        </Button>
        {state !== 'done' && (
          <DangerButton
            disabled={state === 'running' || count === 0}
            onClick={run}
          >
            {t(`bulkDialog.${action}.confirm`, { count })}
          </DangerButton>
        )}
      </DialogActions>
    </SteadyDialog>
  );
}
