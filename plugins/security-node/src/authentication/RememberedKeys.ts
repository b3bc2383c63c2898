import { LRUCache } from 'lru-cache';
import { hash } from 'node:crypto';
import {
  AccountChanges,
  ApiKeyAnswer,
  ApiKeyRefusal,
  VerifiedApiKey,
} from './VerifiedApiKey';

const MAX_ENTRIES = 20_000;
const MAX_AGE_MS = 5 * 60_000;
const READ_ANEW_MS = 4 * 60_000;
const READ_ANEW_AT_ONCE = 500;
const READ_ANEW_PAUSE_MS = 20;
// Of the time to live: when it is confirmed ahead of need, so that no call
// waits for it.
const AHEAD = 0.75;

interface Entry {
  apiKey: VerifiedApiKey;
  /** When reading it began. */
  readAt: number;
}

/** An answer, and whether it was known before. */
export type RememberedAnswer = ApiKeyAnswer & { isRemembered: boolean };

/** Where answers come from, and where it is told what has changed. */
export interface KeySource {
  /** Keys that were verified before; those that do not work any more are left out. */
  readAnew(keyIds: string[]): Promise<VerifiedApiKey[]>;
  changesSince(version: number | undefined): Promise<AccountChanges>;
}

/**
 * Remembers which keys are valid, and confirms once for all of them that
 * nothing changed since: one small question, shared by all calls, however many
 * keys are in use. It keeps hashes instead of keys, and asks once for a key that
 * many calls bring at the same time.
 *
 * An answer is used only when a confirmation began less than the time to live
 * before the call, or when it was itself read since. In any case it is read anew
 * after five minutes, for what is changed around the record of changes.
 */
export class RememberedKeys {
  readonly #ttl: number;
  readonly #source: KeySource;
  readonly #onChanged: (changes: AccountChanges, began: number) => void;
  readonly #valid = new LRUCache<string, Entry>({ max: MAX_ENTRIES });
  // Apart from the others, so that a flood of made-up keys displaces none.
  readonly #invalid: LRUCache<string, ApiKeyRefusal>;
  #loading = new Map<string, Promise<ApiKeyAnswer>>();
  // Grows with every change that is known of, here or elsewhere.
  #generation = 0;
  #version: number | undefined;
  #confirmedAt = -Infinity;
  #confirming: Promise<void> | undefined;
  #readingAnew: Promise<void> | undefined;

