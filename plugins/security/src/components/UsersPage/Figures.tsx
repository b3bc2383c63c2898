import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ButtonBase from '@material-ui/core/ButtonBase';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  AccountFigures,
  EXPIRING_SOON_DAYS,
  ListAccountsQuery,
  MOST_COUNTED,
} from 'backstage-plugin-security-common';
import { UsersQuery } from '../../hooks/useUsersQuery';
import { useNumber } from '../../hooks/useNumber';
import { securityTranslationRef } from '../../translation';

const FIGURES = [
  'active',
  'expiring',
  'unused',
  'not-working',
  'ownerMissing',
] as const;
type Figure = (typeof FIGURES)[number];

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(5, minmax(0, 1fr))',
    gap: theme.spacing(2),
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      gap: theme.spacing(1),
    },
  },
  figure: {
    width: '100%',
    height: '100%',
    justifyContent: 'flex-start',
    alignItems: 'flex-start',
    textAlign: 'left',
    padding: theme.spacing(1, 2),
    borderRadius: 'inherit',
    borderBottom: `3px solid transparent`,
    '&:hover, &:focus-visible': {
      backgroundColor: theme.palette.action.hover,
    },
    [theme.breakpoints.down('xs')]: {
      padding: theme.spacing(0.5, 1),
    },
  },
  content: {
    minWidth: 0,
    hyphens: 'auto',
    overflowWrap: 'anywhere',
    [theme.breakpoints.down('xs')]: {
      display: 'flex',
      alignItems: 'baseline',
      gap: theme.spacing(1),
    },
  },
  chosen: {
    borderBottomColor: theme.palette.primary.main,
    backgroundColor: theme.palette.action.selected,
  },
}));

/** How many service accounts there are to look after; each figure is a filter. */
export function Figures({
  figures,
  query,
  onChange,
}: {
  /** Undefined until they are known. */
  figures: AccountFigures | undefined;
  query: Pick<ListAccountsQuery, 'keyStatus' | 'ownerMissing'>;
  onChange: UsersQuery['change'];
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const number = useNumber();

  function isFilter(figure: Figure) {
    return figure === 'ownerMissing'
      ? Boolean(query.ownerMissing)
      : query.keyStatus === figure;
  }

  function choose(figure: Figure) {
    const isOn = !isFilter(figure);
    onChange(
      figure === 'ownerMissing'
        ? { ownerMissing: isOn }
        : { keyStatus: isOn ? figure : undefined },
    );
  }

  function countOf(figure: Figure) {
    const found = figures?.[figure];
    if (found === undefined) {
      return '–';
    }
    return found < MOST_COUNTED
      ? number(found)
      : t('usersPage.figures.orMore', { number: number(MOST_COUNTED) });
  }

  return (
    <div
      role="group"
      aria-label={t('usersPage.figures.label')}
      className={classes.root}
    >
      {FIGURES.map(figure => {
        const isChosen = isFilter(figure);
        return (
          <Paper key={figure} variant="outlined">
            <ButtonBase
              className={`${classes.figure} ${isChosen ? classes.chosen : ''}`}
              aria-pressed={isChosen}
              onClick={() => choose(figure)}
            >
              <span className={classes.content}>
                <Typography component="span" variant="h5" display="block">
                  {countOf(figure)}
                </Typography>
                <Typography component="span" variant="body2">
                  {t(`usersPage.figures.${figure}`, {
                    days: number(
                      figure === 'unused'
                        ? Math.floor(figures?.unusedAfterDays ?? 90)
                        : EXPIRING_SOON_DAYS,
                    ),
                  })}
                </Typography>
              </span>
            </ButtonBase>
          </Paper>
        );
      })}
    </div>
  );
}
