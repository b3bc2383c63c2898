import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { daysLeft, ServiceAccount } from 'backstage-plugin-security-common';
import { useDates } from '../../hooks/useDates';
import { useNow } from '../../hooks/useNow';
import { keyStateAt } from '../../keysNow';
import { securityTranslationRef } from '../../translation';
import { ApiKeyStatusLabel } from '../ApiKeyStatusLabel/ApiKeyStatusLabel';
import { RelativeTime } from '../RelativeTime/RelativeTime';

const useStyles = makeStyles(theme => ({
  root: {
    minWidth: theme.spacing(24),
    [theme.breakpoints.down('xs')]: {
      minWidth: theme.spacing(12),
    },
  },
}));

/** What is to be said of all keys of the account together. */
export function KeyCell({ account }: { account: ServiceAccount }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const { relative } = useDates();
  const now = useNow();
  const state = keyStateAt(account, now);
  const { status, workingKeys, worksUntil } = state;

  function others() {
    if (status === 'retiring') {
      return t('usersPage.table.otherKeys', { more: String(workingKeys) });
    }
    return workingKeys > 1
      ? t('usersPage.table.moreKeys', { more: String(workingKeys - 1) })
      : undefined;
  }

  function end() {
    if (status !== 'active' || daysLeft(state, now) !== undefined) {
      return undefined;
    }
    return worksUntil
      ? t('usersPage.table.expires', { time: relative(worksUntil) })
      : t('usersPage.table.neverExpires');
  }

  const facts = [
    account.apiKey && t('common.hint', { hint: account.apiKey.hint }),
    others(),
    end(),
  ].filter(Boolean);
  return (
    <div className={classes.root}>
      <ApiKeyStatusLabel state={state} now={now} />
      {facts.length > 0 && (
        <Typography variant="caption" component="div">
          {facts.join(' · ')}
        </Typography>
      )}
    </div>
  );
}

/** When a key of the account was last used, and to call which plugin. */
export function LastUseCell({ account }: { account: ServiceAccount }) {
  const { lastUsedAt, lastUsedPlugin } = keyStateAt(account, useNow());
  return (
    <>
      <RelativeTime time={lastUsedAt} />
      {lastUsedPlugin && (
        <Typography variant="caption" component="div">
          {lastUsedPlugin}
        </Typography>
      )}
    </>
  );
}
