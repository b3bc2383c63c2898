import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles, Theme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import FilterList from '@material-ui/icons/FilterList';
import ToggleButton from '@material-ui/lab/ToggleButton';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import {
  accountOrderFieldSchema,
  AccountType,
  keyStatusFilterSchema,
  ListAccountsQuery,
} from 'backstage-plugin-security-common';
import { useState } from 'react';
import { UsersQuery } from '../../hooks/useUsersQuery';
import { securityTranslationRef } from '../../translation';
import { OwnerPicker } from '../OwnerPicker/OwnerPicker';
import { FilterSelect } from '../FilterSelect/FilterSelect';
import { firstOrderOf } from './firstOrder';
import { SearchField } from './SearchField';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(2),
  },
  segments: {
    height: 40,
  },
  toggle: {
    height: 40,
    padding: theme.spacing(0, 1.5),
    textTransform: 'none',
    '&, &.Mui-selected': {
      color: theme.palette.text.primary,
    },
  },
  owner: {
    width: theme.spacing(20),
    [theme.breakpoints.down('xs')]: {
      width: '100%',
    },
  },
  more: {
    height: 40,
  },
}));

/** The search and the filters of the list. */
export function UsersFilters({
  query,
  onChange,
  onPastedKey,
}: {
  query: ListAccountsQuery;
  onChange: UsersQuery['change'];
  onPastedKey(hint: string | undefined): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const isNarrow = useMediaQuery<Theme>(theme => theme.breakpoints.down('xs'));
  const [isOpen, setOpen] = useState(false);
  const set = [query.mine, query.owner, query.keyStatus, query.type];
  const number = set.filter(Boolean).length;

  return (
    <div
      role="search"
      aria-label={t('usersPage.filters.label')}
      className={classes.root}
    >
      <SearchField
        value={query.search ?? ''}
        onPastedKey={onPastedKey}
        onChange={search => onChange({ search }, { replace: true })}
      />
      {isNarrow && (
        <Button
          variant="outlined"
          className={classes.more}
          startIcon={<FilterList />}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {number > 0
            ? t('usersPage.filters.moreSet', { number: String(number) })
            : t('usersPage.filters.more')}
        </Button>
      )}
      {(!isNarrow || isOpen) && (
        <>
          <ToggleButtonGroup
            exclusive
            size="small"
            className={classes.segments}
            aria-label={t('usersPage.filters.type')}
            value={query.type ?? 'all'}
            onChange={(_event, chosen: AccountType | 'all' | null) =>
              chosen &&
              onChange({ type: chosen === 'all' ? undefined : chosen })
            }
          >
            {(['all', 'service-account', 'user'] as const).map(type => (
              <ToggleButton key={type} value={type} className={classes.toggle}>
                {t(`usersPage.filters.types.${type}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <ToggleButton
            size="small"
            value="mine"
            className={classes.toggle}
            selected={Boolean(query.mine)}
            onChange={() => onChange({ mine: !query.mine || undefined })}
          >
            {t('usersPage.filters.mine')}
          </ToggleButton>
          <div className={classes.owner}>
            <OwnerPicker
              id="security-users-owner"
              size="small"
              margin="none"
              label={t('usersPage.filters.owner')}
              value={query.owner ?? ''}
              onChange={owner => onChange({ owner: owner || undefined })}
            />
          </div>
          <FilterSelect
            id="security-users-key-status"
            label={t('usersPage.filters.keyStatus')}
            none={t('usersPage.filters.any')}
            value={query.keyStatus}
            options={keyStatusFilterSchema.options.map(value => ({
              value,
              label: t(`usersPage.filters.states.${value}`),
            }))}
            onChange={keyStatus => onChange({ keyStatus })}
          />
          <FilterSelect
            id="security-users-order"
            label={t('usersPage.filters.order')}
            value={query.orderBy}
            options={accountOrderFieldSchema.options.map(value => ({
              value,
              label: t(`usersPage.filters.orders.${value}`),
            }))}
            onChange={orderBy =>
              orderBy && onChange({ orderBy, order: firstOrderOf(orderBy) })
            }
          />
        </>
      )}
    </div>
  );
}
