import {
  SERVICE_ACCOUNT_NAMESPACE,
  ServiceAccount,
  serviceAccountEntityRef,
} from 'backstage-plugin-security-common';
import { presentApiKey } from '../apiKeys/presentApiKey';
import { toResource } from '../permissions/registerPermissions';
import { VisibleServiceAccount } from './AuthorizedServiceAccounts';

/** The account as the API answers it. */
export function presentServiceAccount({
  account,
  apiKey,
  access,
}: VisibleServiceAccount): ServiceAccount {
  return {
    type: 'service-account',
    entityRef: serviceAccountEntityRef(account.name),
    namespace: SERVICE_ACCOUNT_NAMESPACE,
    name: account.name,
    title: account.title,
    description: account.description,
    ownerRef: account.ownerRef,
    status: account.status,
    principal: account.principal,
    plugins: account.plugins,
    restrictions: account.restrictions,
    version: account.version,
    createdAt: account.createdAt.toISOString(),
    createdBy: account.createdBy,
    updatedAt: account.updatedAt.toISOString(),
    updatedBy: account.updatedBy,
    apiKey: apiKey && presentApiKey(apiKey),
    access: access.to(toResource(account)),
  };
}
