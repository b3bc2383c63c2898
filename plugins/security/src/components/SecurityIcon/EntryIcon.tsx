import { useApiHolder } from '@backstage/frontend-plugin-api';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { makeStyles } from '@material-ui/core/styles';
import SecurityIcon from '@material-ui/icons/Security';
import { useAccess } from '../../hooks/useAccess';

const useStyles = makeStyles({
  withoutLink: {
    'a:has(&)': {
      display: 'none !important',
    },
  },
});

/**
 * The icon of the module's page, which takes the page's entry out of the
 * navigation of who may not see the module.
 *
 * The framework has a condition for that, but asks about the permissions of all
 * extensions at once when the app starts, and where that fails once there is no
 * app at all. Nothing else of an entry than its icon can change after that; so
 * it is the icon that asks, and it hides the link around it. It is still drawn
 * where no link is, such as in the header of the page.
 *
 * The entry comes up only with the answer, and without one it stays away. A
 * navigation that draws no icons, or no links, shows the entry to everybody;
 * that does no harm, since the page asks by itself.
 */
export function EntryIcon() {
  // Nothing around the navigation catches an error: this must not throw one.
  const canAsk = useApiHolder().get(permissionApiRef) !== undefined;
  return canAsk ? <AskingIcon /> : <HidingIcon />;
}

function AskingIcon() {
  const { isAllowed } = useAccess();
  return isAllowed ? <SecurityIcon fontSize="inherit" /> : <HidingIcon />;
}

function HidingIcon() {
  const { withoutLink } = useStyles();
  return <SecurityIcon fontSize="inherit" className={withoutLink} />;
}
