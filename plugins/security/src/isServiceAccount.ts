import { Entity, getCompoundEntityRef } from '@backstage/catalog-model';
import { SERVICE_ACCOUNT_NAMESPACE } from 'backstage-plugin-security-common';

/**
 * Whether an entity of the catalog stands for a service account, by its ref: for
 * an `EntitySwitch` of an app in the legacy front-end system. Such an entity is
 * a `User`, but nobody's account.
 *
 * @public
 */
export function isServiceAccount(entity: Entity): boolean {
  const { kind, namespace } = getCompoundEntityRef(entity);
  return (
    kind.toLocaleLowerCase('en-US') === 'user' &&
    namespace.toLocaleLowerCase('en-US') === SERVICE_ACCOUNT_NAMESPACE
  );
}
