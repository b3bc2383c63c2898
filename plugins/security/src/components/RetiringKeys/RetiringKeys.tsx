import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import {
  ApiKey,
  endOfApiKey,
  ServiceAccountDetails,
} from 'backstage-plugin-security-common';
import { useState } from 'react';
import { useLastUse } from '../../hooks/useLastUse';
import { useReasons } from '../../hooks/useReasons';
import { securityTranslationRef } from '../../translation';
import { OutlinedDangerButton } from '../ConfirmDialog/OutlinedDangerButton';
import { ExactTime } from '../RelativeTime/ExactTime';
import { RevokeApiKeyDialog } from '../RevokeApiKeyDialog/RevokeApiKeyDialog';

const useStyles = makeStyles(theme => ({
  root: {
    margin: theme.spacing(2, 0),
  },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
  },
}));

/**
 * Each key that was replaced and still works: whether it is used, and a way to
 * end it now.
 */
export function RetiringKeys({
  account,
  remark,
  onReload,
  onChanged,
}: {
  account: ServiceAccountDetails;
  remark?: string;
  /** Offers to look again. */
  onReload?(): void;
  onChanged(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const lastUse = useLastUse();
  const reasons = useReasons();
  const classes = useStyles();
  const [ending, setEnding] = useState<ApiKey>();

  function describe(apiKey: ApiKey) {
    const { hint, lastUsedAt } = apiKey;
    // The next key was made when this one was replaced.
    const next = account.apiKeys[account.apiKeys.indexOf(apiKey) - 1];
    const isUsed =
      next && lastUsedAt && Date.parse(lastUsedAt) > Date.parse(next.createdAt);
    const end = new Date(endOfApiKey(apiKey)!).toISOString();
    return (
      <>
        {t('retiringKey.works', { hint, time: <ExactTime time={end} /> })}{' '}
        {isUsed
          ? t('retiringKey.used', { use: lastUse(apiKey)! })
          : t('retiringKey.notUsed')}{' '}
        {remark}
      </>
    );
  }

  return (
    <>
      {account.apiKeys
        .filter(({ status }) => status === 'retiring')
        .map(apiKey => (
          <Alert
            key={apiKey.id}
            severity="info"
            role="note"
            className={classes.root}
          >
            {describe(apiKey)}
            <div className={classes.buttons}>
              {!reasons.notToRevoke(account) && (
                <OutlinedDangerButton
                  size="small"
                  variant="outlined"
                  onClick={() => setEnding(apiKey)}
                >
                  {t('retiringKey.end')}
                </OutlinedDangerButton>
              )}
              {onReload && (
                <Button size="small" onClick={() => onReload()}>
                  {t('retiringKey.reload')}
                </Button>
              )}
            </div>
          </Alert>
        ))}
      {ending && (
        <RevokeApiKeyDialog
          account={account}
          apiKey={ending}
          onClose={() => setEnding(undefined)}
          onChanged={() => {
            setEnding(undefined);
            onChanged();
          }}
        />
      )}
    </>
  );
}
