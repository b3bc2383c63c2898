import { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  ConditionalPolicyDecision,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  PolicyFinding,
  securityApiKeyConfigurePermission,
  securityApiKeyRevokePermission,
  securityConfigurationReadPermission,
  securityServicePrincipalConfigurePermission,
} from 'backstage-plugin-security-common';
import { serviceAccountResourceRef } from 'backstage-plugin-security-node';
import { PolicyAnswer } from '../access/PolicyQuestions';
import { toResource } from '../permissions/registerPermissions';
import { ServiceAccountStore } from '../serviceAccounts/ServiceAccountStore';

type Found = PolicyFinding['permissions'][number];

/** Conditions are not tried on more accounts than that. */
const MOST_ACCOUNTS = 1_000;

const LOCKED_FOR_GUEST = [
  securityApiKeyConfigurePermission.name,
  securityApiKeyRevokePermission.name,
  securityServicePrincipalConfigurePermission.name,
];

/** Tells what answers of the policy come to. */
export class PolicyJudge {
  readonly #options: {
    accounts: Pick<ServiceAccountStore, 'list'>;
    allowGuest: boolean;
    permissionsRegistry: PermissionsRegistryService;
  };

  constructor(options: {
    accounts: Pick<ServiceAccountStore, 'list'>;
    allowGuest: boolean;
    permissionsRegistry: PermissionsRegistryService;
  }) {
    this.#options = options;
  }

  /**
   * What somebody could do with these answers. Without
   * `security.configuration.read` nothing comes of the others.
   */
  async judge(
    who: PolicyFinding['who'],
    answers: Array<{ name: string; answer: PolicyAnswer }>,
  ): Promise<Found[]> {
    const isLocked = who === 'guest' && !this.#options.allowGuest;
    const found: Found[] = [];
    for (const { name, answer } of answers) {
      const decision = await this.#decide(answer);
      if (decision && !(isLocked && LOCKED_FOR_GUEST.includes(name))) {
        found.push({ name, decision });
      }
    }
    return found.some(
      ({ name }) => name === securityConfigurationReadPermission.name,
    )
      ? found
      : [];
  }

  async #decide(answer: PolicyAnswer): Promise<Found['decision'] | undefined> {
    if ('undecided' in answer) {
      return 'undecided';
    }
    switch (answer.result) {
      case AuthorizeResult.ALLOW:
        return 'allowed';
      case AuthorizeResult.CONDITIONAL:
        try {
          return (await this.#holdsForSome(answer)) ? 'conditional' : undefined;
        } catch {
          return 'undecided';
        }
      default:
        return undefined;
    }
  }

  async #holdsForSome(decision: ConditionalPolicyDecision): Promise<boolean> {
    const { accounts, permissionsRegistry } = this.#options;
    const isAuthorized = createConditionAuthorizer(
      permissionsRegistry.getPermissionRuleset(serviceAccountResourceRef),
    );
    const { accounts: some } = await accounts.list({
      orderBy: 'name',
      order: 'asc',
      limit: MOST_ACCOUNTS,
    });
    return some.some(({ account }) =>
      isAuthorized(decision, toResource(account)),
    );
  }
}
