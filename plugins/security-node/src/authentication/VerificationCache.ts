import { LRUCache } from 'lru-cache';
import { hash } from 'node:crypto';
import { VerifiedApiKey } from './VerifiedApiKey';

const MAX_ENTRIES = 10_000;

interface Entry {
  apiKey: VerifiedApiKey | undefined;
}

type Load = () => Promise<VerifiedApiKey | undefined>;

/**
 * Remembers for a short time which keys are valid and which are not. It keeps
 * hashes instead of keys, and asks once for a key that many requests bring at
 * the same time.
 */
export class VerificationCache {
  readonly #ttl: number;
  readonly #valid: LRUCache<string, Entry>;
  // Apart from the others, so that a flood of made-up keys displaces none.
  readonly #invalid: LRUCache<string, Entry>;
  #loading = new Map<string, Promise<VerifiedApiKey | undefined>>();
  #generation = 0;

  /** @param ttl - in milliseconds; 0 remembers nothing */
  constructor(ttl: number) {
    this.#ttl = ttl;
    // LRUCache takes 0 for "for ever".
    const options = { max: MAX_ENTRIES, ttl: Math.max(ttl, 1) };
    this.#valid = new LRUCache(options);
    this.#invalid = new LRUCache(options);
  }

  async get(text: string, load: Load): Promise<VerifiedApiKey | undefined> {
    if (this.#ttl === 0) {
      return load();
    }
    const digest = hash('sha256', text, 'base64url');
    const entry = this.#valid.get(digest) ?? this.#invalid.get(digest);
    if (entry) {
      return entry.apiKey;
    }
    const loading = this.#loading.get(digest) ?? this.#load(digest, load);
    return loading;
  }

  /** Forgets everything, answers that are on their way included. */
  clear(): void {
    this.#generation += 1;
    this.#loading = new Map();
    this.#valid.clear();
    this.#invalid.clear();
  }

  #load(digest: string, load: Load): Promise<VerifiedApiKey | undefined> {
    const generation = this.#generation;
    const loading = load()
      .then(apiKey => {
        if (generation === this.#generation) {
          (apiKey ? this.#valid : this.#invalid).set(digest, { apiKey });
        }
        return apiKey;
      })
      .finally(() => {
        if (this.#loading.get(digest) === loading) {
          this.#loading.delete(digest);
        }
      });
    this.#loading.set(digest, loading);
    return loading;
  }
}
