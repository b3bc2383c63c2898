import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { Account, ServiceAccount } from 'backstage-plugin-security-common';
import { useLastUse } from '../../hooks/useLastUse';
import { useNow } from '../../hooks/useNow';
import { useReasons } from '../../hooks/useReasons';
import { keyStateAt } from '../../keysNow';
import { accountRouteRef } from '../../routes';
import { securityTranslationRef } from '../../translation';
import { ApiKeyStatusLabel } from '../ApiKeyStatusLabel/ApiKeyStatusLabel';
import { Facts } from '../Facts/Facts';
import { AccountAction } from './AccountMenu';
import { OwnerLink } from './OwnerLink';

/** A hint is but four characters: now and then it fits several accounts. */
const MOST_SHOWN = 3;

const useStyles = makeStyles(theme => ({
  account: {
    margin: theme.spacing(1, 0),
  },
  buttons: {
    display: 'flex',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
  },
}));

/** Whose key it is that was pasted into the search, and what to do about it. */
export function FoundByKey({
  hint,
  accounts,
  onAction,
}: {
  hint: string;
  accounts: Account[];
  onAction(action: AccountAction, account: ServiceAccount): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const found = accounts.filter(
    (each): each is ServiceAccount => each.type === 'service-account',
  );
  const count = found.length;
  return (
    <Alert
      severity={count > 0 ? 'info' : 'warning'}
      role="region"
      aria-label={t('usersPage.foundByKey.label')}
    >
      <Typography variant="subtitle2">
        {count > 0
          ? t('usersPage.foundByKey.title', { count, hint })
          : t('usersPage.foundByKey.nobody', { hint })}
      </Typography>
      {found.slice(0, MOST_SHOWN).map(account => (
        <div key={account.entityRef} className={classes.account}>
          <FoundAccount account={account} onAction={onAction} />
        </div>
      ))}
      {count > 0 && (
        <Typography variant="body2">
          {t('usersPage.foundByKey.leaked')}
        </Typography>
      )}
    </Alert>
  );
}

function FoundAccount({
  account,
  onAction,
}: {
  account: ServiceAccount;
  onAction(action: AccountAction, account: ServiceAccount): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const accountRoute = useRouteRef(accountRouteRef);
  const lastUse = useLastUse();
  const { notToRevokeAny: revoke, notToRotate: rotate } = useReasons();
  const notTo = { revoke, rotate };
  const classes = useStyles();
  const now = useNow();
  const { namespace, name, title } = account;
  const state = keyStateAt(account, now);
  return (
    <>
      <Facts
        facts={[
          [
            t('usersPage.foundByKey.account'),
            <Link to={accountRoute({ namespace, name })}>{title ?? name}</Link>,
          ],
          [t('usersPage.table.owner'), <OwnerLink account={account} />],
          [
            t('usersPage.table.keyStatus'),
            <ApiKeyStatusLabel state={state} now={now} />,
          ],
          [t('usersPage.table.lastUsed'), lastUse(state) ?? t('common.never')],
        ]}
      />
      <div className={classes.buttons}>
        {(['revoke', 'rotate'] as const)
          .filter(action => !notTo[action](account))
          .map(action => (
            <Button
              key={action}
              size="small"
              variant="outlined"
              color="inherit"
              onClick={() => onAction(action, account)}
            >
              {t(`apiKeySection.${action}`)}
            </Button>
          ))}
      </div>
    </>
  );
}
