import { ListPluginsResponse } from 'backstage-plugin-security-common';
import { Authorizer } from '../permissions/Authorizer';
import { Person } from '../permissions/requirePerson';
import { PortalPlugins } from './PortalPlugins';

/** What this portal has, for a person who may see the module. */
export class AuthorizedPortal {
  readonly #authorizer: Authorizer;
  readonly #plugins: PortalPlugins;

  constructor(options: { authorizer: Authorizer; plugins: PortalPlugins }) {
    this.#authorizer = options.authorizer;
    this.#plugins = options.plugins;
  }

  async listPlugins(person: Person): Promise<ListPluginsResponse> {
    const access = await this.#authorizer.accessOf(person);
    access.assertCanRead();
    return { items: await this.#plugins.list() };
  }
}
