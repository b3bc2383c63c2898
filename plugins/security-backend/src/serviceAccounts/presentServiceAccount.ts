import {
  SERVICE_ACCOUNT_NAMESPACE,
  ServiceAccount,
  serviceAccountEntityRef,
} from 'backstage-plugin-security-common';
import { rulesOnly } from '../permissions/boundedCondition';
import { toResource } from '../permissions/registerPermissions';
import { presentApiKey, presentKeyState } from '../records/presentApiKey';
import { VisibleServiceAccount } from './AuthorizedServiceAccounts';

/** The account as the API answers it. */
export function presentServiceAccount(
  visible: VisibleServiceAccount,
): ServiceAccount {
  const { account, apiKeys, access } = visible;
  const [newest] = apiKeys;
  return {
    type: 'service-account',
    entityRef: serviceAccountEntityRef(account.name),
    namespace: SERVICE_ACCOUNT_NAMESPACE,
    name: account.name,
    title: account.title,
    description: account.description,
    ownerRef: account.ownerRef,
    ownerTitle: account.ownerTitle,
    ownerMissingSince: account.ownerMissingSince?.toISOString(),
    status: account.status,
    principal: account.principal,
    plugins: account.plugins,
    restrictions: account.restrictions,
    version: account.version,
    createdAt: account.createdAt.toISOString(),
    createdBy: account.createdBy,
    updatedAt: account.updatedAt.toISOString(),
    updatedBy: account.updatedBy,
    apiKey: newest && presentApiKey(newest, account),
    keyState: presentKeyState(visible),
    managedBy: account.managedBy,
    apiKeyManagedBy: account.apiKeyManagedBy,
    access: {
      ...access.to(toResource(account)),
      ...(account.managedBy === 'config' && {
        canUpdate: false,
        canDelete: false,
      }),
    },
  };
}

/** The same in a list, which names the rules that do not hold, and no more. */
export function presentListedAccount(
  visible: VisibleServiceAccount,
): ServiceAccount {
  const account = presentServiceAccount(visible);
  const refusals = account.access.refusals
    ?.filter(({ unmet, undecided }) => unmet || undecided)
    .map(refusal => ({
      ...refusal,
      unmet: refusal.unmet && rulesOnly(refusal.unmet),
    }));
  return {
    ...account,
    access: {
      ...account.access,
      refusals: refusals?.length ? refusals : undefined,
    },
  };
}
