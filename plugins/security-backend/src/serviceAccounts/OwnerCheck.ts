import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { Entity, GroupEntity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';
import { withinTime } from '../withinTime';
import { ServiceAccountStore } from './ServiceAccountStore';

const BATCH = 100;
const FIELDS = ['kind', 'metadata', 'spec.profile.displayName'];
/** How long whoever opens an account waits for the catalog. */
const PATIENCE_MS = 2_000;

/** What people read in the place of the owner's ref. */
export function titleOfOwner(owner: Entity): string | undefined {
  const { title } = owner.metadata;
  return (
    title || (owner as GroupEntity).spec?.profile?.displayName || undefined
  );
}

/**
 * Keeps what the catalog says of owners: their titles, which accounts are
 * found by, and whether it knows them at all.
 *
 * A catalog that fails says nothing. One that knows no owner at all is rather
 * empty than right, and says nothing either. And as a catalog can lose some
 * for a while, an owner is missing only when it was not known twice, an hour
 * apart or as configured, and never in between.
 */
export class OwnerCheck {
  readonly #store: ServiceAccountStore;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  readonly #missingAfter: number;
  #isDoubted = false;

  constructor(options: {
    store: ServiceAccountStore;
    catalog: CatalogService;
    auth: AuthService;
    logger: LoggerService;
    /** How long an owner is not known before that is certain, in milliseconds. */
    missingAfter: number;
  }) {
    this.#store = options.store;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#logger = options.logger;
    this.#missingAfter = options.missingAfter;
  }

  /** Asks for every owner. */
  async run(signal?: AbortSignal): Promise<void> {
    const refs = await this.#store.listOwners();
    const unknown: string[] = [];
    let changed = 0;
    let isAnyKnown = false;
    for (let from = 0; from < refs.length && !signal?.aborted; from += BATCH) {
      const part = refs.slice(from, from + BATCH);
      const owners = await this.#askOrWarn(part);
      for (const [index, owner] of owners.entries()) {
        if (owner && !signal?.aborted) {
          isAnyKnown = true;
          changed += await this.#store.noteOwnerFound(
            part[index],
            titleOfOwner(owner),
          );
        } else {
          unknown.push(part[index]);
        }
      }
    }
    if (changed > 0) {
      this.#logger.info(
        `The catalog has other titles of the owners of ${changed} service accounts, or has those owners again`,
      );
    }
    if (!signal?.aborted && this.#isTrusted(isAnyKnown, unknown)) {
      await this.#noteMissed(unknown);
    }
  }

  /**
   * The account as the catalog sees its owner at this moment; as it is stored
   * when the catalog does not say. That the owner is missing is shown at once,
   * and as certain as it is above.
   */
  async lookAt(account: ServiceAccountRecord): Promise<ServiceAccountRecord> {
    const { ownerRef, ownerMissingSince = new Date() } = account;
    try {
      const [owner] = await withinTime(this.#ask([ownerRef]), PATIENCE_MS);
      if (owner) {
        if (account.ownerMissingSince) {
          await aWhile(
            this.#store.noteOwnerFound(ownerRef, titleOfOwner(owner)),
          );
        }
        return { ...account, ownerMissingSince: undefined };
      }
      if (await this.#isAnyOtherKnown(ownerRef)) {
        await aWhile(this.#noteMissed([ownerRef]));
        return { ...account, ownerMissingSince };
      }
    } catch {
      // The task says so, as often as it is worth it.
    }
    return account;
  }

  async #isAnyOtherKnown(ownerRef: string): Promise<boolean> {
    const refs = await this.#store.listOwners();
    const others = refs.filter(ref => ref !== ownerRef).slice(0, BATCH);
    return (
      others.length > 0 &&
      (await withinTime(this.#ask(others), PATIENCE_MS)).some(Boolean)
    );
  }

  #isTrusted(isAnyKnown: boolean, unknown: string[]): boolean {
    const isDoubted = !isAnyKnown && unknown.length > 0;
    if (isDoubted && !this.#isDoubted) {
      this.#logger.warn(
        `The catalog knows none of the owners of service accounts: whether they are gone is not decided. Among them: ${unknown[0]}`,
      );
    }
    this.#isDoubted = isDoubted;
    return isAnyKnown;
  }

  async #noteMissed(refs: string[]): Promise<void> {
    const certainFrom = new Date(Date.now() - this.#missingAfter);
    for (const ref of refs) {
      const count = await this.#store.noteOwnerMissed(ref, certainFrom);
      if (count > 0) {
        this.#logger.warn(
          `The catalog does not know ${ref} any more, which owns service accounts: ${count}`,
        );
      }
    }
  }

  async #askOrWarn(entityRefs: string[]): Promise<Array<Entity | undefined>> {
    try {
      return await this.#ask(entityRefs);
    } catch (error) {
      this.#logger.warn(
        'What is known of owners stays as it is, because the catalog does not answer',
        error as Error,
      );
      return [];
    }
  }

  /** @throws when it does not answer for each of them, or not in time */
  async #ask(entityRefs: string[]): Promise<Array<Entity | undefined>> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs, fields: FIELDS },
      { credentials },
    );
    if (items.length !== entityRefs.length) {
      throw new Error('The catalog answers for some of the owners only');
    }
    return items;
  }
}

/** Whoever opens an account does not wait for thousands to be written. */
async function aWhile(writing: Promise<unknown>): Promise<void> {
  // The task writes what this one does not.
  await withinTime(writing, PATIENCE_MS).catch(() => {});
}
