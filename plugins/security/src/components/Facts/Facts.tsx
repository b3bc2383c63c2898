import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { Fragment, ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  facts: {
    display: 'grid',
    gridTemplateColumns: `minmax(${theme.spacing(14)}px, max-content) 1fr`,
    alignItems: 'baseline',
    columnGap: theme.spacing(2),
    rowGap: theme.spacing(0.5),
    margin: 0,
    overflowWrap: 'anywhere',
    '& dt': {
      fontWeight: theme.typography.fontWeightBold,
    },
    '& dd': {
      margin: 0,
      minWidth: 0,
    },
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: '1fr',
      '& dd': {
        margin: theme.spacing(0, 0, 1),
      },
    },
  },
}));

/** Terms, and what is to be said of each. */
export function Facts({ facts }: { facts: Array<[string, ReactNode]> }) {
  const classes = useStyles();
  return (
    <Typography component="dl" variant="body2" className={classes.facts}>
      {facts.map(([term, description]) => (
        <Fragment key={term}>
          <dt>{term}</dt>
          <dd>{description}</dd>
        </Fragment>
      ))}
    </Typography>
  );
}
