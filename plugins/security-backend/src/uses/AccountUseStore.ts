/** Calls with one key to one plugin. */
export interface KeyUse {
  keyId: string;
  pluginId: string;
  firstAt: Date;
  lastAt: Date;
  /** How many calls the plugin let in; 0 when it refused them all. */
  calls: number;
}

/** What an account called of one plugin, with all of its keys. */
export interface AccountUse {
  pluginId: string;
  firstUsedAt: Date;
  lastUsedAt: Date;
  calls: number;
}

/** That an account called a plugin which it never called before. */
export interface FirstUse {
  account: { id: string; name: string };
  pluginId: string;
}

/** Keeps which plugins accounts called. Knows nothing of people. */
export interface AccountUseStore {
  /**
   * Adds to what is known, and brings the last uses of keys and accounts
   * forward; all of it or nothing. What was done with keys that are gone is left
   * out. A refused call is the last use of its key, but counts for no plugin.
   *
   * @param beforeCommit - learns of first uses, among all replicas once; when
   * it rejects, nothing was written
   */
  add(
    uses: KeyUse[],
    beforeCommit: (firstUses: FirstUse[]) => Promise<void>,
  ): Promise<void>;

  /** Of an account, by the id of the plugin. */
  list(accountId: string): Promise<AccountUse[]>;
}
