import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AccountUses } from 'backstage-plugin-security-common';
import { useDates } from '../../hooks/useDates';
import { securityTranslationRef } from '../../translation';
import { isYoung, unusedAfterSeconds } from './usesOfPlugins';

/** Says of a plugin that nobody calls it; of a young account, not yet. */
export function UnusedText({ uses }: { uses: AccountUses }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { duration } = useDates();
  return (
    <>
      {isYoung(uses)
        ? t('access.uses.notYet')
        : t('access.uses.unused', {
            time: duration(unusedAfterSeconds(uses)),
          })}
    </>
  );
}
