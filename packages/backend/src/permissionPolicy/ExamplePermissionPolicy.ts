import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  DefinitivePolicyDecision,
  isPermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  securityApiKeyConfigurePermission,
  securityApiKeyRevokePermission,
  securityConfigurationReadPermission,
  securityPermissions,
  securityServiceAccountUpdatePermission,
} from 'backstage-plugin-security-common';
import {
  createServiceAccountConditionalDecision,
  serviceAccountConditions,
} from 'backstage-plugin-security-node';

/** May do everything under Security. */
const ADMINISTRATORS = 'group:default/security-admins';
/** May see everything under Security, API keys apart. */
const AUDITORS = 'group:default/security-auditors';
/** May see the same, and end API keys. */
const INCIDENT_RESPONDERS = 'group:default/incident-responders';
/** May see the same, and configure the accounts that their own team owns. */
const ENGINEERS = 'group:default/engineering';

const ALLOW: DefinitivePolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: DefinitivePolicyDecision = { result: AuthorizeResult.DENY };

/**
 * Who may do what in this portal: an example to start your own policy from.
 *
 * It denies whatever it does not name, so a permission that a later version
 * or another plugin brings is nobody's until somebody decides.
 *
 * A service account that calls with its API key comes by here as well, as a
 * user like `user:service-account/search-indexer`. Nothing below makes it
 * special: it may do what its ownership refs allow, and you can name it in a
 * rule of its own. No policy can let it manage accounts or keys, because the
 * security plugin wants a person for that.
 */
export class ExamplePermissionPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return DENY;
    }
    if (isPermission(permission, catalogEntityReadPermission)) {
      return ALLOW;
    }
    if (securityPermissions.some(known => isPermission(permission, known))) {
      return decideSecurity(permission, user.info.ownershipEntityRefs);
    }
    return DENY;
  }
}

function decideSecurity(
  permission: Permission,
  /** The user and the groups that the user is a member of. */
  refs: string[],
): PolicyDecision {
  if (refs.includes(ADMINISTRATORS)) {
    return ALLOW;
  }

  if (isPermission(permission, securityConfigurationReadPermission)) {
    return [AUDITORS, INCIDENT_RESPONDERS, ENGINEERS].some(group =>
      refs.includes(group),
    )
      ? ALLOW
      : DENY;
  }

  if (isPermission(permission, securityApiKeyRevokePermission)) {
    return refs.includes(INCIDENT_RESPONDERS) ? ALLOW : DENY;
  }

  if (
    isPermission(permission, securityApiKeyConfigurePermission) ||
    isPermission(permission, securityServiceAccountUpdatePermission)
  ) {
    // "Allowed for these accounts": the security plugin applies the condition
    // to the account in question, and to all of them in the list.
    return refs.includes(ENGINEERS)
      ? createServiceAccountConditionalDecision(
          permission,
          serviceAccountConditions.isOwner({ owners: refs }),
        )
      : DENY;
  }

  return DENY;
}
