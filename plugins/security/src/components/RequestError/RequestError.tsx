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
    overflowWrap: 'anywhere',
  },
}));

// The answer would be the same.
const USELESS_TO_RETRY = [400, 403, 404];

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
  const status = statusOf(error);
  const isConflict = status === 409;

  function message() {
    if (error instanceof UnansweredError) {
      return t(`errors.${error.outcome}`);
    }
    switch (status) {
      case 401:
        return t('errors.sessionEnded');
      case 409:
        return conflict ?? t('errors.conflict');
      default:
        return messageOf(error) ?? t('errors.unreachable');
    }
  }

  function next() {
    if (isConflict) {
      return onReload;
    }
    return status && USELESS_TO_RETRY.includes(status) ? undefined : onRetry;
  }
  const again = next();

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
