import { LoggerService } from '@backstage/backend-plugin-api';
import { ApiKeyHub } from 'backstage-plugin-security-node';
import { SecurityConfig } from '../config';
import { Database } from '../database/openDatabase';
import { Keyring } from '../keyring/keyring';
import { AuthorizedServiceAccounts } from '../serviceAccounts/AuthorizedServiceAccounts';
import { ApiKeyOperation, ApiKeyService } from './ApiKeyService';
import { AuthorizedApiKeys } from './AuthorizedApiKeys';
import { DatabaseApiKeyStore } from './DatabaseApiKeyStore';
import { KeyMaintenance } from './KeyMaintenance';
import { ProvidedApiKeys } from './ProvidedApiKeys';

/** The parts of this subject, put together. */
export function createApiKeys(options: {
  database: Database;
  keyring: Keyring;
  config: SecurityConfig;
  logger: LoggerService;
  serviceAccounts: AuthorizedServiceAccounts;
  hub: ApiKeyHub;
  onDone(operation: ApiKeyOperation, keys: number): void;
}) {
  const { database, keyring, config, logger, serviceAccounts, hub } = options;
  const store = new DatabaseApiKeyStore({
    ...database,
    keyringIds: keyring.ids,
    unusedAfter: config.unusedAfter,
    onEnded: accountId => hub.forget(accountId),
  });
  const service = new ApiKeyService({
    store,
    keyring,
    logger,
    config: config.apiKeys,
    onDone: options.onDone,
  });
  const provided = new ProvidedApiKeys({
    store,
    keyring,
    config: config.apiKeys,
    onDone: options.onDone,
  });
  const authorized = new AuthorizedApiKeys({ serviceAccounts, service });
  const maintenance = new KeyMaintenance({ store, keyring, logger });
  return { store, service, provided, authorized, maintenance };
}
