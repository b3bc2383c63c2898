import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import DialogContentText from '@material-ui/core/DialogContentText';
import { AccountUses, ServiceAccount } from 'backstage-plugin-security-common';
import { ReactNode } from 'react';
import { securityApiRef } from '../../api';
import { limitPlugins } from '../../api/limitPlugins';
import { useNotify } from '../../hooks/useNotify';
import { securityTranslationRef } from '../../translation';
import { ConfirmDialog } from '../ConfirmDialog/ConfirmDialog';
import { PluginNames } from '../PluginNames/PluginNames';

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
      <DialogContentText color="textPrimary">
        {t('access.limit.stay')}
      </DialogContentText>
      <PluginNames ids={inUse} />
      <DialogContentText color="textPrimary">
        {t('access.limit.refused')}
      </DialogContentText>
      <PluginNames ids={unused} />
      <DialogContentText color="textPrimary">
        {account.plugins
          ? t('access.limit.others')
          : t('access.limit.othersAndNew')}
      </DialogContentText>
      {note}
    </ConfirmDialog>
  );
}
