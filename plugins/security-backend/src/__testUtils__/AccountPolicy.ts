import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isResourcePermission,
  Permission,
  PermissionCondition,
  PermissionCriteria,
  PermissionRuleParams,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { TestPolicy } from './startSecurityBackend';

type Decide = (
  permission: Permission,
  info: PolicyQueryUser['info'],
) => PolicyDecision | Promise<PolicyDecision>;

export const ALLOW = { result: AuthorizeResult.ALLOW } as const;
export const DENY = { result: AuthorizeResult.DENY } as const;

/** Says about service accounts what the test wants it to. */
export class AccountPolicy extends TestPolicy {
  decide: Decide = () => ALLOW;

  async handle(
    query: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    return user?.info.userEntityRef.startsWith('user:service-account/')
      ? this.decide(query.permission, user.info)
      : super.handle(query, user);
  }
}

function onEntities(
  conditions: (
    info: PolicyQueryUser['info'],
  ) => PermissionCriteria<
    PermissionCondition<'catalog-entity', PermissionRuleParams>
  >,
): Decide {
  return (permission, info) =>
    isResourcePermission(permission, 'catalog-entity')
      ? createCatalogConditionalDecision(permission, conditions(info))
      : DENY;
}

const { isEntityKind, isEntityOwner, hasMetadata } = catalogConditions;
const ownedBy = (claims: string[]) => isEntityOwner({ claims });

/** Policies as platform teams write them, by what they let accounts do. */
export const POLICIES: Record<string, Decide> = {
  everything: () => ALLOW,
  nothing: () => DENY,
  reading: ({ attributes }) => (attributes.action === 'read' ? ALLOW : DENY),
  'everything but deleting': ({ attributes }) =>
    attributes.action === 'delete' ? DENY : ALLOW,
  'everything where team A owns them': (_, { ownershipEntityRefs }) =>
    ownershipEntityRefs.includes('group:default/team-a') ? ALLOW : DENY,
  'what they own': onEntities(info => ownedBy(info.ownershipEntityRefs)),
  'what the account itself owns': onEntities(info =>
    ownedBy([info.userEntityRef]),
  ),
  'what others own': onEntities(info => ({
    not: ownedBy(info.ownershipEntityRefs),
  })),
  'what they own or has a name': onEntities(info => ({
    anyOf: [
      ownedBy([info.userEntityRef]),
      hasMetadata({ key: 'name', value: 'of-another-team' }),
    ],
  })),
  'components that nobody of them owns': onEntities(info => ({
    allOf: [
      isEntityKind({ kinds: ['component'] }),
      { anyOf: [{ not: ownedBy(info.ownershipEntityRefs) }] },
    ],
  })),
};
