import Dialog from '@material-ui/core/Dialog';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { PropsWithChildren, useEffect, useRef } from 'react';
import { useId } from '../../hooks/useId';
import { InDialog, useNoToast } from '../../hooks/useNotify';

const useStyles = makeStyles(theme => ({
  paper: {
    // What opens below a field may stand out.
    overflowY: 'visible',
    [theme.breakpoints.down('xs')]: {
      width: `calc(100% - ${theme.spacing(2)}px)`,
      maxHeight: `calc(100% - ${theme.spacing(2)}px)`,
      margin: theme.spacing(1),
    },
  },
  title: {
    flexShrink: 0,
    overflowWrap: 'anywhere',
  },
  // The content scrolls, and the buttons below it stay.
  body: {
    outline: 'none',
    overflowWrap: 'anywhere',
    '&, & > form': {
      display: 'flex',
      flexDirection: 'column',
      minHeight: 0,
    },
  },
}));

/**
 * A dialog that a click beside it does not close: the second click of a double
 * click lands there. Its title and its buttons stay in sight.
 */
export function SteadyDialog({
  title,
  subtitle,
  step,
  onClose,
  children,
}: PropsWithChildren<{
  title: string;
  subtitle?: string;
  /** What the dialog has come to, where it leads through several steps. */
  step?: string;
  onClose(): void;
}>) {
  const classes = useStyles();
  const id = useId();
  useNoToast();

  // The button that led to the next step is gone, and the focus with it.
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (step && !body.current?.contains(document.activeElement)) {
      body.current?.focus();
    }
  }, [step]);

  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      classes={{ paper: classes.paper }}
      onClose={(_event, reason) => reason !== 'backdropClick' && onClose()}
      aria-labelledby={id}
    >
      <DialogTitle id={id} className={classes.title}>
        {title}
        {subtitle && (
          <>
            {' '}
            <Typography component="div">{subtitle}</Typography>
          </>
        )}
      </DialogTitle>
      <InDialog.Provider value>
        <div ref={body} tabIndex={-1} className={classes.body}>
          {children}
        </div>
      </InDialog.Provider>
    </Dialog>
  );
}
