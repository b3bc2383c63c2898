import { HumanDuration } from '@backstage/types';

export interface Config {
  auth?: {
    providers?: {
      /**
       * Lets the auth plugin issue tokens in the name of service accounts.
       * Without it an API key cannot be used.
       */
      'api-key'?: {};
    };
  };
  security?: {
    /**
     * The secrets that protect API keys at rest. The first one encrypts and
     * indexes; the others only read what they once wrote, until it has been
     * encrypted again. Required in production and with a database on disk.
     *
     * @visibility secret
     */
    keyring?: Array<{
      /** A name of your choice that never changes, such as `2026-11`. */
      id: string;
      /**
       * 32 random bytes in base64: `openssl rand -base64 32`
       *
       * @visibility secret
       */
      secret: string;
    }>;
    apiKeys?: {
      /**
       * Whether an API key can be shown again, or only in the answer that
       * made it. With `once` no copy of a new key is kept, not even encrypted.
       *
       * @default always
       */
      reveal?: 'always' | 'once';
      /**
       * How long a new API key works when nobody says otherwise.
       *
       * @default 90 days
       */
      defaultLifetime?: HumanDuration | string;
      /**
       * How long a new API key may work.
       *
       * @default 365 days
       */
      maxLifetime?: HumanDuration | string;
      /**
       * Whether somebody may make an API key that never expires.
       *
       * @default false
       */
      allowNeverExpiring?: boolean;
      /**
       * For how long an API key may go on working after it was replaced.
       *
       * @default 30 days
       */
      maxGracePeriod?: HumanDuration | string;
      /**
       * For how long a key that was ended in another process may still work
       * in this one. While keys are in use, each process asks the database
       * once in that time whether anything has ended, for all keys together.
       * 0 asks it for each key at every call.
       *
       * @default 1 second
       */
      verificationTtl?: HumanDuration | string;
    };
    /**
     * Service accounts that shall exist, and are managed here alone: on the
     * page and in the API they are read-only. At start they are made what
     * stands here; one that is not here any more is disabled.
     */
    serviceAccounts?: Array<{
      /** 2 to 63 lower-case letters, digits and single hyphens. */
      name: string;
      /** A name for people. */
      title?: string;
      /** What the account is for. */
      description?: string;
      /** The group or user that owns it, such as `group:default/team-a`. */
      ownerRef: string;
      /**
       * As what calls with its key are made.
       *
       * @default user
       */
      principal?: 'user' | 'service';
      /** The plugins that its key may call; all when left out. */
      plugins?: string[];
      /** Of a service, which needs them: what it may call. */
      restrictions?: Array<{
        plugin: string;
        /** All of the plugin when left out. */
        permissions?: string[];
      }>;
      /**
       * Its API key, made with `npx backstage-plugin-security-node`. Another
       * one replaces it at the next start. Without it, people handle the key.
       *
       * @visibility secret
       */
      apiKey?: string;
      /**
       * Whether the configuration takes an account of this name over that
       * people made.
       *
       * @default false
       */
      takeOver?: boolean;
    }>;
    /**
     * After how long without use a key that works counts as unused, in the
     * figures above the list and in its filter; and a plugin, for an account
     * that may call it.
     *
     * @default 90 days
     */
    unusedAfter?: HumanDuration | string;
    /**
     * For how long the catalog does not know the owner of an account before
     * the account counts as one without an owner.
     *
     * @default 1 hour
     */
    ownerMissingAfter?: HumanDuration | string;
    /**
     * Whom the notifications plugin tells before a key expires, when it is not
     * used, and when an account is without an owner.
     */
    warnings?: {
      /**
       * Whether anybody is told.
       *
       * @default true
       */
      enabled?: boolean;
      /**
       * How many days before a key expires its owner is told.
       *
       * @default [30, 14, 7, 1]
       */
      daysBeforeExpiry?: number[];
      /**
       * The group or user that is told of accounts without an owner, such as
       * `group:default/platform`. Without it, only the log tells.
       */
      recipientWithoutOwner?: string;
    };
    /**
     * Lets the guest user of the development sign-in handle API keys, and
     * change what they may reach.
     *
     * @default false
     */
    dangerouslyAllowGuest?: boolean;
    /**
     * Lets every signed-in user change every service account and handle every
     * API key while `permission.enabled` is not true.
     *
     * @default false
     */
    dangerouslyAllowWithoutPermissions?: boolean;
  };
}
