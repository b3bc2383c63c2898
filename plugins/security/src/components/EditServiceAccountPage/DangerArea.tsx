import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import DialogContentText from '@material-ui/core/DialogContentText';
import Typography from '@material-ui/core/Typography';
import { isWorking, ServiceAccount } from 'backstage-plugin-security-common';
import { useState } from 'react';
import { securityApiRef } from '../../api';
import { statusOf } from '../../api/errors';
import { settleDone } from '../../api/settle';
import { useLastUse } from '../../hooks/useLastUse';
import { useNotify } from '../../hooks/useNotify';
import { securityTranslationRef } from '../../translation';
import { ConfirmDialog } from '../ConfirmDialog/ConfirmDialog';
import { DangerButton } from '../ConfirmDialog/DangerButton';
import { Section } from '../Section/Section';
import { TextInput } from '../TextInput/TextInput';

/** Where the account is deleted. */
export function DangerArea({
  account,
  reload,
  onDeleted,
}: {
  account: ServiceAccount;
  reload(): unknown;
  onDeleted(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const [isOpen, setOpen] = useState(false);
  return (
    <Section title={t('editPage.danger.title')}>
      <Typography variant="body2" paragraph>
        {t('editPage.danger.text')}
      </Typography>
      <DangerButton onClick={() => setOpen(true)}>
        {t('editPage.danger.delete')}
      </DangerButton>
      {isOpen && (
        <DeleteDialog
          account={account}
          onDeleted={onDeleted}
          onClose={() => {
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
  onDeleted,
  onClose,
}: {
  account: ServiceAccount;
  onDeleted(): void;
  onClose(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const securityApi = useApi(securityApiRef);
  const notify = useNotify();
  const lastUse = useLastUse();
  const [typed, setTyped] = useState('');
  const { name, version, keyState } = account;
  const use = lastUse(keyState);

  async function isGone() {
    try {
      await securityApi.getAccount(account);
      return false;
    } catch (error) {
      if (statusOf(error) === 404) {
        return true;
      }
      throw error;
    }
  }

  return (
    <ConfirmDialog
      title={t('deleteDialog.title', { name })}
      confirm={t('deleteDialog.confirm')}
      isConfirmable={typed === name}
      onClose={onClose}
      onReload={onClose}
      onConfirm={async () => {
        await settleDone(
          () => securityApi.deleteServiceAccount(name, { version }),
          isGone,
        );
        notify(t('deleteDialog.deleted', { name }));
        onDeleted();
      }}
    >
      <DialogContentText color="textPrimary">
        {t('deleteDialog.text')}
      </DialogContentText>
      {(use || isWorking(keyState.status)) && (
        <DialogContentText color="textPrimary">
          {use
            ? t('deleteDialog.lastUsed', { use })
            : t('deleteDialog.neverUsed')}
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
