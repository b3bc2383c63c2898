import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import ChevronLeft from '@material-ui/icons/ChevronLeft';
import ChevronRight from '@material-ui/icons/ChevronRight';
import Refresh from '@material-ui/icons/Refresh';
import { securityTranslationRef } from '../../translation';
import { TextInput } from '../TextInput/TextInput';

const LIMITS = [10, 25, 50, 100];

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(1),
    marginTop: theme.spacing(2),
  },
  limit: {
    minWidth: theme.spacing(20),
  },
}));

/** The way through pages of which only the next one is known. */
export function CursorPagination(props: {
  /** How many rows this page has. */
  count: number;
  limit: number;
  nextCursor: string | undefined;
  hasPrevious: boolean;
  onNext(cursor: string): void;
  onPrevious(): void;
  onLimitChange(limit: number): void;
  onReload(): void;
}) {
  const { count, limit, nextCursor, hasPrevious } = props;
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();

  return (
    <nav className={classes.root} aria-label={t('usersPage.pagination.label')}>
      <Typography variant="body2" role="status">
        {t('usersPage.announcement', { count })}
      </Typography>
      <TextInput
        select
        size="small"
        margin="none"
        fullWidth={false}
        className={classes.limit}
        id="security-users-limit"
        label={t('usersPage.pagination.rowsPerPage')}
        SelectProps={{ native: true }}
        InputLabelProps={{ shrink: true }}
        value={limit}
        onChange={chosen => props.onLimitChange(Number(chosen))}
      >
        {Array.from(new Set([...LIMITS, limit]))
          .sort((a, b) => a - b)
          .map(option => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
      </TextInput>
      <IconButton
        aria-label={t('usersPage.pagination.reload')}
        onClick={props.onReload}
      >
        <Refresh />
      </IconButton>
      <IconButton
        aria-label={t('usersPage.pagination.previous')}
        disabled={!hasPrevious}
        onClick={props.onPrevious}
      >
        <ChevronLeft />
      </IconButton>
      <IconButton
        aria-label={t('usersPage.pagination.next')}
        disabled={!nextCursor}
        onClick={() => nextCursor && props.onNext(nextCursor)}
      >
        <ChevronRight />
      </IconButton>
    </nav>
  );
}
