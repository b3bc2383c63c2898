import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { serviceAccountEntityRef } from 'backstage-plugin-security-common';
import {
  ApiKeyHub,
  ServiceAccountIdentity,
} from 'backstage-plugin-security-node';
import { createHash } from 'node:crypto';
import { accountNotFound } from '../permissions/Access';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';
import { Asker, issueAsker } from './issueAsker';

/** Credentials to ask the permission policy about accounts with. */
export class AccountCredentials {
  readonly #options: {
    accounts: {
      get(name: string): Promise<{ account: ServiceAccountRecord } | undefined>;
    };
    auth: AuthService;
    hub: ApiKeyHub;
    logger: LoggerService;
  };

  constructor(options: {
    accounts: {
      get(name: string): Promise<{ account: ServiceAccountRecord } | undefined>;
    };
    auth: AuthService;
    hub: ApiKeyHub;
    logger: LoggerService;
  }) {
    this.#options = options;
  }

  /**
   * The same as of a call with a key of the account.
   *
   * Backstage remembers whom a ref belongs to from the last token of it. When
   * the account gets another owner while the token is issued, its keys would
   * act for the former one from then on: so the last word is what is stored.
   */
  async ofAccount(account: ServiceAccountRecord): Promise<Asker> {
    const userEntityRef = serviceAccountEntityRef(account.name);
    const { ownerRef } = account;
    const [issued] = await Promise.allSettled([
      this.#issue({
        userEntityRef,
        ownershipEntityRefs: [userEntityRef, ownerRef],
      }),
    ]);
    const stored = await this.#options.accounts.get(account.name);
    if (!stored) {
      throw accountNotFound();
    }
    if (stored.account.ownerRef !== ownerRef) {
      return this.ofAccount(stored.account);
    }
    if (issued.status === 'rejected') {
      throw issued.reason;
    }
    return issued.value;
  }

  /**
   * Those of somebody who stands in for the account under an owner, by a name
   * that no account can have: a token of the account itself would give its keys
   * that owner. For each owner it is another one, because several may be asked
   * about at the same time.
   */
  async ofStandIn(
    account: ServiceAccountRecord,
    ownerRef: string,
  ): Promise<Asker> {
    const itself = serviceAccountEntityRef(account.name);
    const digest = createHash('sha256')
      .update(`${itself} ${ownerRef}`)
      .digest('hex');
    return this.#issue({
      userEntityRef: serviceAccountEntityRef(`preview.${digest.slice(0, 16)}`),
      ownershipEntityRefs: [itself, ownerRef],
    });
  }

  async #issue(identity: ServiceAccountIdentity): Promise<Asker> {
    try {
      return await issueAsker(this.#options, identity);
    } catch (error) {
      this.#options.logger.warn(
        `No token to ask the permission policy with: ${
          (error as Error).message
        }`,
      );
      throw new ServiceUnavailableError(
        'The permission policy cannot be asked about service accounts: the auth plugin is not available, or lacks the setting auth.providers.api-key or the module that issues tokens',
      );
    }
  }
}
