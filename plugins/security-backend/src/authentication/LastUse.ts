import { LoggerService } from '@backstage/backend-plugin-api';
import { ApiKeyUse } from 'backstage-plugin-security-node';
import { ApiKeyStore, StoredApiKeyUse } from '../apiKeys/ApiKeyStore';
import { KeyUse } from '../uses/AccountUseStore';
import { UseRecorder } from '../uses/UseRecorder';

const COUNTED_AT_ONCE = 100;

/**
 * Collects when, how often and by which plugins keys were used, and writes it
 * now and then. Losing some of it on a crash loses nothing else.
 */
export class LastUse {
  readonly #store: Pick<ApiKeyStore, 'recordUses'>;
  readonly #recorder: Pick<UseRecorder, 'record'>;
  readonly #logger: LoggerService;
  #uses = new Map<string, KeyUse>();
  #flushing: Promise<void> = Promise.resolve();

  constructor(options: {
    store: Pick<ApiKeyStore, 'recordUses'>;
    recorder: Pick<UseRecorder, 'record'>;
    logger: LoggerService;
  }) {
    this.#store = options.store;
    this.#recorder = options.recorder;
    this.#logger = options.logger;
  }

  note(uses: ApiKeyUse[]): void {
    const now = Date.now();
    for (const { keyId, pluginId, firstAgeMs, ageMs, calls } of uses) {
      this.#add({
        keyId,
        pluginId,
        firstAt: new Date(now - firstAgeMs),
        lastAt: new Date(now - ageMs),
        calls,
      });
    }
  }

  /** Writes what was collected; keeps it for the next time on failure. */
  async flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#write());
    await this.#flushing;
  }

  #add(use: KeyUse): void {
    const id = `${use.keyId} ${use.pluginId}`;
    const known = this.#uses.get(id);
    if (!known) {
      this.#uses.set(id, use);
      return;
    }
    known.calls += use.calls;
    if (use.firstAt < known.firstAt) {
      known.firstAt = use.firstAt;
    }
    if (use.lastAt > known.lastAt) {
      known.lastAt = use.lastAt;
    }
  }

  async #write(): Promise<void> {
    const uses = [...this.#uses.values()];
    if (uses.length === 0) {
      return;
    }
    this.#uses = new Map();
    let counted = 0;
    try {
      // Writing this again does no harm, unlike what comes then.
      await this.#store.recordUses(lastOfKeys(uses));
      for (; counted < uses.length; counted += COUNTED_AT_ONCE) {
        await this.#recorder.record(
          uses.slice(counted, counted + COUNTED_AT_ONCE),
        );
      }
    } catch {
      this.#logger.warn('The last use of API keys could not be written');
      uses.slice(counted).forEach(use => this.#add(use));
    }
  }
}

function lastOfKeys(uses: KeyUse[]): StoredApiKeyUse[] {
  const last = new Map<string, StoredApiKeyUse>();
  for (const { keyId, pluginId, lastAt } of uses) {
    const known = last.get(keyId);
    if (!known || known.at <= lastAt) {
      last.set(keyId, { keyId, pluginId, at: lastAt });
    }
  }
  return [...last.values()];
}
