import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { CopyButton } from '../CopyButton/CopyButton';

const useStyles = makeStyles(theme => ({
  snippet: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    justifyContent: 'flex-end',
    margin: theme.spacing(1, 0),
    padding: theme.spacing(1),
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.background.default,
  },
  // All of it is read without scrolling.
  code: {
    flex: '1 1 200px',
    margin: 0,
    fontFamily: 'monospace',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
}));

/** Code without secrets, to be copied. */
export function Snippet({ text, copy }: { text: string; copy: string }) {
  const classes = useStyles();
  return (
    <div className={classes.snippet}>
      <Typography component="pre" variant="body2" className={classes.code}>
        {text}
      </Typography>
      <CopyButton key={text} text={text} label={copy} />
    </div>
  );
}
