import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import {
  isWorking,
  ServiceAccountDetails,
} from 'backstage-plugin-security-common';
import { useDates } from '../../hooks/useDates';
import { useLastUse } from '../../hooks/useLastUse';
import { securityTranslationRef } from '../../translation';

/**
 * Whether any key of the account works, until when at the latest, and when one
 * was last used.
 */
export function KeySummary({
  account: { apiKey, keyState },
}: {
  account: ServiceAccountDetails;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { absolute } = useDates();
  const use = useLastUse()(keyState);
  const { status, workingKeys, worksUntil } = keyState;

  function end() {
    if (!worksUntil) {
      return t('apiKeySection.untilEnded');
    }
    const time = absolute(worksUntil);
    return workingKeys > 1
      ? t('apiKeySection.untilAtTheLatest', { time })
      : t('apiKeySection.until', { time });
  }

  function state() {
    const hint = apiKey?.hint ?? '';
    if (status === 'active' && workingKeys > 1) {
      return t('apiKeySection.several', {
        number: String(workingKeys),
        end: end(),
      });
    }
    return status === 'active' || status === 'retiring'
      ? t(`apiKeySection.${status}`, { hint, end: end() })
      : t(`apiKeySection.${status}`, { hint });
  }

  function lastUse() {
    if (use) {
      return t('apiKeySection.lastUsed', { use });
    }
    return isWorking(status) ? t('apiKeySection.neverUsed') : undefined;
  }

  return (
    <Typography gutterBottom>
      {[state(), lastUse()].filter(Boolean).join(' ')}
    </Typography>
  );
}
