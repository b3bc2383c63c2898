import { useRouteRef } from '@backstage/core-plugin-api';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import DialogContentText from '@material-ui/core/DialogContentText';
import Typography from '@material-ui/core/Typography';
import { ServiceAccount } from 'backstage-plugin-security-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { securityApiRef } from '../../api';
import { useLastUse } from '../../hooks/useLastUse';
import { useNotify } from '../../hooks/useNotify';
import { useReasons } from '../../hooks/useReasons';
import { usersRouteRef } from '../../routes';
import { securityTranslationRef } from '../../translation';
import { ActionBar } from '../ActionBar/ActionBar';
import { ConfirmDialog } from '../ConfirmDialog/ConfirmDialog';
import { Section } from '../Section/Section';
import { TextInput } from '../TextInput/TextInput';

/** Where the account is deleted. */
export function DangerArea({
  account,
  reload,
}: {
  account: ServiceAccount;
  reload(): unknown;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const reasons = useReasons();
  const [isOpen, setOpen] = useState(false);
  return (
    <Section title={t('editPage.danger.title')}>
      <Typography gutterBottom>{t('editPage.danger.text')}</Typography>
      <ActionBar
        label={t('editPage.danger.title')}
        actions={[
          {
            label: t('editPage.danger.delete'),
            reason: reasons.notToDelete(account),
            onClick: () => setOpen(true),
          },
        ]}
      />
      {isOpen && (
        <DeleteDialog
          account={account}
          onClose={() => setOpen(false)}
          onReload={() => {
            setOpen(false);
            reload();
          }}
        />
      )}
    </Section>
  );
}

function DeleteDialog({
  account,
  onClose,
  onReload,
}: {
  account: ServiceAccount;
  onClose(): void;
  onReload(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const securityApi = useApi(securityApiRef);
  const notify = useNotify();
  const navigate = useNavigate();
  const usersRoute = useRouteRef(usersRouteRef);
  const lastUse = useLastUse();
  const [typed, setTyped] = useState('');
  const { name, version, apiKey } = account;
  const use = apiKey && lastUse(apiKey);

  return (
    <ConfirmDialog
      title={t('deleteDialog.title', { name })}
      confirm={t('deleteDialog.confirm')}
      isConfirmable={typed === name}
      onClose={onClose}
      onReload={onReload}
      onConfirm={async () => {
        await securityApi.deleteServiceAccount(name, { version });
        notify(t('deleteDialog.deleted', { name }));
        navigate(usersRoute());
      }}
    >
      <DialogContentText color="textPrimary">
        {t('deleteDialog.text')}
      </DialogContentText>
      {use && (
        <DialogContentText color="textPrimary">
          {t('deleteDialog.lastUsed', { use })}
        </DialogContentText>
      )}
      <TextInput
        id="security-delete-name"
        label={t('deleteDialog.confirmName', { name })}
        inputProps={{ autoComplete: 'off', spellCheck: false }}
        value={typed}
        onChange={setTyped}
      />
    </ConfirmDialog>
  );
}
