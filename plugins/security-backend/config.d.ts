import { HumanDuration } from '@backstage/types';

export interface Config {
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
       * How long a new API key works.
       *
       * @default 90 days
       */
      defaultLifetime?: HumanDuration | string;
    };
    /**
     * Lets the guest user of the development sign-in handle API keys.
     *
     * @default false
     */
    dangerouslyAllowGuest?: boolean;
    /**
     * Lets every signed-in user handle every API key while
     * `permission.enabled` is not true.
     *
     * @default false
     */
    dangerouslyAllowWithoutPermissions?: boolean;
  };
}
