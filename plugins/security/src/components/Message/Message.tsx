import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(6, 2),
    textAlign: 'center',
    overflowWrap: 'anywhere',
  },
  text: {
    maxWidth: theme.spacing(80),
    margin: theme.spacing(1, 'auto', 2),
  },
}));

/** What there is to say where there is nothing to show. */
export function Message({
  title,
  text,
  action,
}: {
  title: string;
  text: string;
  action?: ReactNode;
}) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <Typography component="h2" variant="h5">
        {title}
      </Typography>
      <Typography className={classes.text}>{text}</Typography>
      {action}
    </div>
  );
}
