import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  isPermission,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import { PolicyPart } from './policy';

/** What everybody sees of the catalog only its owners change. */
export const entityOwners: PolicyPart = (permission, user, next) =>
  user &&
  isResourcePermission(permission, 'catalog-entity') &&
  !isPermission(permission, catalogEntityReadPermission)
    ? createCatalogConditionalDecision(
        permission,
        catalogConditions.isEntityOwner({
          claims: user.info.ownershipEntityRefs,
        }),
      )
    : next();
