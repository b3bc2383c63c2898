import { useApi } from '@backstage/core-plugin-api';
import { ExternalAccessEntry } from 'backstage-plugin-security-common';
import { useCallback, useEffect, useState } from 'react';
import { securityApiRef } from '../../api';

/** The list comes first, and what people do with it. */
const ASK_AFTER_MS = 2_000;

/**
 * The tokens of the configuration that accounts could take the place of. None
 * while they are not known: nobody came for them.
 */
export function useStaticTokens({ isListed }: { isListed: boolean }) {
  const securityApi = useApi(securityApiRef);
  const [tokens, setTokens] = useState<ExternalAccessEntry[]>([]);
  const [asked, setAsked] = useState(0);
  const reload = useCallback(() => setAsked(count => count + 1), []);

  useEffect(() => {
    if (!isListed) {
      return undefined;
    }
    const left = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await securityApi
        .listExternalAccess({ signal: left.signal })
        .catch(() => undefined);
      if (answer?.items.length && !left.signal.aborted) {
        setTokens(answer.items);
      }
    }, ASK_AFTER_MS);
    return () => {
      clearTimeout(timer);
      left.abort();
    };
  }, [securityApi, isListed, asked]);

  return { tokens, reload };
}
