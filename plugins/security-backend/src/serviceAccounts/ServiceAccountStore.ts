import {
  ApiKeyPrincipal,
  ApiKeyRestrictions,
  ListAccountsQuery,
} from 'backstage-plugin-security-common';
import { ApiKeyRecord } from '../apiKeys/ApiKeyStore';

/** A service account as it is stored. */
export interface ServiceAccountRecord {
  /** Never reused: an account made anew under the same name has another id. */
  id: string;
  name: string;
  title: string | undefined;
  description: string | undefined;
  ownerRef: string;
  status: 'active' | 'disabled';
  principal: ApiKeyPrincipal;
  /** The plugins that the key may call; all when undefined. */
  plugins: string[] | undefined;
  /** Of a service: what it may call. */
  restrictions: ApiKeyRestrictions | undefined;
  /** Grows with every change. */
  version: number;
  createdAt: Date;
  createdBy: string;
  updatedAt: Date;
  updatedBy: string;
}

/** A service account and its newest key, if it ever had one. */
export interface ServiceAccountWithKey {
  account: ServiceAccountRecord;
  apiKey: ApiKeyRecord | undefined;
}

export type NewServiceAccount = Pick<
  ServiceAccountRecord,
  | 'name'
  | 'title'
  | 'description'
  | 'ownerRef'
  | 'principal'
  | 'plugins'
  | 'restrictions'
  | 'createdBy'
>;

export type ServiceAccountChanges = Partial<
  Pick<
    ServiceAccountRecord,
    | 'title'
    | 'description'
    | 'ownerRef'
    | 'status'
    | 'principal'
    | 'plugins'
    | 'restrictions'
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
    'search' | 'owner' | 'keyStatus' | 'orderBy' | 'order' | 'limit'
  > {
  after?: ServiceAccountPosition;
}

/** Keeps service accounts. Knows nothing of people and permissions. */
export interface ServiceAccountStore {
  /** A page, in one query. Its cost does not grow with its position. */
  list(request: ServiceAccountListRequest): Promise<ServiceAccountWithKey[]>;

  get(name: string): Promise<ServiceAccountWithKey | undefined>;

  getMany(names: string[]): Promise<ServiceAccountRecord[]>;

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
   * Changes the account with this id if it still has this version.
   *
   * @returns undefined when it has another one, or is gone
   */
  update(options: {
    id: string;
    version: number;
    changes: ServiceAccountChanges;
    updatedBy: string;
    beforeCommit: () => Promise<void>;
  }): Promise<ServiceAccountRecord | undefined>;

  /** Deletes the account and its keys, under the same terms. */
  delete(options: {
    id: string;
    version: number;
    beforeCommit: () => Promise<void>;
  }): Promise<boolean>;
}
