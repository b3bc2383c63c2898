import { ServiceAccountWithKeys } from '../records/ServiceAccountWithKeys';
import { Warning } from './warningsOf';

/** Which warning it is. */
export type WarningId = Pick<Warning, 'kind' | 'about' | 'step'>;

/** Where a page of keys that expire ended. */
export interface ExpiryPosition {
  expiresAt: Date;
  keyId: string;
}

/** Keeps which warnings were sent, so that each is sent once. */
export interface WarningStore {
  /**
   * The accounts of some newest keys, in the order in which these expire, and
   * where to go on.
   *
   * @param until - those that expire at this time or before
   */
  listExpiring(options: {
    after: ExpiryPosition;
    until: Date;
    limit: number;
  }): Promise<{ names: string[]; last: ExpiryPosition | undefined }>;

  /** Those of these accounts' warnings that are not sent, nor about to be. */
  unsentOf<T extends WarningId>(
    warnings: Array<T & { accountId: string }>,
  ): Promise<Array<T & { accountId: string }>>;

  /**
   * Takes a warning on oneself, for some minutes: whoever dies meanwhile loses
   * it to the next one. With the account locked, so that nobody rotates the key
   * at the same time.
   *
   * @param isDue - whether there is still something to warn of
   * @returns whether it is to be sent
   */
  claim(
    accountId: string,
    warning: WarningId,
    isDue: (account: ServiceAccountWithKeys) => boolean,
  ): Promise<boolean>;

  markSent(accountId: string, warning: WarningId): Promise<void>;

  /** After it could not be sent: whoever comes next tries again. */
  release(accountId: string, warning: WarningId): Promise<void>;
}
