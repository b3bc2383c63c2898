import {
  AuditorService,
  AuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { AuthorizedApiKeys } from '../apiKeys/AuthorizedApiKeys';
import { AuthorizedServiceAccounts } from '../serviceAccounts/AuthorizedServiceAccounts';
import { Accounts } from '../users/Accounts';
import { addDisableServiceAccount } from './disableServiceAccount';
import { addFindApiKeys } from './findApiKeys';
import { addGetServiceAccount } from './getServiceAccount';
import { addListServiceAccounts } from './listServiceAccounts';
import { PersonActions } from './PersonActions';
import { addRevokeApiKeys } from './revokeApiKeys';

/** Registers what agents and other clients of actions may do for a person. */
export function createActions(options: {
  actions: ActionsRegistryService;
  auth: AuthService;
  auditor: AuditorService;
  logger: LoggerService;
  accounts: Accounts;
  serviceAccounts: AuthorizedServiceAccounts;
  apiKeys: AuthorizedApiKeys;
}): void {
  const { accounts, serviceAccounts, apiKeys } = options;
  const actions = new PersonActions(options);
  addListServiceAccounts(actions, accounts);
  addGetServiceAccount(actions, accounts);
  addFindApiKeys(actions, accounts);
  addDisableServiceAccount(actions, serviceAccounts);
  addRevokeApiKeys(actions, apiKeys);
}
