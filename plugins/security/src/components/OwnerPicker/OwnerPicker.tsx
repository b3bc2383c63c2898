import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ListSubheader from '@material-ui/core/ListSubheader';
import Popper, { PopperProps } from '@material-ui/core/Popper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useState } from 'react';
import { securityTranslationRef } from '../../translation';
import { TextInput, TextInputProps } from '../TextInput/TextInput';
import { Owner, useOwner, useOwners } from './useOwners';

const HEADINGS = {
  mine: 'fields.ownerMine',
  groups: 'fields.ownerGroups',
  people: 'fields.ownerPeople',
} as const;

const useStyles = makeStyles(theme => ({
  listbox: {
    maxHeight: theme.spacing(30),
  },
  heading: {
    backgroundColor: theme.palette.background.paper,
    color: theme.palette.text.primary,
    fontWeight: 700,
    lineHeight: 2,
  },
  options: {
    padding: 0,
  },
  option: {
    overflowWrap: 'anywhere',
  },
}));

const MODIFIERS = {
  flip: { boundariesElement: 'viewport' },
  preventOverflow: { boundariesElement: 'viewport' },
};

/** Within its dialog, or screen readers would not find it. */
function OptionsPopper(props: PopperProps) {
  return (
    <Popper
      {...props}
      disablePortal
      style={{ ...props.style, minWidth: 280 }}
      placement="bottom-start"
      modifiers={MODIFIERS}
    />
  );
}

/**
 * Picks a group or a person from the catalog: one's own groups first, the rest
 * by a search on the server.
 */
export function OwnerPicker({
  id,
  value,
  onChange,
  disabled,
  size,
  label,
  helperText,
  ...input
}: {
  id: string;
  /** The ref of the owner; empty for none. */
  value: string;
  onChange(ref: string): void;
  disabled?: boolean;
  /** Gives way to the ref of the owner. */
  helperText?: string;
} & Pick<TextInputProps, 'label' | 'error' | 'required' | 'size' | 'margin'>) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Owner>();
  const search = useOwners(text, { skip: !isOpen });
  const owner = useOwner(value, chosen);

  return (
    <Autocomplete<Owner>
      id={id}
      // The input is the combobox, as WAI-ARIA 1.2 has it; not the wrapper.
      role={undefined}
      aria-expanded={undefined}
      disabled={disabled}
      PopperComponent={OptionsPopper}
      size={size}
      classes={{ listbox: classes.listbox }}
      open={isOpen}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      value={owner}
      onChange={(_event, picked) => {
        setChosen(picked ?? undefined);
        onChange(picked?.ref ?? '');
      }}
      onInputChange={(_event, typed, reason) =>
        setText(reason === 'input' ? typed : '')
      }
      options={search.owners}
      filterOptions={owners => owners}
      getOptionLabel={({ ref, title }) => title ?? ref}
      getOptionSelected={(option, selected) => option.ref === selected.ref}
      loading={search.loading}
      loadingText={t('common.loading')}
      noOptionsText={
        search.error
          ? t('fields.ownerSearchFailed')
          : t('fields.ownerNoOptions')
      }
      clearText={t('fields.ownerClear')}
      openText={t('fields.ownerOpen')}
      closeText={t('fields.ownerClose')}
      groupBy={({ heading }) => t(HEADINGS[heading])}
      renderGroup={({ key, group, children }) => (
        <div key={key} role="group" aria-label={group}>
          <ListSubheader
            component="div"
            aria-hidden
            className={classes.heading}
          >
            {group}
          </ListSubheader>
          <ul role="presentation" className={classes.options}>
            {children}
          </ul>
        </div>
      )}
      renderOption={({ ref, title }) => (
        <div className={classes.option}>
          <Typography>{title ?? ref}</Typography>
          {title && <Typography variant="caption">{ref}</Typography>}
        </div>
      )}
      renderInput={({ inputProps, ...params }) => (
        <TextInput
          {...params}
          {...input}
          label={label ?? t('fields.owner')}
          helperText={helperText && value ? value : helperText}
          placeholder={t('fields.ownerPlaceholder')}
          inputProps={{
            ...inputProps,
            role: 'combobox',
            'aria-expanded': isOpen,
          }}
        />
      )}
    />
  );
}
