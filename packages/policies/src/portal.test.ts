import { catalogEntityDeletePermission } from '@backstage/plugin-catalog-common/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { securityApiKeyConfigurePermission } from 'backstage-plugin-security-common';
import {
  allowedServiceAccounts,
  askPolicy,
  personUser,
  serviceAccountUser,
  testServiceAccount,
} from 'backstage-plugin-security-node/testUtils';
import { policy } from './portal';

const invoices = testServiceAccount('invoices', 'group:default/payments');
const deploy = testServiceAccount('deploy', 'group:default/payments');

it('gives a team the keys of its accounts, those of production apart', async () => {
  const pat = personUser('user:default/pat', 'group:default/payments');
  const permission = securityApiKeyConfigurePermission;
  expect(
    await allowedServiceAccounts(policy, permission, pat, [invoices, deploy]),
  ).toEqual([invoices]);
});

it('lets no key delete', async () => {
  const user = serviceAccountUser(invoices);
  expect(await askPolicy(policy, catalogEntityDeletePermission, user)).toEqual({
    result: AuthorizeResult.DENY,
  });
});
