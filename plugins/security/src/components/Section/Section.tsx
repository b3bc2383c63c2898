import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { PropsWithChildren, ReactNode, RefObject } from 'react';
import { useId } from '../../hooks/useId';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2),
    marginBottom: theme.spacing(3),
    overflowWrap: 'anywhere',
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    minHeight: theme.spacing(4.5),
    marginBottom: theme.spacing(2),
  },
  title: {
    margin: 0,
    outline: 0,
  },
}));

/** A titled part of a page. */
export function Section({
  title,
  action,
  titleRef,
  children,
}: PropsWithChildren<{
  title: string;
  /** Beside the title. */
  action?: ReactNode;
  titleRef?: RefObject<HTMLHeadingElement>;
}>) {
  const classes = useStyles();
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id} className={classes.root}>
      <div className={classes.head}>
        <Typography
          id={id}
          component="h3"
          variant="h6"
          className={classes.title}
          ref={titleRef}
          tabIndex={-1}
        >
          {title}
        </Typography>
        {action}
      </div>
      {children}
    </Paper>
  );
}
