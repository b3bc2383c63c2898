import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import FormHelperText from '@material-ui/core/FormHelperText';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from '../../hooks/useId';
import { securityTranslationRef } from '../../translation';
import { TagsInput } from '../TagsInput/TagsInput';
import { TextInput } from '../TextInput/TextInput';

/** A plugin, and the permissions there; all of them when there are none. */
export interface Restriction {
  plugin: string;
  permissions: string[];
}

const useStyles = makeStyles(theme => ({
  root: {
    border: 0,
    margin: theme.spacing(2, 0, 1),
    padding: 0,
    minWidth: 0,
  },
  // As in TextInput: the red of Material UI has too little contrast.
  help: {
    color: theme.palette.text.primary,
  },
  row: {
    display: 'grid',
    gridTemplateColumns: '1fr 2fr auto',
    alignItems: 'center',
    columnGap: theme.spacing(1),
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: '1fr',
      '& > button': {
        justifySelf: 'start',
      },
    },
  },
}));

/** What a service may call. */
export function RestrictionsField({
  value,
  onChange,
  error,
  disabled,
}: {
  value: Restriction[];
  onChange(value: Restriction[]): void;
  error?: string;
  disabled?: boolean;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const id = useId();

  function change(index: number, changes: Partial<Restriction>) {
    onChange(
      value.map((each, i) => (i === index ? { ...each, ...changes } : each)),
    );
  }

  return (
    <fieldset className={classes.root} aria-describedby={`${id}-help`}>
      <FormHelperText component="legend" className={classes.help}>
        {t('fields.restrictions')}
      </FormHelperText>
      {value.map((restriction, index) => (
        // Rows have no other identity than their place.
        // eslint-disable-next-line react/no-array-index-key
        <div key={index} className={classes.row}>
          <TextInput
            id={`${id}-plugin-${index}`}
            label={t('fields.restrictionPlugin')}
            disabled={disabled}
            inputProps={{ autoCapitalize: 'none', spellCheck: false }}
            value={restriction.plugin}
            onChange={plugin => change(index, { plugin: plugin.trim() })}
          />
          <TagsInput
            id={`${id}-permissions-${index}`}
            label={t('fields.restrictionPermissions')}
            disabled={disabled}
            value={restriction.permissions}
            onChange={permissions => change(index, { permissions })}
          />
          <Button
            disabled={disabled}
            aria-label={t('fields.restrictionRemove', {
              plugin: restriction.plugin,
            })}
            onClick={() => onChange(value.filter((_, i) => i !== index))}
          >
            {t('common.remove')}
          </Button>
        </div>
      ))}
      <Button
        variant="outlined"
        disabled={disabled}
        onClick={() => onChange([...value, { plugin: '', permissions: [] }])}
      >
        {t('fields.restrictionAdd')}
      </Button>
      <FormHelperText
        id={`${id}-help`}
        className={classes.help}
        role={error ? 'alert' : undefined}
      >
        {error ?? t('fields.restrictionsHelp')}
      </FormHelperText>
    </fieldset>
  );
}
