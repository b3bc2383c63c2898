import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import DialogContentText from '@material-ui/core/DialogContentText';
import { makeStyles } from '@material-ui/core/styles';
import { AccountUses, ServiceAccount } from 'backstage-plugin-security-common';
import { ReactNode } from 'react';
import { securityApiRef } from '../../api';
import { limitPlugins } from '../../api/limitPlugins';
import { useNotify } from '../../hooks/useNotify';
import { securityTranslationRef } from '../../translation';
import { ConfirmDialog } from '../ConfirmDialog/ConfirmDialog';
import { Facts } from '../Facts/Facts';
import { PluginNames } from '../PluginNames/PluginNames';

const useStyles = makeStyles(theme => ({
  plugins: {
    marginBottom: theme.spacing(2),
  },
}));

/** Limits an account to the plugins that it used. */
export function LimitDialog({
  account,
  uses,
  note,
  onClose,
  onChanged,
}: {
  account: ServiceAccount;
  uses: AccountUses;
  /** What speaks against it. */
  note: ReactNode;
  onClose(): void;
  /** The account is, or may be, not what it was: it is to be read again. */
  onChanged(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const securityApi = useApi(securityApiRef);
  const notify = useNotify();
  const classes = useStyles();
  const { name, namespace } = account;
  const { inUse, unused, version } = uses;

  return (
    <ConfirmDialog
      title={t('access.limit.title', { name })}
      confirm={t('access.limit.confirm')}
      onClose={onClose}
      onReload={onChanged}
      onConfirm={async () => {
        await limitPlugins(securityApi, { namespace, name, version }, inUse);
        onChanged();
        notify(t('access.limit.done', { name }));
      }}
    >
      <div className={classes.plugins}>
        <Facts
          facts={[
            [t('access.limit.stay'), <PluginNames key="stay" ids={inUse} />],
            [
              t('access.limit.refused'),
              <PluginNames key="refused" ids={unused} />,
            ],
          ]}
        />
      </div>
      <DialogContentText color="textPrimary">
        {account.plugins
          ? t('access.limit.others')
          : t('access.limit.othersAndNew')}
      </DialogContentText>
      {note}
    </ConfirmDialog>
  );
}
