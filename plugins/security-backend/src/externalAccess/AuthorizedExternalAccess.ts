import { ListExternalAccessResponse } from 'backstage-plugin-security-common';
import { Authorizer } from '../permissions/Authorizer';
import { Person } from '../permissions/requirePerson';
import { ExternalAccess } from './ExternalAccess';

/** {@link ExternalAccess} for a person who may see the module. */
export class AuthorizedExternalAccess {
  readonly #authorizer: Authorizer;
  readonly #externalAccess: ExternalAccess;

  constructor(options: {
    authorizer: Authorizer;
    externalAccess: ExternalAccess;
  }) {
    this.#authorizer = options.authorizer;
    this.#externalAccess = options.externalAccess;
  }

  async list(person: Person): Promise<ListExternalAccessResponse> {
    const access = await this.#authorizer.accessOf(person);
    access.assertCanRead();
    return this.#externalAccess.list();
  }
}
