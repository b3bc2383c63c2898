import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  DefinitivePolicyDecision,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';

export const ALLOW: DefinitivePolicyDecision = {
  result: AuthorizeResult.ALLOW,
};
export const DENY: DefinitivePolicyDecision = { result: AuthorizeResult.DENY };

/** Decides, or asks the parts after it with `next` and builds on their answer. */
export type PolicyPart = (
  permission: Permission,
  user: PolicyQueryUser | undefined,
  next: () => Promise<PolicyDecision>,
) => PolicyDecision | Promise<PolicyDecision>;

/** Asks its parts in their order. What no part decides is denied. */
export class PolicyOfParts implements PermissionPolicy {
  readonly #parts: PolicyPart[];

  constructor(...parts: PolicyPart[]) {
    this.#parts = parts;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const askFrom = async (index: number): Promise<PolicyDecision> => {
      const part = this.#parts[index];
      return part ? part(permission, user, () => askFrom(index + 1)) : DENY;
    };
    return askFrom(0);
  }
}

/** Makes it the policy of the portal, which has one. */
export function policyModule(policy: PermissionPolicy) {
  return createBackendModule({
    pluginId: 'permission',
    moduleId: 'policy',
    register(env) {
      env.registerInit({
        deps: { policies: policyExtensionPoint },
        async init({ policies }) {
          policies.setPolicy(policy);
        },
      });
    },
  });
}

/** Whether it belongs to Security, in later versions too. */
export function isOfSecurity(permission: Permission): boolean {
  return permission.name.startsWith('security.');
}

/** Whether a key of a service account calls. */
export function isServiceAccount(user?: PolicyQueryUser): boolean {
  return !!user?.info.userEntityRef.startsWith('user:service-account/');
}

/** Whether somebody is in the group. Its service accounts are not. */
export function isMember(
  user: PolicyQueryUser | undefined,
  groupRef: string,
): boolean {
  return (
    !isServiceAccount(user) &&
    !!user?.info.ownershipEntityRefs.includes(groupRef)
  );
}

/** The last part: allows all but Security, as the policy of a new portal does. */
export const everythingElse: PolicyPart = permission =>
  isOfSecurity(permission) ? DENY : ALLOW;
