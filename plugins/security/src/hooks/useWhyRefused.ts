import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AccountAccess, conditionText } from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../translation';

/**
 * What is known of why somebody lacks permissions for an account, in a
 * sentence; undefined when the policy denies them and says no more.
 */
export function useWhyRefused() {
  const { t } = useTranslationRef(securityTranslationRef);
  const words = {
    and: t('refusals.and'),
    or: t('refusals.or'),
    not: t('refusals.not'),
  };

  return (
    access: AccountAccess,
    ...permissions: Array<{ name: string }>
  ): string | undefined => {
    const sentences = permissions.map(({ name }) => {
      const refusal = access.refusals?.find(each => each.permission === name);
      if (refusal?.undecided) {
        return t('refusals.undecided');
      }
      return (
        refusal?.unmet &&
        t('refusals.unmet', { condition: conditionText(refusal.unmet, words) })
      );
    });
    return (
      Array.from(new Set(sentences)).filter(Boolean).join(' ') || undefined
    );
  };
}
