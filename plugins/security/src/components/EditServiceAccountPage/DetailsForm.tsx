import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles } from '@material-ui/core/styles';
import Switch from '@material-ui/core/Switch';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { ServiceAccountDetails } from 'backstage-plugin-security-common';
import { FormEvent, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useDates } from '../../hooks/useDates';
import { useReasons } from '../../hooks/useReasons';
import { usersRouteRef } from '../../routes';
import { securityTranslationRef } from '../../translation';
import { HelpText } from '../HelpText/HelpText';
import { OwnerPicker } from '../OwnerPicker/OwnerPicker';
import { RequestError } from '../RequestError/RequestError';
import { Section } from '../Section/Section';
import { TextInput } from '../TextInput/TextInput';
import { DisableDialog } from './DisableDialog';
import { ReachFields } from './ReachFields';
import { DetailsForm as Form } from './useDetailsForm';

const useStyles = makeStyles(theme => ({
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    margin: theme.spacing(2, 0),
  },
}));

/** The account's title, description, owner and status. */
export function DetailsForm({
  account,
  form,
}: {
  account: ServiceAccountDetails;
  form: Form;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const { absolute } = useDates();
  const navigate = useNavigate();
  const usersRoute = useRouteRef(usersRouteRef);
  const reasons = useReasons();
  const [isDisabling, setDisabling] = useState(false);

  const { base, fields, errors } = form;
  const notToUpdate = reasons.notToUpdate(account);
  const notToChangeReach = reasons.notToChangeReach(account);
  const isLocked = notToUpdate !== undefined;

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (!form.canSave || isLocked) {
      return;
    }
    if (base.status === 'active' && !fields.isEnabled) {
      setDisabling(true);
    } else {
      form.save();
    }
  }

  return (
    <Section title={t('editPage.details')}>
      {notToUpdate && (
        <Alert severity="info" role="note">
          {notToUpdate}
        </Alert>
      )}
      <form onSubmit={onSubmit} noValidate>
        <TextInput
          id="security-edit-title"
          label={t('fields.title')}
          helperText={t('fields.titleHelp')}
          disabled={isLocked}
          error={errors.title}
          value={fields.title}
          onChange={title => form.change({ title })}
        />
        <TextInput
          id="security-edit-description"
          multiline
          label={t('fields.description')}
          helperText={t('fields.descriptionHelp')}
          disabled={isLocked}
          error={errors.description}
          value={fields.description}
          onChange={description => form.change({ description })}
        />
        <OwnerPicker
          id="security-edit-owner"
          disabled={notToChangeReach !== undefined}
          helperText={notToChangeReach ?? t('fields.ownerHelp')}
          error={errors.ownerRef}
          value={fields.ownerRef}
          onChange={ownerRef => form.change({ ownerRef })}
        />
        <ReachFields account={account} form={form} />
        <FormControlLabel
          label={t('fields.enabled')}
          disabled={isLocked}
          control={
            <Switch
              color="primary"
              checked={fields.isEnabled}
              onChange={event =>
                form.change({ isEnabled: event.target.checked })
              }
              inputProps={{ 'aria-describedby': 'security-edit-enabled-help' }}
            />
          }
        />
        <HelpText id="security-edit-enabled-help">
          {t('fields.enabledHelp')}
        </HelpText>
        <RequestError
          error={form.error}
          conflict={t('editPage.conflict')}
          onReload={form.reload}
        />
        <div className={classes.buttons}>
          <Button
            type="submit"
            color="primary"
            variant="contained"
            disabled={!form.canSave || isLocked}
          >
            {t('editPage.save')}
          </Button>
          <Button onClick={() => navigate(usersRoute())}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
      <Typography variant="body2">
        {t('editPage.created', {
          change: t('common.byWhom', {
            time: absolute(account.createdAt),
            who: account.createdBy,
          }),
        })}
        {' · '}
        {t('editPage.updated', {
          change: t('common.byWhom', {
            time: absolute(account.updatedAt),
            who: account.updatedBy,
          }),
        })}
      </Typography>
      {isDisabling && (
        <DisableDialog
          account={account}
          onClose={() => setDisabling(false)}
          onConfirm={() => {
            setDisabling(false);
            form.save();
          }}
        />
      )}
    </Section>
  );
}
