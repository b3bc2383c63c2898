import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  ExternalAccessEntry,
  SuggestedAccount,
} from 'backstage-plugin-security-common';
import { ReactNode } from 'react';
import { securityTranslationRef } from '../../translation';
import { ActionBar } from '../ActionBar/ActionBar';
import type { AccountPreset } from '../CreateServiceAccountDialog/useCreateForm';
import { Facts } from '../Facts/Facts';
import { Snippet } from '../Snippet/Snippet';
import { SteadyDialog } from '../SteadyDialog/SteadyDialog';
import { SuggestedAccountLink } from './SuggestedAccountLink';
import { TokenLimits } from './TokenLimits';
import { tokenLabel } from './tokenLabel';

const useStyles = makeStyles(theme => ({
  title: {
    marginTop: theme.spacing(2),
  },
  list: {
    margin: 0,
    paddingLeft: theme.spacing(3),
  },
}));

/** What takes the place of a token, what will differ, and how it is made. */
export function ReplaceTokenDialog({
  token,
  notToCreate,
  onClose,
  onCreate,
}: {
  token: ExternalAccessEntry;
  notToCreate: string | undefined;
  onClose(): void;
  onCreate(preset: AccountPreset): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const { account, differences } = token;

  function create({ declaration, exists, ...preset }: SuggestedAccount) {
    onCreate(preset);
  }

  return (
    <SteadyDialog
      title={t('staticTokens.dialog.title')}
      subtitle={tokenLabel(token)}
      onClose={onClose}
    >
      <DialogContent>
        <TokenFacts token={token} />
        <Typography
          component="h3"
          variant="subtitle2"
          className={classes.title}
        >
          {t('staticTokens.dialog.differences')}
        </Typography>
        <ul className={classes.list}>
          {differences.map(difference => (
            <Typography key={difference} component="li" variant="body2">
              {t(`staticTokens.differences.${difference}`)}
            </Typography>
          ))}
        </ul>
        {account && (
          <>
            <Typography
              component="h3"
              variant="subtitle2"
              className={classes.title}
            >
              {t('staticTokens.dialog.account')}
            </Typography>
            <Typography variant="body2">
              {t('staticTokens.dialog.declare')}
            </Typography>
            <Snippet
              text={account.declaration}
              copy={t('staticTokens.dialog.copy')}
            />
            {account.exists ? (
              <Typography variant="body2">
                {t('staticTokens.dialog.exists')}{' '}
                <SuggestedAccountLink account={account} />
              </Typography>
            ) : (
              <ActionBar
                label={t('staticTokens.dialog.account')}
                actions={[
                  {
                    label: t('usersPage.toolbar.create'),
                    reason: differences.includes('service-entry')
                      ? t('reasons.noServices')
                      : notToCreate,
                    onClick: () => create(account),
                  },
                ]}
              />
            )}
          </>
        )}
        <Typography variant="body2" className={classes.title}>
          {t('staticTokens.dialog.docs')}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('common.close')}</Button>
      </DialogActions>
    </SteadyDialog>
  );
}

function TokenFacts({ token }: { token: ExternalAccessEntry }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { setting, type, jwks, accessRestrictions } = token;
  const facts: Array<[string, ReactNode]> = [
    [t('staticTokens.dialog.setting'), setting],
    [t('staticTokens.columns.type'), type],
  ];
  if (jwks?.issuers.length) {
    facts.push([t('staticTokens.dialog.issuer'), jwks.issuers.join(', ')]);
  }
  if (jwks?.audiences.length) {
    facts.push([t('staticTokens.dialog.audience'), jwks.audiences.join(', ')]);
  }
  if (jwks?.subjectPrefix) {
    facts.push([t('staticTokens.dialog.prefix'), jwks.subjectPrefix]);
  }
  facts.push([
    t('staticTokens.columns.limits'),
    <TokenLimits key="limits" restrictions={accessRestrictions} />,
  ]);
  return <Facts facts={facts} />;
}
