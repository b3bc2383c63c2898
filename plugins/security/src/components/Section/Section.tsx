import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { PropsWithChildren } from 'react';
import { useId } from '../../hooks/useId';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2),
    marginBottom: theme.spacing(3),
    overflowWrap: 'anywhere',
  },
  title: {
    marginBottom: theme.spacing(2),
  },
}));

/** A titled part of a page. */
export function Section({
  title,
  children,
}: PropsWithChildren<{ title: string }>) {
  const classes = useStyles();
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id} className={classes.root}>
      <Typography id={id} component="h3" variant="h6" className={classes.title}>
        {title}
      </Typography>
      {children}
    </Paper>
  );
}
