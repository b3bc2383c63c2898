import Button from '@material-ui/core/Button';
import { Theme, withStyles } from '@material-ui/core/styles';
import { readableRed } from '../../readableRed';

/** Leads to a step that breaks something. */
export const OutlinedDangerButton = withStyles((theme: Theme) => {
  const color = readableRed(theme);
  return {
    root: {
      border: `1px solid ${color}`,
      color,
    },
  };
})(Button);
