import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { ShownApiKey } from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../../translation';
import { ApiKeyFacts } from './ApiKeyFacts';
import { ApiKeyField } from './ApiKeyField';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
  },
}));

/** The key, and what is known of it. */
export function ShownKey({
  name,
  shown,
  rotated,
  onCopied,
}: {
  name: string;
  shown: ShownApiKey;
  rotated: boolean;
  onCopied(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  return (
    <div className={classes.root}>
      {shown.generated && (
        <Alert severity="success" role="status">
          {rotated ? t('apiKeyDialog.rotated') : t('apiKeyDialog.generated')}
        </Alert>
      )}
      {!shown.apiKey.canBeShown && (
        <Alert severity="warning">{t('apiKeyDialog.once')}</Alert>
      )}
      <ApiKeyField value={shown.value} onCopied={onCopied} />
      <ApiKeyFacts apiKey={shown.apiKey} />
      <Typography variant="body2">
        {t('apiKeyDialog.keepSecret', { name })} {t('apiKeyDialog.recorded')}
      </Typography>
    </div>
  );
}
