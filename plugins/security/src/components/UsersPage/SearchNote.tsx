import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { securityTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  // In line with the help of the field above.
  root: {
    padding: theme.spacing(0, 1.75),
  },
}));

/** An API key that got into the search; without a hint it was but a piece. */
export interface FoundApiKey {
  from: 'field' | 'address';
  hint: string | undefined;
}

/** Says what became of an API key in the search. */
export function SearchNote({
  found,
  isKeyStarted,
}: {
  found: FoundApiKey | undefined;
  isKeyStarted: boolean;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();

  function text() {
    if (!found) {
      return isKeyStarted ? t('usersPage.search.keyStarted') : '';
    }
    return t(
      found.from === 'address'
        ? 'usersPage.search.keyInAddress'
        : `usersPage.search.${found.hint ? 'key' : 'pieceOfKey'}`,
    );
  }

  return (
    <Typography variant="body2" role="status" className={classes.root}>
      {text()}
    </Typography>
  );
}
