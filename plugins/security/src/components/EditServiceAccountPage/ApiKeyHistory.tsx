import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { ApiKey, endOfApiKey } from 'backstage-plugin-security-common';
import { useDates } from '../../hooks/useDates';
import { useNow } from '../../hooks/useNow';
import { securityTranslationRef } from '../../translation';
import { ApiKeyStatusLabel } from '../ApiKeyStatusLabel/ApiKeyStatusLabel';
import { RelativeTime } from '../RelativeTime/RelativeTime';

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
  const { absolute } = useDates();
  const now = useNow();
  const classes = useStyles();

  function end(apiKey: ApiKey) {
    const { revokedAt, revokedBy } = apiKey;
    if (revokedAt && revokedBy) {
      return t('common.byWhom', { time: absolute(revokedAt), who: revokedBy });
    }
    if (revokedAt) {
      return absolute(revokedAt);
    }
    const time = endOf(apiKey);
    return time ? absolute(time) : t('expiry.never');
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
      <TableContainer
        role="region"
        tabIndex={0}
        aria-labelledby="security-key-history"
      >
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
                  {t('common.byWhom', {
                    time: absolute(apiKey.createdAt),
                    who: apiKey.createdBy,
                  })}
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
                <TableCell className={classes.nowrap}>
                  {t('apiKeySection.history.times', {
                    count: apiKey.timesShown,
                  })}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </>
  );
}

function endOf(apiKey: ApiKey): string | undefined {
  const end = endOfApiKey(apiKey);
  return end === undefined ? undefined : new Date(end).toISOString();
}
