import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import {
  createServiceAccountSchema,
  ServiceAccount,
} from 'backstage-plugin-security-common';
import { FormEvent, useState } from 'react';
import { securityApiRef } from '../../api';
import { useDiscardQuestion } from '../../hooks/useDiscardQuestion';
import { useFieldErrors } from '../../hooks/useFieldErrors';
import { useSubmit } from '../../hooks/useSubmit';
import { securityTranslationRef } from '../../translation';
import { DiscardDialog } from '../DiscardDialog/DiscardDialog';
import { OwnerPicker } from '../OwnerPicker/OwnerPicker';
import { RequestError } from '../RequestError/RequestError';
import { TextInput } from '../TextInput/TextInput';

/** Makes a service account, without a key. */
export function CreateServiceAccountDialog({
  onClose,
  onCreated,
}: {
  onClose(): void;
  onCreated(account: ServiceAccount): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const securityApi = useApi(securityApiRef);
  const [fields, setFields] = useState({
    name: '',
    title: '',
    description: '',
    ownerRef: '',
  });
  const [isChecked, setChecked] = useState(false);
  const errors = useFieldErrors(createServiceAccountSchema, fields);

  const { askBefore, question } = useDiscardQuestion(
    Object.values(fields).some(Boolean),
  );
  const cancel = () => askBefore(onClose);

  const { busy, error, submit } = useSubmit(async () => {
    onCreated(await securityApi.createServiceAccount(fields));
  });

  function setField(name: keyof typeof fields) {
    return (value: string) => setFields({ ...fields, [name]: value });
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(errors).length === 0) {
      submit();
    }
  }

  return (
    <>
      <Dialog
        open
        fullWidth
        maxWidth="sm"
        onClose={(_event, reason) => reason !== 'backdropClick' && cancel()}
        aria-labelledby="security-create-title"
      >
        <form onSubmit={onSubmit} noValidate>
          <DialogTitle id="security-create-title">
            {t('createDialog.title')}
          </DialogTitle>
          <DialogContent>
            <DialogContentText color="textPrimary">
              {t('createDialog.intro')}
            </DialogContentText>
            <TextInput
              id="security-create-name"
              required
              label={t('fields.name')}
              helperText={t('fields.nameHelp')}
              error={isChecked || fields.name ? errors.name : undefined}
              inputProps={{ autoCapitalize: 'none', spellCheck: false }}
              value={fields.name}
              onChange={setField('name')}
            />
            <OwnerPicker
              id="security-create-owner"
              helperText={t('fields.ownerHelp')}
              error={isChecked ? errors.ownerRef : undefined}
              value={fields.ownerRef}
              onChange={setField('ownerRef')}
            />
            <TextInput
              id="security-create-account-title"
              label={t('fields.title')}
              helperText={t('fields.titleHelp')}
              error={errors.title}
              value={fields.title}
              onChange={setField('title')}
            />
            <TextInput
              id="security-create-description"
              multiline
              label={t('fields.description')}
              helperText={t('fields.descriptionHelp')}
              error={errors.description}
              value={fields.description}
              onChange={setField('description')}
            />
            <RequestError
              error={error}
              conflict={t('createDialog.nameTaken')}
            />
          </DialogContent>
          <DialogActions>
            <Button onClick={cancel}>{t('common.cancel')}</Button>
            <Button
              type="submit"
              color="primary"
              variant="contained"
              disabled={busy}
            >
              {t('createDialog.create')}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
      <DiscardDialog question={question} />
    </>
  );
}
