import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { ApiKey, endOfApiKey } from 'backstage-plugin-security-common';
import { useNow } from '../../hooks/useNow';
import { securityTranslationRef } from '../../translation';
import { ApiKeyStatusLabel } from '../ApiKeyStatusLabel/ApiKeyStatusLabel';
import { EntityName } from '../EntityName/EntityName';
import { ExactTime } from '../RelativeTime/ExactTime';
import { RelativeTime } from '../RelativeTime/RelativeTime';
import { ScrollBox } from '../ScrollBox/ScrollBox';

const COLUMNS = [
  'hint',
  'status',
  'created',
  'end',
  'lastUsed',
  'shown',
] as const;

const useStyles = makeStyles(theme => ({
  title: {
    marginTop: theme.spacing(2),
  },
  table: {
    '& td, & th': {
      lineHeight: theme.typography.body2.lineHeight,
      wordBreak: 'normal',
      overflowWrap: 'normal',
    },
  },
  change: {
    minWidth: theme.spacing(24),
  },
  nowrap: {
    whiteSpace: 'nowrap',
  },
}));

/** Every key that the account has had, without their values. */
export function ApiKeyHistory({ apiKeys }: { apiKeys: ApiKey[] }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const now = useNow();
  const classes = useStyles();

  function end(apiKey: ApiKey) {
    const { revokedAt, revokedBy } = apiKey;
    const time = revokedAt ?? endOf(apiKey);
    return time ? (
      <When time={time} who={revokedAt && revokedBy} />
    ) : (
      t('common.never')
    );
  }

  function shown({ timesShown, lastShownAt, lastShownBy }: ApiKey) {
    if (timesShown === 0) {
      return t('common.never');
    }
    const times = t('apiKeySection.history.times', { count: timesShown });
    return lastShownAt && lastShownBy
      ? t('apiKeySection.history.lastShown', {
          times,
          time: <RelativeTime time={lastShownAt} />,
          who: <EntityName entityRef={lastShownBy} />,
        })
      : times;
  }

  return (
    <>
      <Typography
        component="h4"
        variant="subtitle2"
        className={classes.title}
        id="security-key-history"
      >
        {t('apiKeySection.history.title')}
      </Typography>
      <ScrollBox labelledBy="security-key-history">
        <Table
          size="small"
          className={classes.table}
          aria-labelledby="security-key-history"
        >
          <TableHead>
            <TableRow>
              {COLUMNS.map(column => (
                <TableCell key={column}>
                  {t(`apiKeySection.history.${column}`)}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {apiKeys.map(apiKey => (
              <TableRow key={apiKey.id}>
                <TableCell
                  component="th"
                  scope="row"
                  role="rowheader"
                  className={classes.nowrap}
                >
                  <code>{t('common.hint', { hint: apiKey.hint })}</code>
                </TableCell>
                <TableCell className={classes.nowrap}>
                  <ApiKeyStatusLabel
                    state={{
                      status: apiKey.status,
                      worksUntil: endOf(apiKey),
                    }}
                    now={now}
                  />
                </TableCell>
                <TableCell className={classes.change}>
                  <When time={apiKey.createdAt} who={apiKey.createdBy} />
                </TableCell>
                <TableCell className={classes.change}>{end(apiKey)}</TableCell>
                <TableCell className={classes.nowrap}>
                  <RelativeTime time={apiKey.lastUsedAt} />
                  {apiKey.lastUsedPlugin && (
                    <Typography variant="body2">
                      {t('apiKeySection.history.plugin', {
                        plugin: apiKey.lastUsedPlugin,
                      })}
                    </Typography>
                  )}
                </TableCell>
                <TableCell className={classes.change}>
                  {shown(apiKey)}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </ScrollBox>
    </>
  );
}

function When({ time, who }: { time: string; who: string | undefined }) {
  const { t } = useTranslationRef(securityTranslationRef);
  return who ? (
    t('common.byWhom', {
      time: <ExactTime time={time} />,
      who: <EntityName entityRef={who} />,
    })
  ) : (
    <ExactTime time={time} />
  );
}

function endOf(apiKey: ApiKey): string | undefined {
  const end = endOfApiKey(apiKey);
  return end === undefined ? undefined : new Date(end).toISOString();
}
