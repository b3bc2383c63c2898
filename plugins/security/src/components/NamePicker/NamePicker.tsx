import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ButtonBase from '@material-ui/core/ButtonBase';
import ListSubheader from '@material-ui/core/ListSubheader';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import CancelIcon from '@material-ui/icons/Cancel';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { ClipboardEvent, KeyboardEvent, useState } from 'react';
import { securityTranslationRef } from '../../translation';
import { TextInput } from '../TextInput/TextInput';
import { NameChip } from './NameChip';

/** A name to pick. */
export interface Choice {
  name: string;
  details?: string;
  /** Choices of a group follow each other. */
  group?: string;
}

const useStyles = makeStyles(theme => ({
  // The list stays within its dialog, or screen readers would not find it.
  listbox: {
    maxHeight: theme.spacing(35),
  },
  option: {
    overflowWrap: 'anywhere',
  },
  // Large enough for a finger.
  remove: {
    '&&': {
      width: theme.spacing(3),
      height: theme.spacing(3),
      margin: 0,
      borderRadius: '50%',
      fontSize: theme.typography.body1.fontSize,
    },
  },
}));

/**
 * Picks names, and searches among them. Any other can be typed, with Enter or a
 * comma behind it, or pasted, and is marked.
 */
export function NamePicker({
  id,
  label,
  helperText,
  error,
  disabled,
  choices,
  loading,
  value,
  onChange,
  onOpen,
}: {
  id: string;
  label: string;
  helperText?: string;
  error?: string;
  disabled?: boolean;
  /** Undefined when they are not known: then nothing is marked. */
  choices: Choice[] | undefined;
  loading?: boolean;
  value: string[];
  onChange(value: string[]): void;
  onOpen?(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const byName = new Map(choices?.map(choice => [choice.name, choice]));
  const isUnknown = (name: string) =>
    choices !== undefined && !byName.has(name);

  function add(names: string) {
    onChange(Array.from(new Set([...value, ...wordsOf(names)])));
    setText('');
    // Or the list would lie above the fields and buttons below.
    setOpen(false);
  }

  function remove(name: string) {
    onChange(value.filter(each => each !== name));
    document.getElementById(id)?.focus();
  }

  function search(names: string[]) {
    const terms = text.toLocaleLowerCase('en-US').split(/\s+/);
    const found = names.filter(name => {
      const { details = '', group = '' } = byName.get(name) ?? {};
      const searched = `${name} ${group} ${details}`.toLocaleLowerCase('en-US');
      return (
        !value.includes(name) && terms.every(term => searched.includes(term))
      );
    });
    const typed = wordsOf(text);
    return typed.length === 1 && isUnknown(typed[0])
      ? [...found, typed[0]]
      : found;
  }

  const chips = value.map(name => (
    <NameChip
      key={name}
      name={name}
      isUnknown={isUnknown(name)}
      disabled={disabled}
      role={undefined}
      tabIndex={undefined}
      onDelete={() => remove(name)}
      deleteIcon={
        <ButtonBase
          className={classes.remove}
          disabled={disabled}
          aria-label={t('names.remove', { name })}
        >
          <CancelIcon fontSize="inherit" />
        </ButtonBase>
      }
    />
  ));

  return (
    // Of its own mode for several values it would highlight nothing once there
    // is a value, so it picks one name, again and again.
    <Autocomplete<string, false, true, true>
      id={id}
      // The input is the combobox, as WAI-ARIA 1.2 has it; not the wrapper.
      role={undefined}
      aria-expanded={undefined}
      freeSolo
      disableClearable
      forcePopupIcon
      disablePortal
      autoHighlight={text !== ''}
      disabled={disabled}
      classes={{ listbox: classes.listbox }}
      open={isOpen}
      onOpen={event => {
        onOpen?.();
        // A comma ends a name.
        const { value: typed = '' } = event.target as { value?: string };
        setOpen(!typed.includes(','));
      }}
      onClose={() => setOpen(false)}
      options={choices?.map(({ name }) => name) ?? []}
      filterOptions={search}
      groupBy={
        choices?.some(({ group }) => group)
          ? name => byName.get(name)?.group ?? ''
          : undefined
      }
      loading={loading}
      loadingText={t('common.loading')}
      openText={t('names.open')}
      closeText={t('names.close')}
      value={null as unknown as undefined}
      inputValue={text}
      onInputChange={(_event, input, reason) => {
        if (reason === 'input') {
          (input.includes(',') ? add : setText)(input);
        }
      }}
      onChange={(_event, name) => add(name)}
      onBlur={() => text && add(text)}
      renderGroup={({ key, group, children }) => (
        <div key={key} role="group" aria-label={group}>
          <ListSubheader
            component="div"
            color="inherit"
            aria-hidden
            disableSticky
          >
            {group}
          </ListSubheader>
          {children}
        </div>
      )}
      renderOption={name => (
        <div className={classes.option}>
          <Typography>
            {byName.has(name) ? name : t('names.use', { name })}
          </Typography>
          <Typography variant="caption">
            {byName.has(name)
              ? byName.get(name)!.details
              : t('names.notInPortal')}
          </Typography>
        </div>
      )}
      renderInput={params => (
        <TextInput
          {...params}
          label={label}
          helperText={helperText}
          error={error}
          InputLabelProps={{ shrink: true }}
          InputProps={{ ...params.InputProps, startAdornment: chips }}
          inputProps={{
            ...params.inputProps,
            role: 'combobox',
            'aria-expanded': isOpen,
            autoCapitalize: 'none',
            spellCheck: false,
            onKeyDown: (event: KeyboardEvent) => {
              // It is for the name, and not to send the form.
              if (event.key === 'Enter' && text) {
                event.preventDefault();
              }
              if (event.key === 'Backspace' && !text && value.length > 0) {
                remove(value[value.length - 1]);
              }
            },
            onPaste: (event: ClipboardEvent) => {
              const pasted = event.clipboardData.getData('text');
              if (wordsOf(pasted).length > 1) {
                event.preventDefault();
                add(pasted);
              }
            },
          }}
        />
      )}
    />
  );
}

function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}
