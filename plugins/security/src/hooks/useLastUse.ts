import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AccountKeyState } from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../translation';
import { useDates } from './useDates';

/** When something was last used, and to call which plugin. */
type LastUse = Pick<AccountKeyState, 'lastUsedAt' | 'lastUsedPlugin'>;

/** Says when a key, or any key of an account, was last used. */
export function useLastUse(): (use: LastUse) => string | undefined {
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
