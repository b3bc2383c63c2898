import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useId } from '../../hooks/useId';
import { PortalChoices } from '../../hooks/usePortalChoices';
import { securityTranslationRef } from '../../translation';
import { NamePicker } from '../NamePicker/NamePicker';

/** A plugin, and the permissions there; all of them when there are none. */
export interface Restriction {
  plugin: string;
  permissions: string[];
}

const useStyles = makeStyles(theme => ({
  plugin: {
    borderLeft: `2px solid ${theme.palette.divider}`,
    margin: theme.spacing(1, 0, 1, 1),
    paddingLeft: theme.spacing(2),
    overflowWrap: 'anywhere',
  },
}));

/** What a service may call: plugins, and in each some permissions or all. */
export function RestrictionsField({
  value,
  onChange,
  error,
  disabled,
  choices,
  loading,
  onOpen,
}: {
  value: Restriction[];
  onChange(value: Restriction[]): void;
  error?: string;
  disabled?: boolean;
  choices: PortalChoices;
  loading: boolean;
  onOpen(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const id = useId();

  return (
    <>
      <NamePicker
        id={`${id}-plugins`}
        label={t('fields.restrictions')}
        helperText={t('fields.restrictionsHelp')}
        error={error}
        disabled={disabled}
        choices={choices.plugins}
        loading={loading}
        value={value.map(({ plugin }) => plugin)}
        onOpen={onOpen}
        onChange={plugins =>
          onChange(
            plugins.map(
              plugin =>
                value.find(each => each.plugin === plugin) ?? {
                  plugin,
                  permissions: [],
                },
            ),
          )
        }
      />
      {value.map(({ plugin, permissions }) => (
        <div
          key={plugin}
          className={classes.plugin}
          role="group"
          aria-labelledby={`${id}-${plugin}`}
        >
          <Typography
            id={`${id}-${plugin}`}
            component="div"
            variant="subtitle2"
          >
            {plugin}
          </Typography>
          <NamePicker
            id={`${id}-permissions-${plugin}`}
            label={t('fields.restrictionPermissions')}
            helperText={choices.noPermissionsOf(plugin)}
            disabled={disabled}
            choices={choices.permissionsOf(plugin)}
            loading={loading}
            value={permissions}
            onOpen={onOpen}
            onChange={changed =>
              onChange(
                value.map(each =>
                  each.plugin === plugin
                    ? { plugin, permissions: changed }
                    : each,
                ),
              )
            }
          />
        </div>
      ))}
    </>
  );
}
