import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ApiKey } from 'backstage-plugin-security-common';
import { useDates } from '../../hooks/useDates';
import { useLastUse } from '../../hooks/useLastUse';
import { securityTranslationRef } from '../../translation';
import { Facts } from '../Facts/Facts';

/** What is known of a key, the key itself apart. */
export function ApiKeyFacts({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { absolute } = useDates();
  const lastUse = useLastUse();

  function shown() {
    const { timesShown: count, lastShownAt, lastShownBy } = apiKey;
    return lastShownAt && lastShownBy
      ? t('apiKeyDialog.facts.shownTimes', {
          count,
          who: lastShownBy,
          time: absolute(lastShownAt),
        })
      : t('apiKeyDialog.facts.shownNever');
  }

  const { hint, createdAt, createdBy, expiresAt } = apiKey;
  return (
    <Facts
      facts={[
        [t('apiKeyDialog.facts.hint'), t('common.hint', { hint })],
        [
          t('apiKeyDialog.facts.created'),
          t('common.byWhom', { time: absolute(createdAt), who: createdBy }),
        ],
        [
          t('apiKeyDialog.facts.expires'),
          expiresAt ? absolute(expiresAt) : t('expiry.never'),
        ],
        [
          t('apiKeyDialog.facts.lastUsed'),
          lastUse(apiKey) ?? t('common.never'),
        ],
        [t('apiKeyDialog.facts.shown'), shown()],
      ]}
    />
  );
}
