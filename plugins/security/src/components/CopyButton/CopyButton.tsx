import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import Tooltip from '@material-ui/core/Tooltip';
import Typography from '@material-ui/core/Typography';
import CopyIcon from '@material-ui/icons/FileCopyOutlined';
import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { securityTranslationRef } from '../../translation';

const SAID_MS = 3000;

/** Copies what is no secret, and says so for a while. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const [said, setSaid] = useState('');
  useDebounce(() => setSaid(''), SAID_MS, [said]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(t('account.copied'));
    } catch {
      setSaid(t('account.notCopied'));
    }
  }

  return (
    <>
      <Tooltip title={label}>
        <IconButton size="small" aria-label={label} onClick={copy}>
          <CopyIcon fontSize="inherit" />
        </IconButton>
      </Tooltip>
      <Typography component="span" variant="body2" role="status">
        {said}
      </Typography>
    </>
  );
}
