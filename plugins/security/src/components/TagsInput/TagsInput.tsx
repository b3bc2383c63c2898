import Autocomplete from '@material-ui/lab/Autocomplete';
import { useState } from 'react';
import { TextInput } from '../TextInput/TextInput';

/** A list of words, added with Enter, a space or a comma, or by pasting them. */
export function TagsInput({
  id,
  label,
  helperText,
  error,
  disabled,
  value,
  onChange,
}: {
  id: string;
  label: string;
  helperText?: string;
  error?: string;
  disabled?: boolean;
  value: string[];
  onChange(value: string[]): void;
}) {
  const [text, setText] = useState('');

  function type(input: string) {
    if (!/[\s,]/.test(input)) {
      setText(input);
      return;
    }
    const words = input.split(/[\s,]+/).filter(Boolean);
    onChange(Array.from(new Set([...value, ...words])));
    setText('');
  }

  return (
    <Autocomplete<string, true, false, true>
      id={id}
      role={undefined}
      aria-expanded={undefined}
      multiple
      freeSolo
      autoSelect
      disabled={disabled}
      // There is nothing to choose from.
      open={false}
      options={[]}
      value={value}
      inputValue={text}
      onInputChange={(_event, input) => type(input)}
      onChange={(_event, words) => onChange(words)}
      ChipProps={{ size: 'small', tabIndex: undefined }}
      renderInput={params => (
        <TextInput
          {...params}
          label={label}
          helperText={helperText}
          error={error}
          InputLabelProps={{ shrink: true }}
          inputProps={{
            ...params.inputProps,
            autoCapitalize: 'none',
            spellCheck: false,
          }}
        />
      )}
    />
  );
}
