import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_SERVICE_ACCOUNT,
  ServiceAccountStatus,
} from 'backstage-plugin-security-common';

/**
 * What permission rules see of a service account: nothing of its keys.
 *
 * @public
 */
export interface ServiceAccountResource {
  /** Such as `user:service-account/nightly-build`. */
  entityRef: string;
  /** Such as `nightly-build`. */
  name: string;
  /** The entity ref of the group or user that owns the account. */
  ownerRef: string;
  /** A disabled account has no key that works. */
  status: ServiceAccountStatus;
}

/**
 * A field of a service account and the values that a rule accepts.
 *
 * @public
 */
export interface ServiceAccountFilter {
  /** What is compared. */
  field: 'name' | 'ownerRef' | 'ownerNamespace' | 'status';
  /** What it may be; nothing matches an empty list. */
  values: string[];
}

/**
 * The permission resource of service accounts. Its references are entity refs.
 *
 * @public
 */
export const serviceAccountResourceRef = createPermissionResourceRef<
  ServiceAccountResource,
  ServiceAccountFilter
>().with({
  pluginId: 'security',
  resourceType: RESOURCE_TYPE_SERVICE_ACCOUNT,
});
