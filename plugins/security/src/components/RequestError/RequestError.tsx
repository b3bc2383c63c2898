import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { messageOf, statusOf } from '../../api/errors';
import { UnansweredError } from '../../api/settle';
import { securityTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  root: {
    margin: theme.spacing(2, 0),
  },
}));

/** Why a request failed, in words, and what to do next. */
export function RequestError({
  error,
  title,
  conflict,
  onRetry,
  onReload,
}: {
  error: unknown;
  /** What failed, where that is not plain from the place. */
  title?: string;
  /** What 409 means here. */
  conflict?: string;
  onRetry?(): void;
  /** Offered when somebody else was faster. */
  onReload?(): void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(securityTranslationRef);
  if (error === undefined) {
    return null;
  }
  const isConflict = statusOf(error) === 409;

  function message() {
    if (error instanceof UnansweredError) {
      return t(`errors.${error.outcome}`);
    }
    return isConflict
      ? conflict ?? t('errors.conflict')
      : messageOf(error) ?? t('errors.unreachable');
  }
  const again = isConflict ? onReload : onRetry;

  return (
    <Alert
      severity="error"
      className={classes.root}
      action={
        again && (
          <Button color="inherit" size="small" onClick={again}>
            {isConflict ? t('common.reload') : t('common.retry')}
          </Button>
        )
      }
    >
      {title && `${title} `}
      {message()}
    </Alert>
  );
}
