import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useId } from '../../hooks/useId';
import { OutlinedDangerButton } from '../ConfirmDialog/OutlinedDangerButton';

/** A button, or the reason why it does nothing now. */
export interface Action {
  label: string;
  onClick(): void;
  reason?: string;
  primary?: boolean;
  /** Leads to something that cannot be undone, and looks like it. */
  danger?: boolean;
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
  steady: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 2),
    [theme.breakpoints.down('xs')]: {
      '& button': {
        padding: theme.spacing(0.25, 1),
        fontSize: theme.typography.pxToRem(13),
      },
    },
  },
  // Two lines of reasons fit beside the buttons.
  beside: {
    ...theme.typography.body2,
    flex: `1 1 ${theme.spacing(40)}px`,
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    minHeight: `${2 * Number(theme.typography.body2.lineHeight)}em`,
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
  isSteady = false,
}: {
  actions: Action[];
  label: string;
  /** Keeps the place of the reasons: what is below never moves. */
  isSteady?: boolean;
}) {
  const classes = useStyles();
  const id = useId();
  const reasons = Array.from(
    new Set(actions.flatMap(({ reason }) => (reason ? [reason] : []))),
  );
  const reasonId = (reason: string) => `${id}-${reasons.indexOf(reason)}`;

  return (
    <div
      role="group"
      aria-label={label}
      className={isSteady ? classes.steady : undefined}
    >
      <div className={classes.buttons}>
        {actions.map(({ label: text, onClick, reason, primary, danger }) => {
          const ActionButton = danger ? OutlinedDangerButton : Button;
          return (
            <ActionButton
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
            </ActionButton>
          );
        })}
      </div>
      <div
        aria-live="polite"
        className={isSteady ? classes.beside : classes.reasons}
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
