import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { AccessReport, AccountUses } from 'backstage-plugin-security-common';
import { useDates } from '../../hooks/useDates';
import { useNumber } from '../../hooks/useNumber';
import { securityTranslationRef } from '../../translation';
import { TextInput } from '../TextInput/TextInput';
import { FilterSelect } from '../FilterSelect/FilterSelect';
import { AccessFilter, outcomeOf, OUTCOMES } from './accessLines';
import { unusedAfterSeconds } from './usesOfPlugins';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(2),
    margin: theme.spacing(2, 0, 1),
  },
  name: {
    maxWidth: theme.spacing(40),
  },
}));

/** Narrows down what is shown of a report. */
export function AccessFilters({
  report,
  uses,
  filter,
  onChange,
}: {
  report: AccessReport;
  /** Undefined as long as they are not known. */
  uses: AccountUses | undefined;
  filter: AccessFilter;
  onChange(filter: AccessFilter): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { duration } = useDates();
  const number = useNumber();
  const classes = useStyles();
  const outcomes = report.plugins.flatMap(({ permissions }) =>
    permissions.map(outcomeOf),
  );
  const countOf = (outcome: string) =>
    outcomes.filter(each => each === outcome).length;

  return (
    <div className={classes.root}>
      <FilterSelect
        id="security-access-decision"
        none={t('usersPage.filters.any')}
        label={t('access.filters.decision')}
        value={filter.outcome}
        options={OUTCOMES.filter(
          outcome => outcome === filter.outcome || countOf(outcome) > 0,
        ).map(outcome => ({
          value: outcome,
          label: t('access.filters.number', {
            name: t(`access.decision.${outcome}`),
            number: number(countOf(outcome)),
          }),
        }))}
        onChange={outcome => onChange({ ...filter, outcome })}
      />
      <FilterSelect
        id="security-access-plugin"
        none={t('usersPage.filters.any')}
        label={t('access.filters.plugin')}
        value={filter.pluginId}
        options={report.plugins
          .filter(({ permissions }) => permissions.length > 0)
          .map(({ pluginId }) => ({ value: pluginId, label: pluginId }))}
        onChange={pluginId => onChange({ ...filter, pluginId })}
      />
      {uses && (
        <FilterSelect
          id="security-access-use"
          none={t('usersPage.filters.any')}
          label={t('access.filters.use')}
          value={filter.use}
          options={(['inUse', 'unused'] as const).map(use => ({
            value: use,
            label: t(`access.filters.${use}`, {
              time: duration(unusedAfterSeconds(uses)),
            }),
          }))}
          onChange={use => onChange({ ...filter, use })}
        />
      )}
      <TextInput
        id="security-access-name"
        type="search"
        size="small"
        margin="none"
        className={classes.name}
        label={t('access.filters.name')}
        InputLabelProps={{ shrink: true }}
        inputProps={{ maxLength: 200, autoComplete: 'off' }}
        value={filter.name}
        onChange={name => onChange({ ...filter, name })}
      />
    </div>
  );
}
