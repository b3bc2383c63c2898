import FormHelperText from '@material-ui/core/FormHelperText';
import { Theme, withStyles } from '@material-ui/core/styles';

/** Helps with what is no text field, in the colour of the help of those. */
export const HelpText = withStyles((theme: Theme) => ({
  root: {
    color: theme.palette.text.primary,
  },
}))(FormHelperText);
