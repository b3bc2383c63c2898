import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useState } from 'react';
import { securityTranslationRef } from '../../translation';
import { TextInput } from '../TextInput/TextInput';
import { Owner, useOwners } from './useOwners';

const useStyles = makeStyles(theme => ({
  // The list stays within its dialog, or screen readers would not find it.
  listbox: {
    maxHeight: theme.spacing(25),
  },
}));

/** Picks a group or a user from the catalog, by a search on its server. */
export function OwnerPicker({
  id,
  value,
  onChange,
  error,
  helperText,
  disabled,
}: {
  id: string;
  /** The ref of the owner; empty for none. */
  value: string;
  onChange(ref: string): void;
  error?: string;
  helperText: string;
  disabled?: boolean;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const search = useOwners(text, { skip: !isOpen });

  return (
    <Autocomplete<Owner>
      id={id}
      // The input is the combobox, as WAI-ARIA 1.2 has it; not the wrapper.
      role={undefined}
      aria-expanded={undefined}
      disabled={disabled}
      disablePortal
      classes={{ listbox: classes.listbox }}
      open={isOpen}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      value={value ? { ref: value } : null}
      onChange={(_event, owner) => onChange(owner?.ref ?? '')}
      onInputChange={(_event, input, reason) =>
        setText(reason === 'input' ? input : '')
      }
      options={search.owners}
      filterOptions={owners => owners}
      getOptionLabel={owner => owner.ref}
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
      renderOption={owner => (
        <div>
          <Typography>{owner.title ?? owner.ref}</Typography>
          {owner.title && (
            <Typography variant="caption">{owner.ref}</Typography>
          )}
        </div>
      )}
      renderInput={({ inputProps, ...params }) => (
        <TextInput
          {...params}
          required
          label={t('fields.owner')}
          error={error}
          helperText={helperText}
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
