import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { ApiKeyRestrictions } from 'backstage-plugin-security-common';
import { usePortalPlugins } from '../../hooks/usePortalPlugins';
import { usePortalChoices } from '../../hooks/usePortalChoices';
import { securityTranslationRef } from '../../translation';
import { NameChip } from '../NamePicker/NameChip';
import { Choice } from '../NamePicker/NamePicker';

const useStyles = makeStyles(theme => ({
  names: {
    display: 'flex',
    flexWrap: 'wrap',
    listStyle: 'none',
    // The chips have a margin of their own.
    margin: -3,
    padding: 0,
    '& > li': {
      maxWidth: '100%',
    },
  },
  restrictions: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    '& > li + li': {
      marginTop: theme.spacing(1),
    },
  },
  plugin: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: theme.spacing(1),
  },
  permissions: {
    borderLeft: `2px solid ${theme.palette.divider}`,
    margin: theme.spacing(0.5, 0, 0, 1),
    paddingLeft: theme.spacing(1),
  },
}));

function Names({ names, known }: { names: string[]; known?: Choice[] }) {
  const classes = useStyles();
  return (
    <ul className={classes.names}>
      {names.map(name => (
        <li key={name}>
          <NameChip
            name={name}
            isUnknown={
              known !== undefined && !known.some(each => each.name === name)
            }
          />
        </li>
      ))}
    </ul>
  );
}

/** The ids of plugins; marked are those that this portal does not have. */
export function PluginNames({ ids }: { ids: string[] }) {
  const portal = usePortalPlugins({ skip: ids.length === 0 });
  const { plugins } = usePortalChoices(portal);
  return <Names names={ids} known={plugins} />;
}

/** What a service may call; marked is what this portal does not have. */
export function RestrictionNames({
  restrictions,
}: {
  restrictions: ApiKeyRestrictions;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const portal = usePortalPlugins({ skip: restrictions.length === 0 });
  const { plugins, permissionsOf } = usePortalChoices(portal);
  return (
    <ul className={classes.restrictions}>
      {restrictions.map(({ plugin, permissions }) => (
        <li key={plugin}>
          <div className={classes.plugin}>
            <Names names={[plugin]} known={plugins} />
            {!permissions && <span>{t('permissions.all')}</span>}
          </div>
          {permissions && (
            <div className={classes.permissions}>
              <Names names={permissions} known={permissionsOf(plugin)} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
