import { parseEntityRef } from '@backstage/catalog-model';
import { StatusWarning } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EntityRefLink,
  humanizeEntityRef,
} from '@backstage/plugin-catalog-react';
import { ServiceAccount } from 'backstage-plugin-security-common';
import { ComponentType, PropsWithChildren } from 'react';
import { securityTranslationRef } from '../../translation';

const Warning: ComponentType<PropsWithChildren<{ variant: 'body2' }>> =
  StatusWarning;

/** The backend knows what an owner is called: the catalog need not be asked. */
export function OwnerLink({
  account: { ownerRef, ownerTitle, ownerMissingSince },
}: {
  account: Pick<
    ServiceAccount,
    'ownerRef' | 'ownerTitle' | 'ownerMissingSince'
  >;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const name =
    ownerTitle ??
    humanizeEntityRef(parseEntityRef(ownerRef), { defaultKind: 'group' });
  if (!ownerMissingSince) {
    return <EntityRefLink entityRef={ownerRef}>{name}</EntityRefLink>;
  }
  return (
    <>
      {name}
      {/* The status components of the portal are hidden from screen readers. */}
      <Warning variant="body2" aria-hidden={undefined} aria-label={undefined}>
        {t('account.ownerMissing')}
      </Warning>
    </>
  );
}
