import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';
import { ServiceAccountWithKeys } from '../records/ServiceAccountWithKeys';
import {
  ServiceAccountPosition,
  ServiceAccountStore,
} from '../serviceAccounts/ServiceAccountStore';
import { withinTime } from '../withinTime';
import { Notice, noticeOf } from './noticeOf';
import { Recipients } from './Recipients';
import { DAY_MS, Warning, WarningTerms, warningsOf } from './warningsOf';
import { WarningStore } from './WarningStore';

const BATCH = 100;
/** How long the notifications plugin may take for a batch of recipients. */
const PATIENCE_MS = 15_000;
/** Before every other id. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

interface WarningsOptions extends WarningTerms {
  accounts: ServiceAccountStore;
  store: WarningStore;
  notifications: NotificationService;
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
  /** Who is told of accounts without an owner; nobody: the log. */
  withoutOwner: string | undefined;
}

/** Tells owners of keys that expire or are not used, and who is without one. */
export class Warnings {
  readonly #options: WarningsOptions;
  #isFailing = false;

  constructor(options: WarningsOptions) {
    this.#options = options;
  }

  /** Sends what is due and was not sent yet. Several may run at once. */
  async run(signal?: AbortSignal): Promise<void> {
    const { logger } = this.#options;
    const recipients = new Recipients(this.#options);
    let sent = 0;
    for await (const accounts of this.#accounts()) {
      for (const { account, warning } of await this.#unsent(accounts)) {
        if (signal?.aborted) {
          return;
        }
        sent += await this.#tell(account, warning, recipients);
      }
    }
    if (sent > 0) {
      logger.info(`Sent ${sent} warnings about service accounts`);
    }
  }

  /** Those that there may be something to say of, some at a time. */
  async *#accounts(): AsyncGenerator<ServiceAccountWithKeys[]> {
    const { accounts, store, daysBeforeExpiry } = this.#options;
    const now = Date.now();
    const until = new Date(now + Math.max(0, ...daysBeforeExpiry) * DAY_MS);
    let last = { expiresAt: new Date(now), keyId: FIRST_ID };
    for (let isMore = true; isMore; ) {
      const page = await store.listExpiring({
        after: last,
        until,
        limit: BATCH,
      });
      yield accounts.getManyWithKeys(page.names);
      last = page.last ?? last;
      isMore = page.names.length === BATCH;
    }
    const filters = [{ keyStatus: 'unused' }, { ownerMissing: true }] as const;
    for (const filter of filters) {
      let after: ServiceAccountPosition | undefined;
      do {
        const page = await accounts.list({
          ...filter,
          orderBy: 'name',
          order: 'asc',
          limit: BATCH,
          after,
        });
        yield page.accounts;
        after = page.next;
      } while (after);
    }
  }

  async #unsent(found: ServiceAccountWithKeys[]) {
    const warnings = found.flatMap(each =>
      this.#warningsOf(each).map(warning => ({
        account: each.account,
        warning,
        accountId: each.account.id,
        kind: warning.kind,
        about: warning.about,
        step: warning.step,
      })),
    );
    return this.#options.store.unsentOf(warnings);
  }

  #warningsOf(account: ServiceAccountWithKeys): Warning[] {
    return warningsOf(account, this.#options, Date.now());
  }

  /** @returns how many were sent */
  async #tell(
    account: ServiceAccountRecord,
    warning: Warning,
    recipients: Recipients,
  ): Promise<number> {
    const { store, logger } = this.#options;
    let refs;
    try {
      refs = await recipients.of(account);
    } catch (error) {
      this.#noteFailure('the catalog does not answer', error as Error);
      return 0;
    }
    if (!refs) {
      return 0;
    }
    const isClaimed = await store.claim(account.id, warning, fresh =>
      this.#warningsOf(fresh).some(
        ({ kind, about, step }) =>
          kind === warning.kind &&
          about === warning.about &&
          step === warning.step,
      ),
    );
    if (!isClaimed) {
      return 0;
    }
    const notice = noticeOf(account, warning, Date.now());
    if (refs.length === 0) {
      logger.warn(
        `There is nobody to tell: ${notice.title}. ${notice.description}`,
      );
    } else if (!(await this.#send(refs, notice))) {
      await store.release(account.id, warning);
      return 0;
    }
    await store.markSent(account.id, warning);
    return 1;
  }

  async #send(refs: string[], payload: Notice): Promise<boolean> {
    try {
      for (let from = 0; from < refs.length; from += BATCH) {
        const entityRef = refs.slice(from, from + BATCH);
        await withinTime(
          this.#options.notifications.send({
            recipients: { type: 'entity', entityRef },
            payload,
          }),
          PATIENCE_MS,
        );
      }
    } catch (error) {
      this.#noteFailure('the notification was not taken', error as Error);
      return false;
    }
    if (this.#isFailing) {
      this.#isFailing = false;
      this.#options.logger.info(
        'Warnings about service accounts can be sent again',
      );
    }
    return true;
  }

  /** Once, however many there are and however long it lasts. */
  #noteFailure(reason: string, error: Error): void {
    if (!this.#isFailing) {
      this.#isFailing = true;
      this.#options.logger.warn(
        `A warning about a service account could not be sent, because ${reason}: ${error.message}. Every run tries again`,
      );
    }
  }
}
