import { parseEntityRef } from '@backstage/catalog-model';
import {
  EntityRefLink,
  humanizeEntityRef,
} from '@backstage/plugin-catalog-react';
import { ServiceAccount } from 'backstage-plugin-security-common';

/** The backend knows what an owner is called: the catalog need not be asked. */
export function OwnerLink({
  account: { ownerRef, ownerTitle },
}: {
  account: Pick<ServiceAccount, 'ownerRef' | 'ownerTitle'>;
}) {
  return (
    <EntityRefLink entityRef={ownerRef}>
      {ownerTitle ??
        humanizeEntityRef(parseEntityRef(ownerRef), { defaultKind: 'group' })}
    </EntityRefLink>
  );
}
