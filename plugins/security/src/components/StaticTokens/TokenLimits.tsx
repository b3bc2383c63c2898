import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { ExternalAccessRestriction } from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../../translation';

const useStyles = makeStyles({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
});

/** What a token is restricted to, a line a plugin. */
export function TokenLimits({
  restrictions,
}: {
  restrictions: ExternalAccessRestriction[] | undefined;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();

  if (!restrictions) {
    return <>{t('staticTokens.unlimited')}</>;
  }
  return (
    <ul className={classes.list}>
      {restrictions.map(({ plugin, permissions, actions }) => (
        <li key={plugin}>
          {[
            plugin,
            permissions?.join(', '),
            actions &&
              t('staticTokens.actions', { actions: actions.join(', ') }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </li>
      ))}
    </ul>
  );
}
