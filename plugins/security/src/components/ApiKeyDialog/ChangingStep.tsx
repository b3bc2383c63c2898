import { Progress } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import { makeStyles } from '@material-ui/core/styles';
import { ApiKeyChange } from '../../hooks/useApiKeyFlow';
import { securityTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  // There are no buttons below.
  root: {
    paddingBottom: theme.spacing(3),
  },
}));

/** While a key is made the dialog stays: who closed it would not hear of it. */
export function ChangingStep({ change }: { change: ApiKeyChange }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  return (
    <DialogContent className={classes.root}>
      <DialogContentText color="textPrimary" role="status">
        {t(`apiKeyDialog.changing.${change}`)} {t('apiKeyDialog.changing.stay')}
      </DialogContentText>
      <Progress />
    </DialogContent>
  );
}
