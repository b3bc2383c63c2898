import Button from '@material-ui/core/Button';
import { Theme, withStyles } from '@material-ui/core/styles';

/** For the step that breaks something, in the dialog that has said so. */
export const DangerButton = withStyles((theme: Theme) => ({
  root: {
    backgroundColor: theme.palette.error.dark,
    color: theme.palette.getContrastText(theme.palette.error.dark),
    '&:hover': {
      backgroundColor: theme.palette.error.dark,
    },
    '&&:disabled': {
      backgroundColor: theme.palette.action.disabledBackground,
      color: theme.palette.text.secondary,
    },
  },
}))(Button);
