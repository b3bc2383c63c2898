import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isResourcePermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { TestPolicy } from './startSecurityBackend';

/** Notes what it is asked, and answers about service accounts as told. */
export class RecordingPolicy extends TestPolicy {
  answer: 'allow' | 'deny' | 'owned' = 'allow';
  questions: Array<{ permission: string; info: PolicyQueryUser['info'] }> = [];

  async handle(
    query: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const { permission } = query;
    this.questions.push({ permission: permission.name, info: user!.info });
    if (!user?.info.userEntityRef.startsWith('user:service-account/')) {
      return super.handle(query, user);
    }
    if (
      this.answer === 'owned' &&
      isResourcePermission(permission, 'catalog-entity')
    ) {
      return createCatalogConditionalDecision(
        permission,
        catalogConditions.isEntityOwner({
          claims: user.info.ownershipEntityRefs,
        }),
      );
    }
    return {
      result:
        this.answer === 'allow' ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
    };
  }
}
