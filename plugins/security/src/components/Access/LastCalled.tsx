import { StatusWarning } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AccountUses } from 'backstage-plugin-security-common';
import { ComponentType, PropsWithChildren } from 'react';
import { securityTranslationRef } from '../../translation';
import { RelativeTime } from '../RelativeTime/RelativeTime';
import { UnusedText } from './UnusedText';
import { UseOfPlugin } from './usesOfPlugins';

// Its type lacks the variant of the text.
const Warning: ComponentType<PropsWithChildren<{ variant: 'body2' }>> =
  StatusWarning;

/** When an account called a plugin last; marked when that is too long ago. */
export function LastCalled({
  plugin: { state, use },
  uses,
}: {
  plugin: UseOfPlugin;
  uses: AccountUses;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  return (
    <>
      {state === 'unused' && (
        // The status components of the portal are hidden from screen readers.
        <Warning variant="body2" aria-hidden={undefined} aria-label={undefined}>
          <UnusedText uses={uses} />
        </Warning>
      )}
      {use && (
        <div>
          <RelativeTime time={use.lastUsedAt} />
        </div>
      )}
      {state === 'not-callable' && <div>{t('access.uses.notCallable')}</div>}
    </>
  );
}
