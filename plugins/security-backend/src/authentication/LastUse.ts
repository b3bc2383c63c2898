import { LoggerService } from '@backstage/backend-plugin-api';
import { ApiKeyUse } from 'backstage-plugin-security-node';
import { ApiKeyStore, StoredApiKeyUse } from '../apiKeys/ApiKeyStore';
import { letOthersRun } from '../database/letOthersRun';
import { KeyUse } from '../uses/AccountUseStore';
import { UseRecorder } from '../uses/UseRecorder';

const COUNTED_AT_ONCE = 100;

/** Of a key and a plugin; times in milliseconds since 1970. */
interface Use {
  keyId: string;
  pluginId: string;
  firstAt: number;
  lastAt: number;
  calls: number;
}

/**
 * Collects when, how often and by which plugins keys were used, and writes it
 * now and then. Losing some of it on a crash loses nothing else.
 */
export class LastUse {
  readonly #store: Pick<ApiKeyStore, 'recordUses'>;
  readonly #recorder: Pick<UseRecorder, 'record'>;
  readonly #logger: LoggerService;
  /** By plugin and key: every call comes by here. */
  #uses = new Map<string, Map<string, Use>>();
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
      this.#add(keyId, pluginId, now - firstAgeMs, now - ageMs, calls);
    }
  }

  /** Writes what was collected; keeps it for the next time on failure. */
  async flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#write());
    await this.#flushing;
  }

  #add(
    keyId: string,
    pluginId: string,
    firstAt: number,
    lastAt: number,
    calls: number,
  ): void {
    let ofPlugin = this.#uses.get(pluginId);
    if (!ofPlugin) {
      ofPlugin = new Map();
      this.#uses.set(pluginId, ofPlugin);
    }
    const known = ofPlugin.get(keyId);
    if (known) {
      known.firstAt = Math.min(known.firstAt, firstAt);
      known.lastAt = Math.max(known.lastAt, lastAt);
      known.calls += calls;
    } else {
      ofPlugin.set(keyId, { keyId, pluginId, firstAt, lastAt, calls });
    }
  }

  async #write(): Promise<void> {
    const uses = [...this.#uses.values()].flatMap(ofPlugin => [
      ...ofPlugin.values(),
    ]);
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
          uses.slice(counted, counted + COUNTED_AT_ONCE).map(toKeyUse),
        );
        await letOthersRun();
      }
    } catch {
      this.#logger.warn('The last use of API keys could not be written');
      for (const use of uses.slice(counted)) {
        const { keyId, pluginId, firstAt, lastAt, calls } = use;
        this.#add(keyId, pluginId, firstAt, lastAt, calls);
      }
    }
  }
}

function toKeyUse({ firstAt, lastAt, ...use }: Use): KeyUse {
  return { ...use, firstAt: new Date(firstAt), lastAt: new Date(lastAt) };
}

function lastOfKeys(uses: Use[]): StoredApiKeyUse[] {
  const last = new Map<string, Use>();
  for (const use of uses) {
    const known = last.get(use.keyId);
    if (!known || known.lastAt <= use.lastAt) {
      last.set(use.keyId, use);
    }
  }
  return [...last.values()].map(({ keyId, pluginId, lastAt }) => ({
    keyId,
    pluginId,
    at: new Date(lastAt),
  }));
}
