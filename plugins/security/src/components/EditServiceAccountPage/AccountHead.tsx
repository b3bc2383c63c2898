import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { ServiceAccountDetails } from 'backstage-plugin-security-common';
import { useState } from 'react';
import { AccountState } from '../../hooks/useAccount';
import { useFocusOnArrival } from '../../hooks/useFocusOnArrival';
import { securityTranslationRef } from '../../translation';
import { CopyButton } from '../CopyButton/CopyButton';
import { DisableDialog } from '../DisableDialog/DisableDialog';
import { EnableDialog } from '../DisableDialog/EnableDialog';
import { EntityName } from '../EntityName/EntityName';
import { Facts } from '../Facts/Facts';
import { ExactTime } from '../RelativeTime/ExactTime';
import { AccessNote } from './AccessNote';

const useStyles = makeStyles(theme => ({
  root: {
    marginBottom: theme.spacing(3),
    overflowWrap: 'anywhere',
  },
  heading: {
    margin: 0,
    outline: 0,
  },
  title: {
    margin: 0,
    [theme.breakpoints.down('xs')]: {
      fontSize: theme.typography.h5.fontSize,
    },
  },
  ref: {
    marginBottom: theme.spacing(2),
  },
  status: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    minHeight: theme.spacing(4),
  },
  chip: {
    margin: 0,
  },
  note: {
    marginTop: theme.spacing(2),
  },
}));

/** Which account it is, whose, and whether it is enabled. */
export function AccountHead({
  account,
  heading,
  isEditing,
  reload,
}: {
  account: ServiceAccountDetails;
  heading: string;
  isEditing: boolean;
  reload: AccountState['reload'];
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const headingRef = useFocusOnArrival();
  const [dialog, setDialog] = useState<'enable' | 'disable'>();
  const { title, name, entityRef, status, access } = account;
  const isDisabled = status === 'disabled';
  const change = isDisabled ? 'enable' : 'disable';
  const Dialog = dialog === 'enable' ? EnableDialog : DisableDialog;

  function close() {
    setDialog(undefined);
    reload();
  }

  return (
    <header className={classes.root}>
      <Typography
        component="h2"
        variant="subtitle1"
        className={classes.heading}
        ref={headingRef}
        tabIndex={-1}
      >
        {heading}
      </Typography>
      <Typography component="p" variant="h3" className={classes.title}>
        {title || name}
      </Typography>
      <Typography className={classes.ref}>
        <code>{entityRef}</code>
        <CopyButton text={entityRef} label={t('account.copyRef')} />
      </Typography>
      <Facts
        facts={[
          [
            t('account.owner'),
            <EntityName key="owner" entityRef={account.ownerRef} />,
          ],
          [
            t('account.status'),
            <div key="status" className={classes.status}>
              <Chip
                size="small"
                variant={isDisabled ? 'default' : 'outlined'}
                className={classes.chip}
                label={t(isDisabled ? 'account.disabled' : 'account.enabled')}
              />
              {/* It would take the account from under what is typed. */}
              {access.canUpdate && !isEditing && (
                <Button
                  size="small"
                  variant="outlined"
                  onClick={() => setDialog(change)}
                >
                  {t(`account.${change}`)}
                </Button>
              )}
            </div>,
          ],
          [
            t('account.created'),
            <span key="created">
              {t('common.byWhom', {
                time: <ExactTime time={account.createdAt} />,
                who: <EntityName entityRef={account.createdBy} />,
              })}
            </span>,
          ],
        ]}
      />
      {account.ownerMissingSince && (
        <Alert severity="warning" role="note" className={classes.note}>
          {t('account.ownerMissingSince', {
            time: <ExactTime time={account.ownerMissingSince} />,
          })}
        </Alert>
      )}
      {account.managedBy && (
        <Alert severity="info" role="note" className={classes.note}>
          {account.managedBy === 'config'
            ? t('reasons.managedByConfig')
            : t('account.formerlyManaged')}{' '}
          {account.apiKeyManagedBy && t('reasons.keyFromConfig')}
        </Alert>
      )}
      <AccessNote account={account} />
      {dialog && <Dialog account={account} onClose={close} onChanged={close} />}
    </header>
  );
}
