import Button from '@material-ui/core/Button';
import { Theme, withStyles } from '@material-ui/core/styles';

/** Leads to a step that breaks something. */
export const OutlinedDangerButton = withStyles((theme: Theme) => {
  const { light, dark } = theme.palette.error;
  const color = theme.palette.type === 'dark' ? light : dark;
  return {
    root: {
      border: `1px solid ${color}`,
      color,
    },
  };
})(Button);
