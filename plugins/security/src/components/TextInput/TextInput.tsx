import { makeStyles } from '@material-ui/core/styles';
import TextField, { OutlinedTextFieldProps } from '@material-ui/core/TextField';
import { readableRed } from '../../readableRed';

export type TextInputProps = Omit<
  OutlinedTextFieldProps,
  'variant' | 'onChange' | 'error'
> & {
  onChange?(value: string): void;
  /** Takes the place of the helper text. */
  error?: string;
};

// What Material UI has for labels and helper texts has too little contrast on
// the pages of the portal. Its own class
// names are not the same in every app, so these come with the classes.
const useStyles = makeStyles(theme => {
  const { text } = theme.palette;
  const red = readableRed(theme);
  return {
    label: {
      '&&:not($focused)': {
        color: text.primary,
      },
      '&&$error': {
        color: red,
      },
    },
    focused: {},
    help: {
      '&&': {
        color: text.primary,
        overflowWrap: 'anywhere',
      },
      '&&$error': {
        color: red,
      },
    },
    error: {},
  };
});

/** A text field, or a choice, with texts that everybody can read. */
export function TextInput({
  onChange,
  error,
  helperText,
  InputLabelProps,
  ...props
}: TextInputProps) {
  const { label, focused, error: wrong, help } = useStyles();
  return (
    <TextField
      margin="normal"
      fullWidth
      {...props}
      variant="outlined"
      error={Boolean(error)}
      helperText={error ?? helperText}
      InputLabelProps={{
        ...InputLabelProps,
        classes: { root: label, focused, error: wrong },
      }}
      FormHelperTextProps={{
        classes: { root: help, error: wrong },
        role: error ? 'alert' : undefined,
      }}
      onChange={onChange && (event => onChange(event.target.value))}
    />
  );
}
