import {
  BasicPermission,
  createPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';

/**
 * The permission resource type of service accounts. A resource ref of this
 * type is the entity ref of the account, such as
 * `user:service-account/nightly-build`.
 *
 * @public
 */
export const RESOURCE_TYPE_SERVICE_ACCOUNT = 'security-service-account';

/**
 * *Allow To View Security Configuration*: see the Security module and all that
 * it shows, API keys apart. Every other permission of this plugin needs it too.
 *
 * @public
 */
export const securityConfigurationReadPermission: BasicPermission =
  createPermission({
    name: 'security.configuration.read',
    attributes: { action: 'read' },
  });

/**
 * *Allow To Configure User's API Key*: generate, show, rotate and revoke the
 * API key of a service account.
 *
 * It has no `action` on purpose: a policy that allows everything that is a
 * read, or a token restricted to reads, must not give keys away.
 *
 * @public
 */
export const securityApiKeyConfigurePermission: ResourcePermission<
  typeof RESOURCE_TYPE_SERVICE_ACCOUNT
> = createPermission({
  name: 'security.user.api-key.configure',
  attributes: {},
  resourceType: RESOURCE_TYPE_SERVICE_ACCOUNT,
});

/**
 * End the API keys of a service account, and nothing else: for incident
 * responders, who see no key. Whoever has
 * {@link securityApiKeyConfigurePermission} may do that as well.
 *
 * @public
 */
export const securityApiKeyRevokePermission: ResourcePermission<
  typeof RESOURCE_TYPE_SERVICE_ACCOUNT
> = createPermission({
  name: 'security.user.api-key.revoke',
  attributes: {},
  resourceType: RESOURCE_TYPE_SERVICE_ACCOUNT,
});

/**
 * Create service accounts.
 *
 * @public
 */
export const securityServiceAccountCreatePermission: BasicPermission =
  createPermission({
    name: 'security.service-account.create',
    attributes: { action: 'create' },
  });

/**
 * Edit, disable and enable a service account. What its key may reach (owner,
 * principal, plugins, restrictions) is part of the key: changing that also
 * needs {@link securityApiKeyConfigurePermission}.
 *
 * @public
 */
export const securityServiceAccountUpdatePermission: ResourcePermission<
  typeof RESOURCE_TYPE_SERVICE_ACCOUNT
> = createPermission({
  name: 'security.service-account.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_SERVICE_ACCOUNT,
});

/**
 * Delete a service account, and its keys with it.
 *
 * @public
 */
export const securityServiceAccountDeletePermission: ResourcePermission<
  typeof RESOURCE_TYPE_SERVICE_ACCOUNT
> = createPermission({
  name: 'security.service-account.delete',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_SERVICE_ACCOUNT,
});

/**
 * Let a service account act as a service, or change what it may then call. It
 * has no `action`: the permission policy is never asked about a service, so
 * this gives away more than an edit.
 *
 * @public
 */
export const securityServicePrincipalConfigurePermission: BasicPermission =
  createPermission({
    name: 'security.service-principal.configure',
    attributes: {},
  });

/**
 * Every permission of the plugin.
 *
 * @public
 */
export const securityPermissions = [
  securityConfigurationReadPermission,
  securityApiKeyConfigurePermission,
  securityApiKeyRevokePermission,
  securityServiceAccountCreatePermission,
  securityServiceAccountUpdatePermission,
  securityServiceAccountDeletePermission,
  securityServicePrincipalConfigurePermission,
];
