import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';
import {
  accountTypeSchema,
  keyStatusFilterSchema,
  ListAccountsQuery,
} from 'backstage-plugin-security-common';
import { UsersQuery } from '../../hooks/useUsersQuery';
import { securityTranslationRef } from '../../translation';
import { FilterSelect } from './FilterSelect';
import { SearchField } from './SearchField';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(2),
    margin: theme.spacing(2, 0),
  },
}));

/** The search and the filters of the list. */
export function UsersFilters({
  query,
  hasResults,
  onChange,
}: {
  query: ListAccountsQuery;
  /** Undefined until that is known. */
  hasResults: boolean | undefined;
  onChange: UsersQuery['change'];
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  return (
    <div
      role="search"
      aria-label={t('usersPage.filters.label')}
      className={classes.root}
    >
      <SearchField
        value={query.search ?? ''}
        hasResults={hasResults}
        onChange={search => onChange({ search }, { replace: true })}
      />
      <FilterSelect
        id="security-users-type"
        label={t('usersPage.filters.type')}
        value={query.type}
        options={[
          {
            value: accountTypeSchema.enum['service-account'],
            label: t('account.type.serviceAccount'),
          },
          {
            value: accountTypeSchema.enum.user,
            label: t('account.type.user'),
          },
        ]}
        onChange={type => onChange({ type })}
      />
      <FilterSelect
        id="security-users-key-status"
        label={t('usersPage.filters.keyStatus')}
        value={query.keyStatus}
        options={keyStatusFilterSchema.options.map(value => ({
          value,
          label:
            value === 'active'
              ? t('usersPage.filters.works')
              : t(`keyStatus.${value}`),
        }))}
        onChange={keyStatus => onChange({ keyStatus })}
      />
      {query.owner && (
        <Chip
          label={t('usersPage.filters.owner', { owner: query.owner })}
          onDelete={() => onChange({ owner: undefined })}
        />
      )}
    </div>
  );
}
