import { ApiKeyUse } from './VerifiedApiKey';

const INTERVAL_MS = 10_000;
const AT_ONCE = 500;

/** Times are those of `performance.now()`. */
interface Use {
  keyId: string;
  pluginId: string;
  firstAt: number;
  lastAt: number;
  calls: number;
}

/**
 * Collects when and how often keys were used for a `security` plugin in another
 * process, and sends it every ten seconds. Losing some of it loses nothing
 * else.
 */
export class RemoteUses {
  readonly #send: (uses: ApiKeyUse[]) => Promise<void>;
  #uses = new Map<string, Use>();
  #timer: NodeJS.Timeout | undefined;

  constructor(send: (uses: ApiKeyUse[]) => Promise<void>) {
    this.#send = send;
  }

  note(keyId: string, pluginId: string, calls: number): void {
    const now = performance.now();
    this.#add({ keyId, pluginId, firstAt: now, lastAt: now, calls });
    this.#timer ??= setTimeout(() => this.flush(), INTERVAL_MS).unref();
  }

  /** Sends what was collected; keeps it for the next time on failure. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const uses = [...this.#uses.values()];
    this.#uses = new Map();
    let sent = 0;
    try {
      for (; sent < uses.length; sent += AT_ONCE) {
        const now = performance.now();
        await this.#send(
          uses
            .slice(sent, sent + AT_ONCE)
            .map(({ firstAt, lastAt, ...use }) => ({
              ...use,
              firstAgeMs: Math.round(now - firstAt),
              ageMs: Math.round(now - lastAt),
            })),
        );
      }
    } catch {
      uses.slice(sent).forEach(use => this.#add(use));
    }
  }

  #add(use: Use): void {
    const id = `${use.keyId} ${use.pluginId}`;
    const known = this.#uses.get(id);
    if (known) {
      known.calls += use.calls;
      known.firstAt = Math.min(known.firstAt, use.firstAt);
      known.lastAt = Math.max(known.lastAt, use.lastAt);
    } else {
      this.#uses.set(id, use);
    }
  }
}
