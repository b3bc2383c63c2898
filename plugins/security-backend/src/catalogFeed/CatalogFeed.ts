import {
  CatalogAccount,
  CatalogFeedChanges,
  CatalogFeedPage,
} from 'backstage-plugin-security-common';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChangeRecord } from '../changes/changes';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';
import { ServiceAccountStore } from '../serviceAccounts/ServiceAccountStore';

const PAGE = 500;
const LOOK_AGAIN_MS = 1_000;

/** All accounts, and what changed since: what the catalog needs to follow. */
export class CatalogFeed {
  readonly #accounts: ServiceAccountStore;
  readonly #changes: ChangeRecord;

  constructor(options: {
    accounts: ServiceAccountStore;
    changes: ChangeRecord;
  }) {
    this.#accounts = options.accounts;
    this.#changes = options.changes;
  }

  async page(after: string | undefined): Promise<CatalogFeedPage> {
    // First the version: what changes from here on is asked for by it.
    const version = await this.#changes.version();
    const records = await this.#accounts.listAfter(after, PAGE);
    return {
      version,
      accounts: records.map(present),
      next: records.length === PAGE ? records.at(-1)!.name : undefined,
    };
  }

  /**
   * Looks once a second, one small statement each time, so that nobody has to
   * ask over HTTP that often.
   *
   * @param waitMs - how long to wait for a change while there is none
   * @param signal - ends the wait
   */
  async changesSince(
    since: number,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<CatalogFeedChanges> {
    const end = performance.now() + waitMs;
    let { version, names } = await this.#changes.namesSince(since);
    while (names?.length === 0 && !signal.aborted && performance.now() < end) {
      await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => {});
      ({ version, names } = await this.#changes.namesSince(version));
    }
    return { version, changes: names && (await this.#read(names)) };
  }

  /**
   * They are read after the record was: as new as its version, or newer, which
   * the next answer then tells once more.
   */
  async #read(names: string[]): Promise<CatalogFeedChanges['changes']> {
    const records = names.length ? await this.#accounts.getMany(names) : [];
    const found = new Set(records.map(({ name }) => name));
    return {
      accounts: records.map(present),
      removed: names.filter(name => !found.has(name)),
    };
  }
}

function present(record: ServiceAccountRecord): CatalogAccount {
  const { name, title, description, ownerRef } = record;
  return { name, title, description, ownerRef };
}
