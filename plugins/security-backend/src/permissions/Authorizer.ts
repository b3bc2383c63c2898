import {
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  AuthorizeResult,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  securityApiKeyConfigurePermission,
  securityApiKeyRevokePermission,
  securityConfigurationReadPermission,
  securityServiceAccountCreatePermission,
  securityServiceAccountDeletePermission,
  securityServiceAccountUpdatePermission,
  securityServicePrincipalConfigurePermission,
} from 'backstage-plugin-security-common';
import { serviceAccountResourceRef } from 'backstage-plugin-security-node';
import { SecurityConfig } from '../config';
import { withinTime } from '../withinTime';
import { Access, Lock } from './Access';
import { accountDecision, AccountDecision } from './AccountDecision';

const TIMEOUT_MS = 10_000;

export interface AuthorizerOptions {
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  logger: LoggerService;
  config: Pick<
    SecurityConfig,
    | 'permissionsEnabled'
    | 'allowWithoutPermissions'
    | 'allowGuest'
    | 'guestRefs'
  >;
}

/** Asks the permission policy what a caller may do. Only ALLOW allows. */
export class Authorizer {
  readonly #options: AuthorizerOptions;

  constructor(options: AuthorizerOptions) {
    this.#options = options;
  }

  /**
   * Everything the caller may do, in two calls however many accounts are
   * looked at: conditions are applied here, to the very rows that are used.
   *
   * @throws ServiceUnavailableError when the permission backend fails
   */
  async accessOf(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<Access> {
    const { permissions } = this.#options;
    const decidedAt = Date.now();
    const [[read, create, becomeService], [configure, revoke, update, remove]] =
      await this.#orUnavailable(
        Promise.all([
          permissions.authorize(
            [
              { permission: securityConfigurationReadPermission },
              { permission: securityServiceAccountCreatePermission },
              { permission: securityServicePrincipalConfigurePermission },
            ],
            { credentials },
          ),
          permissions.authorizeConditional(
            [
              { permission: securityApiKeyConfigurePermission },
              { permission: securityApiKeyRevokePermission },
              { permission: securityServiceAccountUpdatePermission },
              { permission: securityServiceAccountDeletePermission },
            ],
            { credentials },
          ),
        ]),
      );
    return new Access({
      decidedAt,
      lock: this.#lockOf(credentials.principal.userEntityRef),
      canRead: read.result === AuthorizeResult.ALLOW,
      canCreate: create.result === AuthorizeResult.ALLOW,
      canBecomeService: becomeService.result === AuthorizeResult.ALLOW,
      mightConfigureApiKeys: configure.result !== AuthorizeResult.DENY,
      configureApiKey: this.#of(securityApiKeyConfigurePermission, configure),
      revokeApiKey: this.#of(securityApiKeyRevokePermission, revoke),
      update: this.#of(securityServiceAccountUpdatePermission, update),
      delete: this.#of(securityServiceAccountDeletePermission, remove),
    });
  }

  #of(
    permission: ResourcePermission,
    decision: PolicyDecision,
  ): AccountDecision {
    const { permissionsRegistry, logger } = this.#options;
    return accountDecision({
      permission,
      decision,
      ruleset: permissionsRegistry.getPermissionRuleset(
        serviceAccountResourceRef,
      ),
      logger,
    });
  }

  #lockOf(userEntityRef: string): Lock | undefined {
    const { permissionsEnabled, allowWithoutPermissions } =
      this.#options.config;
    const { allowGuest, guestRefs } = this.#options.config;
    if (!permissionsEnabled && !allowWithoutPermissions) {
      return 'permissions-disabled';
    }
    // Whatever signs a guest in need not write the ref as the catalog does.
    const ref = userEntityRef.toLocaleLowerCase('en-US');
    return guestRefs.includes(ref) && !allowGuest ? 'guest' : undefined;
  }

  async #orUnavailable<T>(answer: Promise<T>): Promise<T> {
    try {
      return await withinTime(answer, TIMEOUT_MS);
    } catch (error) {
      this.#options.logger.error(
        `The permission backend failed, so nothing is allowed: ${
          (error as Error).message
        }`,
      );
      throw new ServiceUnavailableError(
        'The permission backend is not available',
      );
    }
  }
}
