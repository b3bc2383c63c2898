import { PolicyCheckUp } from 'backstage-plugin-security-common';
import { Authorizer } from '../permissions/Authorizer';
import { Person } from '../permissions/requirePerson';
import { PolicyCheck } from './PolicyCheck';

/** {@link PolicyCheck} for a person whom the policy lets handle keys. */
export class AuthorizedCheckUp {
  readonly #authorizer: Authorizer;
  readonly #check: PolicyCheck;

  constructor(options: { authorizer: Authorizer; check: PolicyCheck }) {
    this.#authorizer = options.authorizer;
    this.#check = options.check;
  }

  async get(person: Person): Promise<PolicyCheckUp> {
    const access = await this.#authorizer.accessOf(person);
    access.assertCanRead();
    access.assertMightConfigureApiKeys();
    return this.#check.result();
  }
}
