import { LoggerService } from '@backstage/backend-plugin-api';
import { ApiKeyUse } from 'backstage-plugin-security-node';
import { ApiKeyStore, StoredApiKeyUse } from '../apiKeys/ApiKeyStore';

/**
 * Collects when and by which plugin keys were used, and writes it now and
 * then. Losing some of it on a crash loses nothing else.
 */
export class LastUse {
  readonly #store: ApiKeyStore;
  readonly #logger: LoggerService;
  #uses = new Map<string, StoredApiKeyUse>();

  constructor(options: { store: ApiKeyStore; logger: LoggerService }) {
    this.#store = options.store;
    this.#logger = options.logger;
  }

  note(uses: ApiKeyUse[]): void {
    for (const { keyId, pluginId, ageMs } of uses) {
      const at = new Date(Date.now() - ageMs);
      const known = this.#uses.get(keyId);
      if (!known || known.at <= at) {
        this.#uses.set(keyId, { keyId, pluginId, at });
      }
    }
  }

  /** Writes what was collected; keeps it for the next time on failure. */
  async flush(): Promise<void> {
    const uses = this.#uses;
    if (uses.size === 0) {
      return;
    }
    this.#uses = new Map();
    try {
      await this.#store.recordUses([...uses.values()]);
    } catch {
      this.#logger.warn('The last use of API keys could not be written');
      this.#uses = new Map([...uses, ...this.#uses]);
    }
  }
}
