import { discoveryApiRef, useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import Typography from '@material-ui/core/Typography';
import { ServiceAccount } from 'backstage-plugin-security-common';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { useId } from '../../hooks/useId';
import { securityTranslationRef } from '../../translation';
import { Snippet } from '../Snippet/Snippet';
import {
  API_KEY_VARIABLE,
  ciJobSnippet,
  curlSnippet,
  exampleUrl,
  mcpClientSnippet,
} from './snippets';

const KINDS = ['curl', 'ciJob', 'mcpClient'] as const;

/** How to use a key of the account here, without the key. */
export function ApiKeySnippets({ account }: { account: ServiceAccount }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const discoveryApi = useApi(discoveryApiRef);
  const id = useId();
  const [kind, setKind] = useState<(typeof KINDS)[number]>('curl');
  const { value: urls } = useAsync(async () => {
    const [catalog, security, mcp] = await Promise.all(
      ['catalog', 'security', 'mcp-actions'].map(plugin =>
        discoveryApi.getBaseUrl(plugin),
      ),
    );
    return { catalog, security, mcp: `${mcp}/v1` };
  }, [discoveryApi]);
  if (!urls) {
    return null;
  }

  const url = exampleUrl(account, urls);
  const snippets = {
    curl: curlSnippet(url),
    ciJob: ciJobSnippet(url),
    mcpClient: mcpClientSnippet(urls.mcp),
  };
  return (
    <div>
      <Typography component="h3" variant="subtitle2">
        {t('snippets.title')}
      </Typography>
      <Typography variant="body2">
        {t('snippets.variable', { variable: API_KEY_VARIABLE })}
      </Typography>
      <Tabs
        value={kind}
        onChange={(_event, chosen) => setKind(chosen)}
        aria-label={t('snippets.title')}
        indicatorColor="primary"
      >
        {KINDS.map(each => (
          <Tab
            key={each}
            value={each}
            id={`${id}-${each}`}
            aria-controls={`${id}-panel`}
            label={t(`snippets.${each}`)}
          />
        ))}
      </Tabs>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${kind}`}>
        <Snippet text={snippets[kind]} copy={t('snippets.copy')} />
        {kind !== 'curl' && (
          <Typography variant="body2">{t(`snippets.${kind}Help`)}</Typography>
        )}
      </div>
    </div>
  );
}
