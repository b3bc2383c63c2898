import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { PluginAccess } from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../../translation';
import { Facts } from '../Facts/Facts';

const useStyles = makeStyles(theme => ({
  root: {
    marginTop: theme.spacing(3),
  },
}));

/** The plugins about which the policy could not be asked. */
export function SilentPlugins({ plugins }: { plugins: PluginAccess[] }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const silent = (['none', 'unavailable'] as const).flatMap(
    (which): Array<[string, string]> => {
      const ids = plugins
        .filter(({ status }) => status === which)
        .map(({ pluginId }) => pluginId);
      return ids.length > 0
        ? [[t(`access.silent.${which}`), ids.join(', ')]]
        : [];
    },
  );
  return silent.length > 0 ? (
    <div className={classes.root}>
      <Facts facts={silent} />
    </div>
  ) : null;
}
