import { lighten, Theme } from '@material-ui/core/styles';

/**
 * A red for texts. Material UI's own has too little contrast on the paper of
 * dark themes.
 */
export function readableRed({ palette: { error, type } }: Theme): string {
  return type === 'dark' ? lighten(error.light, 0.5) : error.dark;
}
