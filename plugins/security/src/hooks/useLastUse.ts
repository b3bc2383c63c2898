import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ApiKey } from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../translation';
import { useDates } from './useDates';

/** Says when a key was last used, and to call which plugin. */
export function useLastUse(): (apiKey: ApiKey) => string | undefined {
  const { t } = useTranslationRef(securityTranslationRef);
  const { relative } = useDates();
  return ({ lastUsedAt, lastUsedPlugin: plugin }) => {
    if (!lastUsedAt) {
      return undefined;
    }
    const time = relative(lastUsedAt);
    return plugin ? t('common.toCall', { time, plugin }) : time;
  };
}
