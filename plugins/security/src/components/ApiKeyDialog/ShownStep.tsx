import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { ApiKeyStep } from '../../hooks/useApiKeyFlow';
import { useDates } from '../../hooks/useDates';
import { securityTranslationRef } from '../../translation';
import { ApiKeySnippets } from '../ApiKeySnippets/ApiKeySnippets';
import { ApiKeyFacts } from './ApiKeyFacts';
import { ApiKeyField } from './ApiKeyField';
import { ApiKeyTest } from './ApiKeyTest';

type Shown = Extract<ApiKeyStep, { name: 'shown' }>;

const useStyles = makeStyles(theme => ({
  content: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
  },
  // Beside the buttons, not at the end of what scrolls.
  closing: {
    flexShrink: 0,
    margin: theme.spacing(1, 3, 0),
  },
}));

/** The key, what is known of it, and how it is used. */
export function ShownStep({
  step,
  onCopied,
  onClose,
  askBeforeClosing,
}: {
  step: Shown;
  onCopied(): void;
  onClose(): void;
  /** Set once somebody tried to close with the key about to be lost. */
  askBeforeClosing?: { onCloseAnyway(): void; onKeepOpen(): void };
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const { account, shown } = step;
  return (
    <>
      <DialogContent className={classes.content}>
        {shown.generated && (
          <Alert severity="success" role="status">
            <Outcome step={step} />
          </Alert>
        )}
        {!shown.apiKey.canBeShown && (
          <Alert severity="warning">{t('apiKeyDialog.once')}</Alert>
        )}
        <ApiKeyField value={shown.value} onCopied={onCopied} />
        <ApiKeyFacts apiKey={shown.apiKey} />
        <Typography variant="body2">
          {t('apiKeyDialog.keepSecret', { name: account.name })}{' '}
          {t('apiKeyDialog.recorded')}
        </Typography>
        <ApiKeyTest value={shown.value} />
        <ApiKeySnippets account={account} />
      </DialogContent>
      {askBeforeClosing && (
        <Alert severity="warning" className={classes.closing}>
          {t('apiKeyDialog.closing.text')}
        </Alert>
      )}
      <DialogActions>
        {askBeforeClosing ? (
          <>
            <Button onClick={askBeforeClosing.onCloseAnyway}>
              {t('apiKeyDialog.closing.close')}
            </Button>
            <Button
              color="primary"
              variant="contained"
              onClick={askBeforeClosing.onKeepOpen}
            >
              {t('apiKeyDialog.closing.keepOpen')}
            </Button>
          </>
        ) : (
          <Button onClick={onClose}>{t('common.close')}</Button>
        )}
      </DialogActions>
    </>
  );
}

function Outcome({ step: { rotated } }: { step: Shown }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { absolute } = useDates();
  if (!rotated) {
    return <>{t('apiKeyDialog.generated')}</>;
  }
  const { hint, worksUntil } = rotated;
  return (
    <>
      {worksUntil
        ? t('apiKeyDialog.rotatedWithGrace', {
            hint,
            time: absolute(worksUntil),
          })
        : t('apiKeyDialog.rotated')}
    </>
  );
}
