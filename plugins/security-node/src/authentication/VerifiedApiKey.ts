/**
 * What is known of a key that is valid, and of the account behind it. Nothing
 * in it is secret.
 *
 * @public
 */
export interface VerifiedApiKey {
  /** Of the key, not of the account. */
  keyId: string;
  /** The last four characters of the key. */
  hint: string;
  /** Never reused, unlike the account's name. */
  accountId: string;
  /** Grows with every change of the account. */
  accountVersion: number;
  /** Such as `user:service-account/nightly-build`. */
  userEntityRef: string;
  /** The account itself and its owner. */
  ownershipEntityRefs: string[];
  /**
   * `user`: calls are made in the name of the account, and the permission
   * policy decides. `service`: calls are made by a service, and only
   * `restrictions` decide.
   */
  principal: 'user' | 'service';
  /** The plugins that the key may call; all when undefined. */
  plugins?: string[];
  /**
   * Of a `service`: the plugins that it may call, and with which permissions;
   * all those of the plugin where undefined.
   */
  restrictions?: Array<{ plugin: string; permissions?: string[] }>;
  /** Milliseconds since 1970; for ever when undefined. */
  validUntil?: number;
}

/**
 * Why a key opens nothing: nobody has it, it has ended, or its account is
 * disabled. Whoever presents it is not told which.
 *
 * @public
 */
export type ApiKeyRefusal = 'unknown' | 'ended' | 'disabled';

/**
 * What is found out about a key: what it is good for, or why for nothing.
 *
 * @public
 */
export type ApiKeyAnswer =
  | { apiKey: VerifiedApiKey; refusal?: undefined }
  | { apiKey?: undefined; refusal: ApiKeyRefusal };

/**
 * What took a right away from which accounts since a version of the record of
 * changes: an end of a key, an edit, or the end of the account.
 *
 * @public
 */
export interface AccountChanges {
  /** The version now. It only grows. */
  version: number;
  /** Undefined when that cannot be told, so that it may be any account. */
  accountIds?: string[];
}

/**
 * When and how often a key was used with a plugin, since it was told last.
 *
 * @public
 */
export interface ApiKeyUse {
  /** Of the key. */
  keyId: string;
  /** The plugin that was called with it. */
  pluginId: string;
  /** How long ago first, in milliseconds: clocks of processes differ. */
  firstAgeMs: number;
  /** How long ago last. */
  ageMs: number;
  /** How many calls the plugin let in; refused ones are uses of the key too. */
  calls: number;
}

/**
 * Looks keys up where they are kept.
 *
 * @public
 */
export interface ApiKeyVerifier {
  /**
   * Finds out what a key is good for.
   *
   * @throws whatever keeps it from knowing
   */
  verify(apiKey: string): Promise<ApiKeyAnswer>;

  /**
   * Finds out what keys are good for that were verified before. Those that do
   * not work any more are left out.
   *
   * @throws whatever keeps it from knowing
   */
  readAnew(keyIds: string[]): Promise<VerifiedApiKey[]>;

  /**
   * Tells what has changed, with one small statement.
   *
   * @param version - of an earlier answer; undefined to begin with
   * @throws whatever keeps it from knowing
   */
  changesSince(version: number | undefined): Promise<AccountChanges>;

  /** Notes that keys were used, without delay. */
  noteUses(uses: ApiKeyUse[]): void;
}

/**
 * A Backstage user token in the name of a service account.
 *
 * @public
 */
export interface ServiceAccountToken {
  /** The token itself. */
  token: string;
  /** When it ends. */
  expiresAt: Date;
}

/**
 * In whose name a token is issued.
 *
 * @public
 */
export type ServiceAccountIdentity = Pick<
  VerifiedApiKey,
  'userEntityRef' | 'ownershipEntityRefs'
>;

/**
 * Issues Backstage user tokens.
 *
 * @public
 */
export type ServiceAccountTokenIssuer = (
  account: ServiceAccountIdentity,
) => Promise<ServiceAccountToken>;
