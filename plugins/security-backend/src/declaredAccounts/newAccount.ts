import { CreateServiceAccount } from 'backstage-plugin-security-common';
import { NewServiceAccount } from '../serviceAccounts/ServiceAccountStore';

/** Who changes what no person asks for. */
export const THE_PLUGIN = 'plugin:security';

/** An account as code or configuration describes it, without its owner's title. */
export function newAccount(account: CreateServiceAccount): NewServiceAccount {
  return {
    name: account.name,
    title: account.title || undefined,
    description: account.description || undefined,
    ownerRef: account.ownerRef,
    principal: account.principal ?? 'user',
    plugins: account.plugins,
    restrictions: account.restrictions,
    createdBy: THE_PLUGIN,
  };
}
