import { withinTime } from '../withinTime';

/**
 * What takes long to read, for readers who cannot wait: it is read by one at a
 * time and kept for a while, and whoever asks is never held up and gets no
 * error.
 */
export class SharedReading<T> {
  readonly #read: () => Promise<T>;
  readonly #keepMs: number;
  readonly #patienceMs: number;
  readonly #onFailed: () => void;
  #kept: { value: T; at: number } | undefined;
  #reading: Promise<T> | undefined;
  #isFailing = false;

  /**
   * @param options - `keepMs`: for how long it is kept; `patienceMs`: for how
   * long whoever asks waits; `onFailed`: called once until reading works again
   */
  constructor(options: {
    read: () => Promise<T>;
    keepMs: number;
    patienceMs: number;
    onFailed: () => void;
  }) {
    this.#read = options.read;
    this.#keepMs = options.keepMs;
    this.#patienceMs = options.patienceMs;
    this.#onFailed = options.onFailed;
  }

  /** Undefined where it cannot be read now, or not in time. */
  async get(): Promise<T | undefined> {
    const kept = this.#kept;
    if (kept && performance.now() - kept.at < this.#keepMs) {
      return kept.value;
    }
    // One that nobody waits for any more goes on: another one would hang too.
    this.#reading ??= this.#readAndKeep().finally(() => {
      this.#reading = undefined;
    });
    try {
      const value = await withinTime(this.#reading, this.#patienceMs);
      this.#isFailing = false;
      return value;
    } catch {
      if (!this.#isFailing) {
        this.#isFailing = true;
        this.#onFailed();
      }
      return undefined;
    }
  }

  async #readAndKeep(): Promise<T> {
    const at = performance.now();
    const value = await this.#read();
    this.#kept = { value, at };
    return value;
  }
}
