import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useRef, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { useSearchParams } from 'react-router-dom';
import {
  SearchText,
  searchTextOf,
  startsApiKey,
  visible,
} from '../../searchText';
import { securityTranslationRef } from '../../translation';
import { TextInput } from '../TextInput/TextInput';
import { FoundApiKey, SearchNote } from './SearchNote';

const DEBOUNCE_MS = 300;

// Who types a key, or lets it be typed, is to get to its end.
const PIECE_MS = 1000;

const MAX_LENGTH = 100;

const useStyles = makeStyles(theme => ({
  root: {
    flex: `1 1 ${theme.spacing(24)}px`,
    maxWidth: theme.spacing(50),
  },
}));

/**
 * Searches a moment after the last key stroke. An API key that gets here, typed,
 * pasted or with the address, goes no further than its hint.
 */
export function SearchField({
  value,
  onChange,
  onPastedKey,
}: {
  value: string;
  onChange(value: string): void;
  /** With the hint of a whole key that was here; undefined when it is over. */
  onPastedKey(hint: string | undefined): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const [params] = useSearchParams();
  const [text, setText] = useState(value);
  const [found, setFound] = useState<FoundApiKey>();
  const sent = useRef(value);

  function send(search: string) {
    sent.current = search;
    onChange(search);
  }

  function take(taken: SearchText, from: FoundApiKey['from']) {
    const hint = taken.text || undefined;
    setText(taken.text);
    setFound({ from, hint });
    onPastedKey(hint);
    send(taken.text);
  }

  useDebounce(
    () => {
      if (text.trim() !== sent.current && !startsApiKey(text)) {
        send(text.trim());
      }
    },
    DEBOUNCE_MS,
    [text],
  );

  useDebounce(
    () => {
      const taken = searchTextOf(text);
      if (taken.found) {
        take(taken, 'field');
      }
    },
    PIECE_MS,
    [text],
  );

  // What was sent comes back as the value, while people may be typing on.
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setText(value);
      setFound(undefined);
    }
  }, [value]);

  const inAddress = params.get('search') ?? '';
  const latestTake = useRef(take);
  latestTake.current = take;
  useEffect(() => {
    if (startsApiKey(inAddress)) {
      const { text: left, found: kind } = searchTextOf(inAddress);
      latestTake.current({ text: kind ? left : '' }, 'address');
    }
  }, [inAddress]);

  return (
    <div className={classes.root}>
      <TextInput
        id="security-users-search"
        type="search"
        size="small"
        margin="none"
        label={t('usersPage.filters.search')}
        helperText={t('usersPage.filters.searchHelp')}
        InputLabelProps={{ shrink: true }}
        inputProps={{ maxLength: MAX_LENGTH, autoComplete: 'off' }}
        value={text}
        onChange={typed => {
          const taken = searchTextOf(typed);
          if (taken.found === 'key') {
            take(taken, 'field');
          } else {
            setText(visible(typed));
            setFound(undefined);
          }
        }}
        // All of what is pasted, before the field cuts it off.
        onPaste={event => {
          const taken = searchTextOf(event.clipboardData.getData('text'));
          if (taken.found) {
            event.preventDefault();
            take(taken, 'field');
          }
        }}
      />
      <SearchNote found={found} isKeyStarted={startsApiKey(text)} />
    </div>
  );
}
