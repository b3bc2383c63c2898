import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import CheckCircle from '@material-ui/icons/CheckCircle';
import { useEffect, useRef, useState } from 'react';
import { securityTranslationRef } from '../../translation';
import { TextInput } from '../TextInput/TextInput';

const REVEALED_MS = 60_000;
const COPIED_MS = 5_000;

const useStyles = makeStyles(theme => ({
  // In a narrow window the key takes several lines, so that all of it is read.
  input: {
    fontFamily: 'monospace',
    wordBreak: 'break-all',
  },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  copied: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    '& svg': {
      color: theme.palette.success.main,
    },
  },
  blocked: {
    order: 1,
    flexBasis: '100%',
  },
}));

/** A key, masked until revealed. While it is masked the page does not hold it. */
export function ApiKeyField({
  value,
  onCopied,
}: {
  value: string;
  onCopied(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const [isRevealed, setRevealed] = useState(false);
  const [outcome, setOutcome] = useState<{ name: 'copied' | 'blocked' }>();
  const input = useRef<HTMLTextAreaElement>(null);
  const copyButton = useRef<HTMLButtonElement>(null);

  // With its ripple, which a button of Material UI has from its second render
  // on: it fails when it is focused by the keyboard before.
  const [hasRipple, setHasRipple] = useState(false);
  useEffect(() => setHasRipple(true), []);
  useEffect(() => {
    if (hasRipple) {
      copyButton.current?.focus();
    }
  }, [hasRipple]);

  useEffect(() => {
    if (!isRevealed) {
      return undefined;
    }
    const timer = setTimeout(() => setRevealed(false), REVEALED_MS);
    return () => clearTimeout(timer);
  }, [isRevealed]);

  useEffect(() => {
    if (outcome?.name === 'blocked') {
      input.current?.focus();
      input.current?.select();
    }
    if (outcome?.name !== 'copied') {
      return undefined;
    }
    const timer = setTimeout(() => setOutcome(undefined), COPIED_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  function copied() {
    setOutcome({ name: 'copied' });
    onCopied();
  }

  async function copy() {
    try {
      await window.navigator.clipboard.writeText(value);
      copied();
    } catch {
      setRevealed(true);
      setOutcome({ name: 'blocked' });
    }
  }

  return (
    <div>
      <TextInput
        id="security-api-key"
        multiline
        label={t('apiKeyDialog.field')}
        helperText={isRevealed ? t('apiKeyDialog.hiddenAgain') : undefined}
        value={isRevealed ? value : '•'.repeat(value.length)}
        inputRef={input}
        InputLabelProps={{ shrink: true }}
        inputProps={{
          readOnly: true,
          spellCheck: false,
          autoComplete: 'off',
          className: classes.input,
          onFocus: event => event.currentTarget.select(),
          onCopy: isRevealed ? copied : undefined,
        }}
      />
      <div className={classes.buttons}>
        <Button
          ref={copyButton}
          color="primary"
          variant="contained"
          onClick={copy}
        >
          {t('apiKeyDialog.copy')}
        </Button>
        <Typography
          variant="body2"
          role="status"
          className={outcome && classes[outcome.name]}
        >
          {outcome?.name === 'copied' && (
            <>
              <CheckCircle fontSize="small" />
              {t('apiKeyDialog.copied')}
            </>
          )}
          {outcome?.name === 'blocked' &&
            isRevealed &&
            t('apiKeyDialog.copyBlocked')}
        </Typography>
        <Button variant="outlined" onClick={() => setRevealed(!isRevealed)}>
          {isRevealed ? t('apiKeyDialog.hide') : t('apiKeyDialog.reveal')}
        </Button>
      </div>
    </div>
  );
}
