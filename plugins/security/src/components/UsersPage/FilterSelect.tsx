import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { securityTranslationRef } from '../../translation';
import { TextInput } from '../TextInput/TextInput';

const useStyles = makeStyles(theme => ({
  root: {
    minWidth: theme.spacing(20),
  },
}));

/** A filter that lets everything through, or one thing. */
export function FilterSelect<TValue extends string>({
  id,
  label,
  value,
  options,
  onChange,
}: {
  id: string;
  label: string;
  value: TValue | undefined;
  options: Array<{ value: TValue; label: string }>;
  onChange(value: TValue | undefined): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  return (
    <TextInput
      select
      id={id}
      label={label}
      size="small"
      margin="none"
      fullWidth={false}
      className={classes.root}
      SelectProps={{ native: true }}
      InputLabelProps={{ shrink: true }}
      value={value ?? ''}
      onChange={chosen =>
        onChange(options.find(option => option.value === chosen)?.value)
      }
    >
      <option value="">{t('usersPage.filters.any')}</option>
      {options.map(option => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </TextInput>
  );
}
