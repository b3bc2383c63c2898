import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AccountUses } from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../../translation';
import { RelativeTime } from '../RelativeTime/RelativeTime';
import { UnusedText } from './UnusedText';
import { UseOfPlugin } from './usesOfPlugins';

/** When an account called a plugin last, beside the permissions there. */
export function UseNote({
  plugin: { state, use },
  uses,
}: {
  plugin: UseOfPlugin;
  uses: AccountUses;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  if (state === 'unused') {
    return <UnusedText uses={uses} />;
  }
  return (
    <>
      {t('access.uses.lastCalled', {
        time: <RelativeTime time={use?.lastUsedAt} />,
      })}
    </>
  );
}
