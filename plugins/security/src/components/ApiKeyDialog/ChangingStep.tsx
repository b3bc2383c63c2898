import { Progress } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import { ApiKeyChange } from '../../hooks/useApiKeyFlow';
import { securityTranslationRef } from '../../translation';

/** While a key is made the dialog stays: who closed it would not hear of it. */
export function ChangingStep({ change }: { change: ApiKeyChange }) {
  const { t } = useTranslationRef(securityTranslationRef);
  return (
    <DialogContent>
      <DialogContentText color="textPrimary" role="status">
        {t(`apiKeyDialog.changing.${change}`)} {t('apiKeyDialog.changing.stay')}
      </DialogContentText>
      <Progress />
    </DialogContent>
  );
}
