import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ApiKey } from 'backstage-plugin-security-common';
import { useLastUse } from '../../hooks/useLastUse';
import { securityTranslationRef } from '../../translation';
import { EntityName } from '../EntityName/EntityName';
import { Facts } from '../Facts/Facts';
import { ExactTime } from '../RelativeTime/ExactTime';

/** What is known of a key, the key itself apart. */
export function ApiKeyFacts({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const lastUse = useLastUse();

  function shown() {
    const { timesShown: count, lastShownAt, lastShownBy } = apiKey;
    return lastShownAt && lastShownBy
      ? t('apiKeyDialog.facts.shownTimes', {
          count,
          who: <EntityName entityRef={lastShownBy} />,
          time: <ExactTime time={lastShownAt} />,
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
          t('common.byWhom', {
            time: <ExactTime time={createdAt} />,
            who: <EntityName entityRef={createdBy} />,
          }),
        ],
        [
          t('apiKeyDialog.facts.expires'),
          expiresAt ? <ExactTime time={expiresAt} /> : t('expiry.never'),
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
