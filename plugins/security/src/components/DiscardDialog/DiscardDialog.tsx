import { useTranslationRef } from '@backstage/frontend-plugin-api';
import DialogContentText from '@material-ui/core/DialogContentText';
import { DiscardQuestion } from '../../hooks/useDiscardQuestion';
import { securityTranslationRef } from '../../translation';
import { ConfirmDialog } from '../ConfirmDialog/ConfirmDialog';

/** Asks the question, if there is one; to be rendered outside of any dialog. */
export function DiscardDialog({
  question,
}: {
  question: DiscardQuestion | undefined;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  return question ? (
    <ConfirmDialog
      title={t('discardDialog.title')}
      confirm={t('discardDialog.confirm')}
      cancel={t('discardDialog.keep')}
      onConfirm={async () => question.discard()}
      onClose={question.keepEditing}
    >
      <DialogContentText color="textPrimary">
        {t('discardDialog.text')}
      </DialogContentText>
    </ConfirmDialog>
  ) : null;
}
