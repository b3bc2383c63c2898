import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { AccessReport } from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  root: {
    margin: theme.spacing(1, 0),
  },
}));

/** Says it where the policy is not what decides about an account. */
export function DecidedBy({ decidedBy }: Pick<AccessReport, 'decidedBy'>) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  if (decidedBy === 'policy') {
    return null;
  }
  return (
    <Alert
      role="note"
      severity={decidedBy === 'nothing' ? 'warning' : 'info'}
      className={classes.root}
    >
      {t(`access.decidedBy.${decidedBy}`)}
    </Alert>
  );
}
