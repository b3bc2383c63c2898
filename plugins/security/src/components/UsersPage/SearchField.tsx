import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useRef, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { securityTranslationRef } from '../../translation';
import { TextInput } from '../TextInput/TextInput';

const DEBOUNCE_MS = 300;
const MAX_LENGTH = 100;

// Pasted text brings these along, and the search does not take them.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const useStyles = makeStyles(theme => ({
  root: {
    flexGrow: 1,
    maxWidth: theme.spacing(50),
  },
}));

/** Searches a moment after the last key stroke. */
export function SearchField({
  value,
  onChange,
}: {
  value: string;
  onChange(value: string): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const [text, setText] = useState(value);
  const sent = useRef(value);

  useDebounce(
    () => {
      if (text.trim() !== sent.current) {
        sent.current = text.trim();
        onChange(sent.current);
      }
    },
    DEBOUNCE_MS,
    [text],
  );

  // What was sent comes back as the value, while people may be typing on.
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setText(value);
    }
  }, [value]);

  return (
    <TextInput
      id="security-users-search"
      type="search"
      size="small"
      margin="none"
      fullWidth={false}
      className={classes.root}
      label={t('usersPage.filters.search')}
      helperText={t('usersPage.filters.searchHelp')}
      InputLabelProps={{ shrink: true }}
      inputProps={{ maxLength: MAX_LENGTH }}
      value={text}
      onChange={typed => setText(typed.replace(INVISIBLE, ''))}
    />
  );
}
