import { AuditorService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { CreateServiceAccount } from 'backstage-plugin-security-common';
import { auditTrail } from '../audit/audited';
import { ServiceAccountService } from '../serviceAccounts/ServiceAccountService';
import { ServiceAccountStore } from '../serviceAccounts/ServiceAccountStore';
import { newAccount } from './newAccount';

/**
 * Creates the accounts that are missing, and leaves the others alone.
 *
 * @param accounts - of modules of the plugin
 */
export async function ensureAccounts(
  accounts: CreateServiceAccount[],
  options: {
    store: ServiceAccountStore;
    service: ServiceAccountService;
    auditor: AuditorService;
  },
): Promise<void> {
  const { store, service, auditor } = options;
  const existing = await store.getMany(accounts.map(({ name }) => name));
  const known = new Set(existing.map(({ name }) => name));
  const trail = auditTrail(auditor, {
    eventId: 'service-account-mutate',
    severityLevel: 'medium',
    meta: { actionType: 'create', source: 'serviceAccountsExtensionPoint' },
  });
  for (const account of accounts.filter(({ name }) => !known.has(name))) {
    try {
      await service.create(newAccount(account), trail);
    } catch (error) {
      // Another replica was first.
      if (!(error instanceof ConflictError)) {
        throw error;
      }
    }
  }
}
