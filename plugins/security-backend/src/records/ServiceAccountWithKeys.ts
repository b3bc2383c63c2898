import { ApiKeyRecord } from './ApiKeyRecord';
import { ServiceAccountRecord } from './ServiceAccountRecord';

/** A service account and what its state hangs on. */
export interface ServiceAccountWithKeys {
  account: ServiceAccountRecord;
  /** Newest first: the newest, and all that were not revoked. */
  apiKeys: ApiKeyRecord[];
}
