import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import PortalIcon from '@material-ui/icons/Widgets';

const useStyles = makeStyles(theme => ({
  root: {
    height: 3 * sidebarConfig.logoHeight,
    display: 'flex',
    alignItems: 'center',
    color: theme.palette.navigation.selectedColor,
  },
  icon: {
    display: 'flex',
    padding: theme.spacing(0, 1, 0, 3),
  },
  title: {
    whiteSpace: 'nowrap',
    fontWeight: 'bold',
  },
}));

export function SidebarLogo() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  const title =
    useApi(configApiRef).getOptionalString('app.title') ?? 'Backstage';
  return (
    <Link
      to="/"
      underline="none"
      className={classes.root}
      aria-label={`${title}, start page`}
    >
      <span className={classes.icon}>
        <PortalIcon />
      </span>
      {isOpen && <Typography className={classes.title}>{title}</Typography>}
    </Link>
  );
}
