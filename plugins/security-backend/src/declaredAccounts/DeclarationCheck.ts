import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { PortalPlugins } from '../portal/PortalPlugins';
import { ServiceAccountStore } from '../serviceAccounts/ServiceAccountStore';
import { differences, isLeftToPeople } from './DeclaredAccounts';
import { DeclaredAccount, SETTING } from './readDeclaredAccounts';

/**
 * Says in the log what is not as the entries of this process need it: owners
 * that the catalog does not know, plugins that the portal does not have, and
 * accounts that a process with another configuration changed.
 */
export class DeclarationCheck {
  readonly #declared: DeclaredAccount[];
  readonly #store: ServiceAccountStore;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #plugins: PortalPlugins;
  readonly #logger: LoggerService;
  #said = new Set<string>();

  constructor(options: {
    declared: DeclaredAccount[];
    store: ServiceAccountStore;
    catalog: CatalogService;
    auth: AuthService;
    plugins: PortalPlugins;
    logger: LoggerService;
  }) {
    this.#declared = options.declared;
    this.#store = options.store;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#plugins = options.plugins;
    this.#logger = options.logger;
  }

  /** Says each thing once, as long as it stays. */
  async run(): Promise<void> {
    const found = [
      ...(await this.#changed()),
      ...(await this.#unknownOwners()),
      ...(await this.#unknownPlugins()),
    ];
    for (const warning of found.filter(each => !this.#said.has(each))) {
      this.#logger.warn(warning);
    }
    this.#said = new Set(found);
  }

  async #changed(): Promise<string[]> {
    const names = this.#declared.map(({ name }) => name);
    const accounts = await this.#store.getMany(names);
    const managed = await this.#store.listManaged();
    const changed = this.#declared.flatMap(declared => {
      const account = accounts.find(({ name }) => name === declared.name);
      if (!account) {
        return [`'${declared.name}' (is gone)`];
      }
      const fields = isLeftToPeople(declared, account)
        ? []
        : Object.keys(differences(declared, account));
      return fields.length > 0
        ? [`'${declared.name}' (${fields.join(', ')})`]
        : [];
    });
    const others = managed
      .filter(({ name }) => !names.includes(name))
      .map(({ name }) => `'${name}' (is not in it)`);
    return [...changed, ...others].map(
      what =>
        `A service account is not as ${SETTING} of this process says: ${what}. A process with another configuration was started later, and the last start wins`,
    );
  }

  async #unknownOwners(): Promise<string[]> {
    const entityRefs = unique(this.#declared.map(({ ownerRef }) => ownerRef));
    if (entityRefs.length === 0) {
      return [];
    }
    try {
      const credentials = await this.#auth.getOwnServiceCredentials();
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs, fields: ['kind'] },
        { credentials },
      );
      return this.#declared
        .filter(({ ownerRef }) => !items[entityRefs.indexOf(ownerRef)])
        .map(
          ({ path, ownerRef }) =>
            `${path}.ownerRef: the catalog does not know ${ownerRef}, or not yet`,
        );
    } catch {
      // The check of all owners says so.
      return [];
    }
  }

  async #unknownPlugins(): Promise<string[]> {
    const needed = this.#declared.flatMap(
      ({ path, plugins = [], restrictions = [] }) => [
        ...plugins.map(id => ({ path: `${path}.plugins`, id })),
        ...restrictions.map(({ plugin: id }) => ({
          path: `${path}.restrictions`,
          id,
        })),
      ],
    );
    const plugins = needed.length > 0 ? await this.#plugins.list() : [];
    const known = new Set(plugins.map(({ pluginId }) => pluginId));
    return needed
      .filter(({ id }) => !known.has(id))
      .map(
        ({ path, id }) =>
          `${path}: this portal does not have the plugin ${id}, or not yet`,
      );
  }
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
