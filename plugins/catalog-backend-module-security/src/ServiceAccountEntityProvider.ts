import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import {
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  CatalogAccount,
  serviceAccountEntityRef,
} from 'backstage-plugin-security-common';
import {
  applyChanges,
  changedAccounts,
  crowdedOwners,
} from './changedAccounts';
import { AccountsAtVersion, SecurityFeed } from './SecurityFeed';
import { toEntity, whyRefused } from './serviceAccountEntity';

/** The catalog keeps the entities under it: another name would be others. */
const NAME = 'security-service-accounts';
const ALL_ANEW_MS = 60 * 60 * 1_000;
const MOST_NAMED = 10;

/**
 * Brings the service accounts into the catalog: all of them at start and every
 * hour, and in between those that changed.
 *
 * Every replica does so for itself. The same mutation twice changes nothing,
 * and none waits for another one that has died. A replica that was late with an
 * older state soon comes with the newer one, as each hears of every change.
 */
export class ServiceAccountEntityProvider implements EntityProvider {
  readonly #feed: Pick<SecurityFeed, 'readAll' | 'changesSince'>;
  readonly #scheduler: SchedulerService;
  readonly #logger: LoggerService;
  readonly #portalUrl: string | undefined;
  #connection: EntityProviderConnection | undefined;
  #known: AccountsAtVersion | undefined;
  #readAllAt = -Infinity;
  #isFailing = false;

  constructor(options: {
    feed: Pick<SecurityFeed, 'readAll' | 'changesSince'>;
    scheduler: SchedulerService;
    logger: LoggerService;
    /** `app.baseUrl` */
    portalUrl: string | undefined;
  }) {
    this.#feed = options.feed;
    this.#scheduler = options.scheduler;
    this.#logger = options.logger;
    this.#portalUrl = options.portalUrl?.replace(/\/+$/, '');
  }

  getProviderName(): string {
    return NAME;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await this.#scheduler.scheduleTask({
      id: NAME,
      scope: 'local',
      // A run waits for a change, so there is one in twenty seconds mostly.
      frequency: { seconds: 1 },
      timeout: { minutes: 15 },
      fn: signal => this.run(signal),
    });
  }

  /**
   * Brings the catalog up to date. When anything fails it stays as it is, and
   * the next run takes up from there.
   */
  async run(signal: AbortSignal): Promise<void> {
    try {
      const isFresh = performance.now() - this.#readAllAt < ALL_ANEW_MS;
      if (!this.#known || !isFresh || !(await this.#follow(signal))) {
        await this.#readAll(signal);
      }
      if (this.#isFailing) {
        this.#isFailing = false;
        this.#logger.info('Service accounts are read into the catalog again');
      }
    } catch (error) {
      if (!this.#isFailing && !signal.aborted) {
        this.#isFailing = true;
        this.#logger.warn(
          `Service accounts stay in the catalog as they are, until they can be read: ${error}`,
        );
      }
    }
  }

  async #readAll(signal: AbortSignal): Promise<void> {
    const startedAt = performance.now();
    const next = await this.#feed.readAll(signal);
    await this.#connection!.applyMutation({
      type: 'full',
      entities: await this.#toEntities(
        [...next.accounts.values()],
        crowdedOwners(next.accounts),
      ),
    });
    this.#known = next;
    this.#readAllAt = startedAt;
  }

  /** @returns false when all have to be read anew */
  async #follow(signal: AbortSignal): Promise<boolean> {
    const known = this.#known!;
    const { version, changes } = await this.#feed.changesSince(
      known.version,
      signal,
    );
    if (!changes) {
      return false;
    }
    const accounts = applyChanges(known.accounts, changes);
    const changed = changedAccounts(known.accounts, changes, accounts);
    const added = await this.#toEntities(changed, crowdedOwners(accounts));
    const taken = new Set(added.map(({ entity }) => entity.metadata.name));
    const removed = [
      ...changes.removed,
      ...changed.map(({ name }) => name).filter(name => !taken.has(name)),
    ];
    if (added.length || removed.length) {
      await this.#connection!.applyMutation({
        type: 'delta',
        added,
        removed: removed.map(name => ({
          entityRef: serviceAccountEntityRef(name),
          locationKey: NAME,
        })),
      });
    }
    this.#known = { version, accounts };
    return true;
  }

  /** Those that the catalog takes; it would drop the others without a word. */
  async #toEntities(
    accounts: CatalogAccount[],
    crowded: Set<string>,
  ): Promise<DeferredEntity[]> {
    const entities: DeferredEntity[] = [];
    const refused: string[] = [];
    for (const account of accounts) {
      const entity = toEntity(account, {
        portalUrl: this.#portalUrl,
        isListedWithOwner: !crowded.has(account.ownerRef),
      });
      const reason = await whyRefused(entity);
      if (reason === undefined) {
        // Without a key, whoever came with the same ref would take it over.
        entities.push({ entity, locationKey: NAME });
      } else {
        refused.push(`${account.name} (${reason})`);
      }
    }
    if (refused.length > 0) {
      const more = refused.length - MOST_NAMED;
      this.#logger.warn(
        `The catalog would refuse ${
          refused.length
        } service accounts, so they are left out: ${refused
          .slice(0, MOST_NAMED)
          .join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
      );
    }
    return entities;
  }
}
