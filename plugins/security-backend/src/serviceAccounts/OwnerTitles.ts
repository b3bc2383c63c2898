import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { Entity, GroupEntity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ServiceAccountStore } from './ServiceAccountStore';

const BATCH = 100;
const FIELDS = ['kind', 'metadata', 'spec.profile.displayName'];

/** What people read in the place of the owner's ref. */
export function titleOfOwner(owner: Entity): string | undefined {
  const { title } = owner.metadata;
  return (
    title || (owner as GroupEntity).spec?.profile?.displayName || undefined
  );
}

/**
 * Keeps the titles of owners, which accounts are found by, as the catalog has
 * them. What the catalog does not know, or not yet, stays as it is.
 */
export class OwnerTitles {
  readonly #store: ServiceAccountStore;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;

  constructor(options: {
    store: ServiceAccountStore;
    catalog: CatalogService;
    auth: AuthService;
    logger: LoggerService;
  }) {
    this.#store = options.store;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#logger = options.logger;
  }

  async run(signal?: AbortSignal): Promise<void> {
    const refs = await this.#store.listOwners();
    let changed = 0;
    for (let from = 0; from < refs.length && !signal?.aborted; from += BATCH) {
      const part = refs.slice(from, from + BATCH);
      const owners = await this.#ask(part);
      for (const [index, ref] of part.entries()) {
        const owner = owners[index];
        if (owner && !signal?.aborted) {
          changed += await this.#store.setOwnerTitle(ref, titleOfOwner(owner));
        }
      }
    }
    if (changed > 0) {
      this.#logger.info(
        `Found other titles of the owners of ${changed} service accounts`,
      );
    }
  }

  async #ask(entityRefs: string[]): Promise<Array<Entity | undefined>> {
    try {
      const credentials = await this.#auth.getOwnServiceCredentials();
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs, fields: FIELDS },
        { credentials },
      );
      return items;
    } catch (error) {
      this.#logger.warn(
        'The titles of owners stay as they are, because the catalog does not answer',
        error as Error,
      );
      return [];
    }
  }
}
