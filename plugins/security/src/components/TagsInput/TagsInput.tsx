import Autocomplete from '@material-ui/lab/Autocomplete';
import { useState } from 'react';
import { TextInput } from '../TextInput/TextInput';

/** A list of words, each added with Enter or a comma. */
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

  function add(words: string[]) {
    const added = words.map(word => word.trim()).filter(Boolean);
    onChange(Array.from(new Set([...value, ...added])));
  }

  function type(input: string) {
    const words = input.split(/[\s,]+/);
    setText(words.pop() ?? '');
    if (words.length > 0) {
      add(words);
    }
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
