import { makeStyles } from '@material-ui/core/styles';
import { TextInput } from '../TextInput/TextInput';

const useStyles = makeStyles(theme => ({
  root: {
    width: theme.spacing(17),
  },
}));

/** A choice of one thing, or of none where nothing is required. */
export function FilterSelect<TValue extends string>({
  id,
  label,
  value,
  options,
  none,
  onChange,
}: {
  id: string;
  label: string;
  value: TValue | undefined;
  options: Array<{ value: TValue; label: string }>;
  /** What no choice is called; left out where there always is one. */
  none?: string;
  onChange(value: TValue | undefined): void;
}) {
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
      {none && <option value="">{none}</option>}
      {options.map(option => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </TextInput>
  );
}
