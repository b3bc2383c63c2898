import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { CreateServiceAccount } from 'backstage-plugin-security-common';

/**
 * Lets a module of the `security` plugin say which service accounts shall
 * exist.
 *
 * @public
 */
export interface ServiceAccountsExtensionPoint {
  /**
   * At start-up every account that is missing is created, without a key. An
   * account that exists stays as it is, whatever was changed on the page, and
   * none is ever deleted. What the configuration shall manage stands in
   * `security.serviceAccounts` instead.
   */
  addServiceAccounts(...accounts: CreateServiceAccount[]): void;
}

/**
 * The extension point of {@link ServiceAccountsExtensionPoint}.
 *
 * @public
 */
export const serviceAccountsExtensionPoint =
  createExtensionPoint<ServiceAccountsExtensionPoint>({
    id: 'security.service-accounts',
  });
