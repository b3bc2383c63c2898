import {
  AccountFigures,
  ListAccountsQuery,
} from 'backstage-plugin-security-common';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';
import { ServiceAccountWithKeys } from '../records/ServiceAccountWithKeys';

export type NewServiceAccount = Pick<
  ServiceAccountRecord,
  | 'name'
  | 'title'
  | 'description'
  | 'ownerRef'
  | 'ownerTitle'
  | 'principal'
  | 'plugins'
  | 'restrictions'
  | 'managedBy'
  | 'apiKeyManagedBy'
  | 'createdBy'
>;

export type ServiceAccountChanges = Partial<
  Pick<
    ServiceAccountRecord,
    | 'title'
    | 'description'
    | 'ownerRef'
    | 'ownerTitle'
    | 'status'
    | 'principal'
    | 'plugins'
    | 'restrictions'
    | 'managedBy'
    | 'apiKeyManagedBy'
  >
>;

/** Where in the order of the list a page ended. */
export interface ServiceAccountPosition {
  /** The ordered field's value: text, or milliseconds since 1970. */
  value: string | number;
  name: string;
}

export interface ServiceAccountListRequest
  extends Pick<
    ListAccountsQuery,
    'search' | 'keyStatus' | 'ownerMissing' | 'orderBy' | 'order' | 'limit'
  > {
  /** Only what one of these owns; all when left out. */
  owners?: string[];
  after?: ServiceAccountPosition;
}

export interface ServiceAccountPage {
  accounts: ServiceAccountWithKeys[];
  /** Where to go on; undefined behind the last account. */
  next: ServiceAccountPosition | undefined;
}

/** How many accounts a filter finds, {@link MOST_COUNTED} at most. */
export type ServiceAccountCounts = Omit<AccountFigures, 'unusedAfterDays'>;

/** Keeps service accounts. Knows nothing of people and permissions. */
export interface ServiceAccountStore {
  /**
   * A page, in two to five queries for each of the owners that own anything,
   * or of all. Its cost grows neither with its position nor with the number of
   * accounts: where few of those that were looked at are what is asked for, the
   * page is shorter than `limit`, or empty, and `next` tells where to go on.
   */
  list(request: ServiceAccountListRequest): Promise<ServiceAccountPage>;

  /** What is there to look after, under the same terms. */
  count(owners: string[] | undefined): Promise<ServiceAccountCounts>;

  /** At start: makes what is stored agree with the configuration. */
  adoptTerms(): Promise<void>;

  /** The account with exactly this name. */
  get(name: string): Promise<ServiceAccountWithKeys | undefined>;

  getMany(names: string[]): Promise<ServiceAccountRecord[]>;

  getManyWithKeys(names: string[]): Promise<ServiceAccountWithKeys[]>;

  /** All of them by and by: those behind this name, in the order of names. */
  listAfter(
    name: string | undefined,
    limit: number,
  ): Promise<ServiceAccountRecord[]>;

  /** The refs of all owners. */
  listOwners(): Promise<string[]>;

  /**
   * After the catalog knew an owner: its accounts have one, and are found by
   * this title from now on.
   *
   * @returns for how many accounts that is new
   */
  noteOwnerFound(ownerRef: string, title: string | undefined): Promise<number>;

  /**
   * After the catalog did not know an owner. Its accounts count as without an
   * owner once that was first noted at or before `certainFrom`.
   *
   * @returns how many do so from now on
   */
  noteOwnerMissed(ownerRef: string, certainFrom: Date): Promise<number>;

  /**
   * Brings the list up to date with the time that has passed. It need not be
   * called for the list to be right, but keeps it fast.
   */
  refreshDue(signal?: AbortSignal): Promise<void>;

  /** Those that the configuration manages, in the order of names. */
  listManaged(): Promise<ServiceAccountRecord[]>;

  /** How many accounts act as a service. */
  countServices(): Promise<number>;

  /**
   * @param beforeCommit - runs before the account is final; the account is
   * undone when it rejects
   * @throws ConflictError when the name is taken
   */
  insert(
    account: NewServiceAccount,
    beforeCommit: (record: ServiceAccountRecord) => Promise<void>,
  ): Promise<ServiceAccountRecord>;

  /**
   * Changes the account with this id if it still has this version. Another
   * status ends the keys in their grace period for good: who disables an
   * account does not expect them back.
   *
   * @param beforeCommit - as above; is told the ids of the keys that ended
   * @returns undefined when it has another version, or is gone
   * @throws ServiceUnavailableError when others hold the lock for too long
   */
  update(options: {
    id: string;
    version: number;
    changes: ServiceAccountChanges;
    updatedBy: string;
    beforeCommit: (endedKeyIds: string[]) => Promise<void>;
  }): Promise<ServiceAccountWithKeys | undefined>;

  /** Deletes the account and its keys, under the same terms. */
  delete(options: {
    id: string;
    version: number;
    beforeCommit: () => Promise<void>;
  }): Promise<boolean>;
}
