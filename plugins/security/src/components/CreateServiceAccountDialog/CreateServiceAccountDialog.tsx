import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import { makeStyles } from '@material-ui/core/styles';
import { ServiceAccount } from 'backstage-plugin-security-common';
import { useEffect } from 'react';
import { useDiscardQuestion } from '../../hooks/useDiscardQuestion';
import { securityTranslationRef } from '../../translation';
import { DiscardDialog } from '../DiscardDialog/DiscardDialog';
import { OwnerPicker } from '../OwnerPicker/OwnerPicker';
import { RequestError } from '../RequestError/RequestError';
import { SteadyDialog } from '../SteadyDialog/SteadyDialog';
import { TextInput } from '../TextInput/TextInput';
import { PresetReach } from './PresetReach';
import {
  AccountPreset,
  CreateForm,
  focusField,
  idOf,
  useCreateForm,
} from './useCreateForm';

const useStyles = makeStyles({
  actions: {
    flexWrap: 'wrap',
    rowGap: 8,
  },
});

/** Makes a service account, and says whether its first key is to follow. */
export function CreateServiceAccountDialog({
  preset = {},
  onClose,
  onCreated,
}: {
  /** What it is to be, unless something else is typed. */
  preset?: AccountPreset;
  onClose(): void;
  onCreated(account: ServiceAccount, next: { showApiKey: boolean }): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const form = useCreateForm(onCreated, preset);
  const { askBefore, question } = useDiscardQuestion(form.isTouched);
  const cancel = () => askBefore(onClose);

  return (
    <>
      <SteadyDialog title={t('createDialog.title')} onClose={cancel}>
        <form
          onSubmit={event => {
            event.preventDefault();
            form.submit({ showApiKey: true });
          }}
          noValidate
        >
          <DialogContent>
            <DialogContentText color="textPrimary">
              {t('createDialog.intro')}
            </DialogContentText>
            <PresetReach preset={preset} />
            <Fields form={form} />
            <RequestError error={form.error} />
          </DialogContent>
          <DialogActions className={classes.actions}>
            <Button onClick={cancel}>{t('common.cancel')}</Button>
            <Button
              disabled={form.busy}
              onClick={() => form.submit({ showApiKey: false })}
            >
              {t('createDialog.create')}
            </Button>
            <Button
              type="submit"
              color="primary"
              variant="contained"
              disabled={form.busy}
            >
              {t('createDialog.createAndShow')}
            </Button>
          </DialogActions>
        </form>
      </SteadyDialog>
      <DiscardDialog question={question} />
    </>
  );
}

function Fields({ form: { fields, errors, change } }: { form: CreateForm }) {
  const { t } = useTranslationRef(securityTranslationRef);
  useEffect(() => focusField('title'), []);
  return (
    <>
      <TextInput
        id={idOf('title')}
        label={t('fields.title')}
        helperText={t('fields.titleHelp')}
        error={errors.title}
        value={fields.title}
        onChange={title => change({ title })}
      />
      <TextInput
        required
        id={idOf('name')}
        label={t('fields.name')}
        helperText={t('fields.nameHelp')}
        error={errors.name}
        inputProps={{ autoCapitalize: 'none', spellCheck: false }}
        value={fields.name}
        onChange={name => change({ name })}
      />
      <OwnerPicker
        required
        id={idOf('ownerRef')}
        helperText={t('fields.ownerHelp')}
        error={errors.ownerRef}
        value={fields.ownerRef}
        onChange={ownerRef => change({ ownerRef })}
      />
      <TextInput
        multiline
        id={idOf('description')}
        label={t('fields.description')}
        helperText={t('fields.descriptionHelp')}
        error={errors.description}
        value={fields.description}
        onChange={description => change({ description })}
      />
    </>
  );
}
