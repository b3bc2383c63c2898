import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  ApiKey,
  daysLeft,
  endOfApiKey,
} from 'backstage-plugin-security-common';
import { ReactNode } from 'react';
import { useDates } from '../../hooks/useDates';
import { useNow } from '../../hooks/useNow';
import { securityTranslationRef } from '../../translation';
import { ApiKeyStatusLabel } from '../ApiKeyStatusLabel/ApiKeyStatusLabel';
import { Facts } from '../Facts/Facts';
import { ExactTime } from '../RelativeTime/ExactTime';
import { RelativeTime } from '../RelativeTime/RelativeTime';

const useStyles = makeStyles(theme => ({
  root: {
    marginBottom: theme.spacing(2),
  },
  key: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 2),
  },
  remark: {
    marginTop: theme.spacing(1),
  },
}));

/** The newest key of the account: whether it works, until when, and its use. */
export function KeySummary({ apiKey }: { apiKey: ApiKey | undefined }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const { relative } = useDates();
  const now = useNow();

  if (!apiKey) {
    return (
      <Typography variant="body2" paragraph>
        {t('apiKeySection.none')}
      </Typography>
    );
  }
  const { hint, status, revokedAt, lastUsedAt, lastUsedPlugin } = apiKey;
  const millis = endOfApiKey(apiKey);
  const worksUntil =
    millis === undefined ? undefined : new Date(millis).toISOString();
  const end = revokedAt ?? worksUntil;
  // The label of the status tells them then.
  const tellsDays =
    status === 'active' && daysLeft({ status, worksUntil }, now) !== undefined;
  const hasEnded = status === 'revoked' || status === 'expired';

  const facts: Array<[string, ReactNode]> = [
    [
      t('apiKeySection.newest'),
      <div key="key" className={classes.key}>
        <code>{t('common.hint', { hint })}</code>
        <ApiKeyStatusLabel state={{ status, worksUntil }} now={now} />
      </div>,
    ],
    [
      t(hasEnded ? 'apiKeySection.ended' : 'apiKeySection.expires'),
      end ? (
        <span key="end">
          {tellsDays ? (
            <ExactTime time={end} />
          ) : (
            t('apiKeySection.end', {
              time: <ExactTime time={end} />,
              relative: relative(end),
            })
          )}
        </span>
      ) : (
        t('common.never')
      ),
    ],
    [
      t('apiKeySection.lastUsed'),
      lastUsedPlugin ? (
        <span key="used">
          {t('common.toCall', {
            time: <RelativeTime time={lastUsedAt} />,
            plugin: lastUsedPlugin,
          })}
        </span>
      ) : (
        <RelativeTime key="used" time={lastUsedAt} />
      ),
    ],
  ];

  return (
    <div className={classes.root}>
      <Facts facts={facts} />
      {status === 'lost' && (
        <Typography variant="body2" className={classes.remark}>
          {t('apiKeySection.lost')}
        </Typography>
      )}
    </div>
  );
}
