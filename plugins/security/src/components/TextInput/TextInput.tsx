import TextField, { OutlinedTextFieldProps } from '@material-ui/core/TextField';

export type TextInputProps = Omit<
  OutlinedTextFieldProps,
  'variant' | 'onChange' | 'error'
> & {
  onChange?(value: string): void;
  /** Takes the place of the helper text. */
  error?: string;
};

/**
 * A text field. The red of an error is for the border alone: as text it has too
 * little contrast in both themes of the portal.
 */
export function TextInput({
  onChange,
  error,
  helperText,
  FormHelperTextProps,
  InputLabelProps,
  ...props
}: TextInputProps) {
  return (
    <TextField
      {...props}
      variant="outlined"
      margin="normal"
      fullWidth
      error={Boolean(error)}
      helperText={error ?? helperText}
      InputLabelProps={{ ...InputLabelProps, error: false }}
      FormHelperTextProps={{
        ...FormHelperTextProps,
        error: false,
        role: error ? 'alert' : undefined,
      }}
      onChange={onChange && (event => onChange(event.target.value))}
    />
  );
}
