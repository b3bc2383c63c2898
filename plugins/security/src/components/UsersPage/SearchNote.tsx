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
  hasResults,
}: {
  found: FoundApiKey | undefined;
  isKeyStarted: boolean;
  /** Whether an account has such a key; undefined until that is known. */
  hasResults: boolean | undefined;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();

  function texts() {
    if (!found) {
      return isKeyStarted ? [t('usersPage.search.keyStarted')] : [];
    }
    const { from, hint } = found;
    const removed = t(
      from === 'address'
        ? 'usersPage.search.keyInAddress'
        : `usersPage.search.${hint ? 'key' : 'pieceOfKey'}`,
    );
    if (!hint || hasResults === undefined) {
      return [removed];
    }
    return [
      removed,
      t(`usersPage.search.${hasResults ? 'keyMatches' : 'keyUnknown'}`, {
        hint,
      }),
    ];
  }

  return (
    <Typography variant="body2" role="status" className={classes.root}>
      {texts().join(' ')}
    </Typography>
  );
}
