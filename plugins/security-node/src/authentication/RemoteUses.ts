import { ApiKeyUse } from './VerifiedApiKey';

const INTERVAL_MS = 10_000;
const AT_ONCE = 1_000;

/**
 * Collects when keys were used for a `security` plugin in another process, and
 * sends it every ten seconds. Losing some of it loses nothing else.
 */
export class RemoteUses {
  readonly #send: (uses: ApiKeyUse[]) => Promise<void>;
  #uses = new Map<string, { pluginId: string; at: number }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(send: (uses: ApiKeyUse[]) => Promise<void>) {
    this.#send = send;
  }

  note(keyId: string, pluginId: string): void {
    this.#uses.set(keyId, { pluginId, at: performance.now() });
    this.#timer ??= setTimeout(() => this.flush(), INTERVAL_MS).unref();
  }

  /** Sends what was collected; keeps it for the next time on failure. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const now = performance.now();
    const uses = [...this.#uses].map(([keyId, { pluginId, at }]) => ({
      keyId,
      pluginId,
      ageMs: Math.max(0, Math.round(now - at)),
    }));
    const collected = this.#uses;
    this.#uses = new Map();
    try {
      for (let start = 0; start < uses.length; start += AT_ONCE) {
        await this.#send(uses.slice(start, start + AT_ONCE));
      }
    } catch {
      this.#uses = new Map([...collected, ...this.#uses]);
    }
  }
}
