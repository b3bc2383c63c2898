import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { AccountUses, ServiceAccount } from 'backstage-plugin-security-common';
import { useState } from 'react';
import { useDates } from '../../hooks/useDates';
import { useId } from '../../hooks/useId';
import { useNumber } from '../../hooks/useNumber';
import { useReasons } from '../../hooks/useReasons';
import { securityTranslationRef } from '../../translation';
import { ActionBar } from '../ActionBar/ActionBar';
import { ExactTime } from '../RelativeTime/ExactTime';
import { ScrollBox } from '../ScrollBox/ScrollBox';
import { LastCalled } from './LastCalled';
import { LimitDialog } from './LimitDialog';
import { isYoung, unusedAfterSeconds, usesOfPlugins } from './usesOfPlugins';

const useStyles = makeStyles(theme => ({
  root: {
    margin: theme.spacing(3, 0),
  },
  table: {
    '& td, & th': {
      lineHeight: theme.typography.body2.lineHeight,
      verticalAlign: 'baseline',
      whiteSpace: 'nowrap',
    },
  },
  limit: {
    marginTop: theme.spacing(2),
  },
}));

/** Which plugins the account calls, to take away what it does not need. */
export function PluginUses({
  account,
  uses,
  isEditing,
  onLimited,
}: {
  account: ServiceAccount;
  uses: AccountUses;
  isEditing: boolean;
  onLimited(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { duration } = useDates();
  const number = useNumber();
  const reasons = useReasons();
  const classes = useStyles();
  const id = useId();
  const [isLimiting, setLimiting] = useState(false);
  const unusedTime = duration(unusedAfterSeconds(uses));
  const hasUnused = uses.unused.length > 0;
  const young = isYoung(uses) && (
    <Typography variant="body2">
      {t('access.uses.young', { time: unusedTime })}
    </Typography>
  );

  return (
    <div className={classes.root}>
      <Typography id={id} component="h4" variant="subtitle2">
        {t('access.uses.title')}
      </Typography>
      <Typography variant="body2">
        {t('access.uses.text', {
          since: <ExactTime time={uses.countedSince} />,
        })}
      </Typography>
      {young}
      <ScrollBox labelledBy={id}>
        <Table size="small" className={classes.table} aria-labelledby={id}>
          <TableHead>
            <TableRow>
              <TableCell>{t('access.columns.plugin')}</TableCell>
              <TableCell>{t('access.columns.lastCalled')}</TableCell>
              <TableCell align="right">{t('access.columns.calls')}</TableCell>
              <TableCell>{t('access.columns.firstCalled')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {usesOfPlugins(uses).map(plugin => (
              <TableRow key={plugin.pluginId}>
                <TableCell component="th" scope="row" role="rowheader">
                  {plugin.pluginId}
                </TableCell>
                <TableCell>
                  <LastCalled plugin={plugin} uses={uses} />
                </TableCell>
                <TableCell align="right">
                  {number(plugin.use?.calls ?? 0)}
                </TableCell>
                <TableCell>
                  {plugin.use ? (
                    <ExactTime time={plugin.use.firstUsedAt} />
                  ) : (
                    t('common.never')
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </ScrollBox>
      {hasUnused && uses.inUse.length === 0 && (
        <Typography variant="body2" className={classes.limit}>
          {t('access.limit.nothingUsed')}
        </Typography>
      )}
      {/* It would take the account from under what is typed. */}
      {hasUnused && uses.inUse.length > 0 && !isEditing && (
        <div className={classes.limit}>
          <ActionBar
            label={t('access.uses.title')}
            actions={[
              {
                label: t('access.limit.button'),
                reason: reasons.notToChangeReach(account),
                onClick: () => setLimiting(true),
              },
            ]}
          />
        </div>
      )}
      {isLimiting && (
        <LimitDialog
          account={account}
          uses={uses}
          note={young}
          onClose={() => setLimiting(false)}
          onChanged={() => {
            setLimiting(false);
            onLimited();
          }}
        />
      )}
    </div>
  );
}
