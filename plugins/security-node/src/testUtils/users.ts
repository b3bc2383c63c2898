import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  serviceAccountEntityRef,
  ServiceAccountStatus,
} from 'backstage-plugin-security-common';
import { ServiceAccountResource } from '../permissions';

/**
 * A service account as the rules for conditional decisions see it.
 *
 * @param name - such as `nightly-build`
 * @param ownerRef - the entity ref of its owner, such as `group:default/ci`
 * @param status - `active` unless given
 * @throws Error if `ownerRef` is not a whole entity ref
 * @public
 */
export function testServiceAccount(
  name: string,
  ownerRef: string,
  status: ServiceAccountStatus = 'active',
): ServiceAccountResource {
  return {
    entityRef: serviceAccountEntityRef(name),
    name,
    ownerRef: normalizeRef(ownerRef),
    status,
  };
}

/**
 * Whom a policy is asked about when a key of this service account calls: its
 * ownership refs are the account itself and its owner.
 *
 * @param account - such as `testServiceAccount('ci', 'group:default/ci')`
 * @public
 */
export function serviceAccountUser(
  account: Pick<ServiceAccountResource, 'entityRef' | 'ownerRef'>,
): PolicyQueryUser {
  return policyUser(account.entityRef, [account.ownerRef]);
}

/**
 * Whom a policy is asked about when this person calls.
 *
 * @param userEntityRef - such as `user:default/alice`
 * @param groupRefs - the groups that the person is a member of, such as
 *   `group:default/payments`
 * @throws Error if one of them is not a whole entity ref
 * @public
 */
export function personUser(
  userEntityRef: string,
  ...groupRefs: string[]
): PolicyQueryUser {
  return policyUser(normalizeRef(userEntityRef), groupRefs.map(normalizeRef));
}

function policyUser(
  userEntityRef: string,
  ownerRefs: string[],
): PolicyQueryUser {
  return {
    credentials: userCredentials(userEntityRef),
    info: { userEntityRef, ownershipEntityRefs: [userEntityRef, ...ownerRefs] },
  };
}

/** As those of a test backend, without depending on one. */
function userCredentials(
  userEntityRef: string,
): BackstageCredentials<BackstageUserPrincipal> {
  const credentials = {
    $$type: '@backstage/BackstageCredentials' as const,
    version: 'v1',
    principal: { type: 'user' as const, userEntityRef },
  };
  return credentials;
}

function normalizeRef(ref: string): string {
  return stringifyEntityRef(parseEntityRef(ref));
}
