import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useId } from '../../hooks/useId';

/** A button, or the reason why it does nothing now. */
export interface Action {
  label: string;
  onClick(): void;
  reason?: string;
  primary?: boolean;
}

const useStyles = makeStyles(theme => ({
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
  },
  unavailable: {
    '&, &:hover': {
      backgroundColor: 'transparent',
      border: `1px solid ${theme.palette.action.disabledBackground}`,
      boxShadow: 'none',
      color: theme.palette.action.disabled,
      cursor: 'not-allowed',
    },
  },
  reasons: {
    marginTop: theme.spacing(1),
  },
  line: {
    ...theme.typography.body2,
    minHeight: `${theme.typography.body2.lineHeight}em`,
  },
}));

/**
 * Buttons, with the reasons below for those that are not available. Such a
 * button keeps its place in the tab order: who cannot see the page comes across
 * it too, and hears the reason.
 */
export function ActionBar({
  actions,
  label,
  hasLine = false,
}: {
  actions: Action[];
  label: string;
  /** Keeps a line for a reason: what is below stays in place without one. */
  hasLine?: boolean;
}) {
  const classes = useStyles();
  const id = useId();
  const reasons = Array.from(
    new Set(actions.flatMap(({ reason }) => (reason ? [reason] : []))),
  );
  const reasonId = (reason: string) => `${id}-${reasons.indexOf(reason)}`;

  return (
    <div role="group" aria-label={label}>
      <div className={classes.buttons}>
        {actions.map(({ label: text, onClick, reason, primary }) => (
          <Button
            key={text}
            color="primary"
            variant={primary ? 'contained' : 'outlined'}
            aria-disabled={reason ? true : undefined}
            aria-describedby={reason && reasonId(reason)}
            className={reason && classes.unavailable}
            disableRipple={Boolean(reason)}
            onClick={reason ? undefined : onClick}
          >
            {text}
          </Button>
        ))}
      </div>
      <div
        aria-live="polite"
        className={`${classes.reasons} ${hasLine ? classes.line : ''}`}
      >
        {reasons.map(reason => (
          <Typography key={reason} id={reasonId(reason)} variant="body2">
            {reason}
          </Typography>
        ))}
      </div>
    </div>
  );
}
