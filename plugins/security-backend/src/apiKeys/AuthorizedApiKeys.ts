import { InputError } from '@backstage/errors';
import {
  AccountRef,
  RotateApiKey,
  SERVICE_ACCOUNT_NAMESPACE,
  ShownApiKey,
} from 'backstage-plugin-security-common';
import { AuditTrail } from '../audit/audited';
import { toResource } from '../permissions/registerPermissions';
import { Person } from '../permissions/requirePerson';
import { AuthorizedServiceAccounts } from '../serviceAccounts/AuthorizedServiceAccounts';
import { ApiKeyRequest, ApiKeyService } from './ApiKeyService';

/** {@link ApiKeyService} for a person, as far as the policy allows. */
export class AuthorizedApiKeys {
  readonly #serviceAccounts: AuthorizedServiceAccounts;
  readonly #service: ApiKeyService;

  constructor(options: {
    serviceAccounts: AuthorizedServiceAccounts;
    service: ApiKeyService;
  }) {
    this.#serviceAccounts = options.serviceAccounts;
    this.#service = options.service;
  }

  async show(
    person: Person,
    account: AccountRef,
    expiresAt: string | null | undefined,
    trail: AuditTrail,
  ): Promise<ShownApiKey> {
    const request = await this.#authorize(person, account, trail, 'configure');
    return this.#service.show(request, expiresAt);
  }

  async rotate(
    person: Person,
    account: AccountRef,
    rotation: RotateApiKey,
    trail: AuditTrail,
  ): Promise<ShownApiKey> {
    const request = await this.#authorize(person, account, trail, 'configure');
    return this.#service.rotate(request, rotation);
  }

  async revoke(
    person: Person,
    account: AccountRef,
    keyId: string,
    trail: AuditTrail,
  ): Promise<void> {
    const request = await this.#authorize(person, account, trail, 'revoke');
    await this.#service.revoke(request, keyId);
  }

  async revokeAll(
    person: Person,
    account: AccountRef,
    trail: AuditTrail,
  ): Promise<void> {
    await this.#service.revokeAll(
      await this.#authorize(person, account, trail, 'revoke'),
    );
  }

  async #authorize(
    person: Person,
    { namespace, name }: AccountRef,
    trail: AuditTrail,
    to: 'configure' | 'revoke',
  ): Promise<ApiKeyRequest> {
    if (namespace !== SERVICE_ACCOUNT_NAMESPACE) {
      throw new InputError('only service accounts have an API key');
    }
    const { account, access } = await this.#serviceAccounts.get(person, name);
    if (to === 'revoke') {
      access.assertCanRevokeApiKey(toResource(account));
    } else {
      access.assertCanConfigureApiKey(toResource(account));
    }
    return {
      account,
      by: person.principal.userEntityRef,
      assertDecisionIsFresh: () => access.assertIsFresh(),
      trail,
    };
  }
}
