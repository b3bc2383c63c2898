import { makeStyles } from '@material-ui/core/styles';
import TextField, { OutlinedTextFieldProps } from '@material-ui/core/TextField';

export type TextInputProps = Omit<
  OutlinedTextFieldProps,
  'variant' | 'onChange' | 'error'
> & {
  onChange?(value: string): void;
  /** Takes the place of the helper text. */
  error?: string;
};

// What Material UI has for labels and helper texts, and its red for those of
// errors, has too little contrast on the pages of the portal.
const useStyles = makeStyles(theme => ({
  root: {
    '& .MuiInputLabel-root:not(.Mui-focused), & .MuiInputLabel-root.Mui-error, & .MuiFormHelperText-root':
      {
        color: theme.palette.text.primary,
      },
  },
}));

/** A text field, or a choice, with texts that everybody can read. */
export function TextInput({
  onChange,
  error,
  helperText,
  ...props
}: TextInputProps) {
  const classes = useStyles();
  return (
    <TextField
      margin="normal"
      fullWidth
      {...props}
      variant="outlined"
      classes={classes}
      error={Boolean(error)}
      helperText={error ?? helperText}
      FormHelperTextProps={error ? { role: 'alert' } : undefined}
      onChange={onChange && (event => onChange(event.target.value))}
    />
  );
}
