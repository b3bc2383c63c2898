import {
  ApiKeyPrincipal,
  ApiKeyRestrictions,
} from 'backstage-plugin-security-common';

/** A service account as it is stored. */
export interface ServiceAccountRecord {
  /** Never reused: an account made anew under the same name has another id. */
  id: string;
  name: string;
  title: string | undefined;
  description: string | undefined;
  ownerRef: string;
  /** What the catalog calls the owner, as far as is known. */
  ownerTitle?: string;
  /** Since when the catalog does not know the owner, as far as is certain. */
  ownerMissingSince?: Date;
  status: 'active' | 'disabled';
  principal: ApiKeyPrincipal;
  /** The plugins that the key may call; all when undefined. */
  plugins: string[] | undefined;
  /** Of a service: what it may call. */
  restrictions: ApiKeyRestrictions | undefined;
  /**
   * Missing where people manage the account. `former-config`: its entry left
   * the configuration, and nobody has changed the account since.
   */
  managedBy?: 'config' | 'former-config';
  /** Whether its API key comes from the configuration, too. */
  apiKeyManagedBy?: 'config';
  /** Grows with every change. */
  version: number;
  createdAt: Date;
  createdBy: string;
  updatedAt: Date;
  updatedBy: string;
}