  /**
   * @param options - `ttl`: in milliseconds; 0 remembers nothing. `onChanged`:
   * told what each confirmation found, and when that began
   */
  constructor(options: {
    ttl: number;
    source: KeySource;
    onChanged?(changes: AccountChanges, began: number): void;
  }) {
    this.#ttl = options.ttl;
    this.#source = options.source;
    this.#onChanged = options.onChanged ?? (() => {});
    this.#invalid = new LRUCache({
      max: MAX_ENTRIES,
      // LRUCache takes 0 for "for ever".
      ttl: Math.max(options.ttl, 1),
    });
  }

  async get(
    text: string,
    load: () => Promise<ApiKeyAnswer>,
  ): Promise<RememberedAnswer> {
    if (this.#ttl === 0) {
      return { ...(await load()), isRemembered: false };
    }
    const calledAt = performance.now();
    const digest = hash('sha256', text, 'base64url');
    const entry = this.#valid.get(digest);
    if (entry && calledAt - entry.readAt < MAX_AGE_MS) {
      await this.#confirmed(entry, calledAt);
      const confirmed = this.#valid.get(digest);
      if (confirmed) {
        this.#readAnewAhead(confirmed, calledAt);
        return { apiKey: confirmed.apiKey, isRemembered: true };
      }
    } else {
      const refusal = this.#invalid.get(digest);
      if (refusal) {
        return { refusal, isRemembered: true };
      }
    }
    const loading = this.#loading.get(digest) ?? this.#load(digest, load);
    return { ...(await loading), isRemembered: false };
  }

  /** Forgets what is known of an account, answers on their way included. */
  forget(accountId: string): void {
    this.#forgetAll(new Set([accountId]));
  }

  /** From when on it knows of changes. */
  async begin(): Promise<void> {
    if (this.#version === undefined) {
      await this.confirm(-Infinity);
    }
  }

  /**
   * Asks what has changed.
   *
   * @param since - milliseconds of `performance.now()`: a confirmation that did
   * not begin later will not do
   */
  async confirm(since: number): Promise<void> {
    while (this.#confirmedAt <= since) {
      this.#confirming ??= this.#confirm().finally(() => {
        this.#confirming = undefined;
      });
      await this.#confirming;
    }
  }

  async #confirmed({ readAt }: Entry, calledAt: number): Promise<void> {
    const confirmedAt = Math.max(this.#confirmedAt, readAt);
    if (confirmedAt <= calledAt - this.#ttl) {
      await this.confirm(calledAt - this.#ttl);
    } else if (confirmedAt < calledAt - this.#ttl * AHEAD) {
      // Whether it fails matters to those alone who have to wait for it.
      this.confirm(calledAt - this.#ttl * AHEAD).catch(() => {});
    }
  }

  async #confirm(): Promise<void> {
    const began = performance.now();
    const changes = await this.#source.changesSince(this.#version);
    const { version, accountIds } = changes;
    if (this.#version !== version || !accountIds) {
      this.#forgetAll(accountIds && new Set(accountIds));
    }
    this.#version = version;
    this.#confirmedAt = began;
    this.#onChanged(changes, began);
  }

  /** @param accountIds - everything when undefined */
  #forgetAll(accountIds: Set<string> | undefined): void {
    this.#generation += 1;
    this.#loading = new Map();
    this.#invalid.clear();
    for (const [digest, { apiKey }] of [...this.#valid.entries()]) {
      if (!accountIds || accountIds.has(apiKey.accountId)) {
        this.#valid.delete(digest);
      }
    }
  }

  #load(
    digest: string,
    load: () => Promise<ApiKeyAnswer>,
  ): Promise<ApiKeyAnswer> {
    const loading = this.#loadSince(digest, load).finally(() => {
      if (this.#loading.get(digest) === loading) {
        this.#loading.delete(digest);
      }
    });
    this.#loading.set(digest, loading);
    return loading;
  }

  async #loadSince(
    digest: string,
    load: () => Promise<ApiKeyAnswer>,
  ): Promise<ApiKeyAnswer> {
    await this.begin();
    const generation = this.#generation;
    const readAt = performance.now();
    const answer = await load();
    // An answer that was on its way during a change may be from before it.
    if (generation === this.#generation) {
      if (answer.apiKey) {
        this.#valid.set(digest, { apiKey: answer.apiKey, readAt });
      } else {
        this.#invalid.set(digest, answer.refusal);
      }
    }
    return answer;
  }

  #readAnewAhead({ readAt }: Entry, calledAt: number): void {
    if (calledAt - readAt > READ_ANEW_MS) {
      this.#readingAnew ??= this.#readAllAnew(calledAt)
        .catch(() => {})
        .finally(() => {
          this.#readingAnew = undefined;
        });
    }
  }

  /** Many at once: one by one they would cost a statement each. */
  async #readAllAnew(calledAt: number): Promise<void> {
    const old = [...this.#valid.entries()]
      .filter(([, entry]) => calledAt - entry.readAt > READ_ANEW_MS / 2)
      .sort(([, a], [, b]) => a.readAt - b.readAt);
    for (let start = 0; start < old.length; start += READ_ANEW_AT_ONCE) {
      await this.#readAnew(old.slice(start, start + READ_ANEW_AT_ONCE));
      // Calls that are going on come first.
      await new Promise(resolve => setTimeout(resolve, READ_ANEW_PAUSE_MS));
    }
  }

  async #readAnew(old: Array<[digest: string, entry: Entry]>): Promise<void> {
    const generation = this.#generation;
    const readAt = performance.now();
    const answers = await this.#source.readAnew(
      old.map(([, { apiKey }]) => apiKey.keyId),
    );
    if (generation !== this.#generation) {
      return;
    }
    const byId = new Map(answers.map(apiKey => [apiKey.keyId, apiKey]));
    for (const [digest, { apiKey }] of old) {
      const now = byId.get(apiKey.keyId);
      if (now) {
        this.#valid.set(digest, { apiKey: now, readAt });
      } else {
        this.#valid.delete(digest);
      }
    }
  }
}
