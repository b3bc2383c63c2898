import { LoggerService } from '@backstage/backend-plugin-api';
import { ApiKeyUse } from 'backstage-plugin-security-node';
import { KeyUse } from '../uses/AccountUseStore';
import { UseRecorder } from '../uses/UseRecorder';

/** In one transaction, for which others wait. */
const WRITTEN_AT_ONCE = 1_000;

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
  readonly #recorder: Pick<UseRecorder, 'record'>;
  readonly #logger: LoggerService;
  /** By plugin and key: every call comes by here. */
  #uses = new Map<string, Map<string, Use>>();
  #flushing: Promise<void> = Promise.resolve();

  constructor(options: {
    recorder: Pick<UseRecorder, 'record'>;
    logger: LoggerService;
  }) {
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
    let written = 0;
    try {
      for (; written < uses.length; written += WRITTEN_AT_ONCE) {
        await this.#recorder.record(
          uses.slice(written, written + WRITTEN_AT_ONCE).map(toKeyUse),
        );
      }
    } catch {
      this.#logger.warn('The last use of API keys could not be written');
      for (const use of uses.slice(written)) {
        const { keyId, pluginId, firstAt, lastAt, calls } = use;
        this.#add(keyId, pluginId, firstAt, lastAt, calls);
      }
    }
  }
}

function toKeyUse({ firstAt, lastAt, ...use }: Use): KeyUse {
  return { ...use, firstAt: new Date(firstAt), lastAt: new Date(lastAt) };
}
