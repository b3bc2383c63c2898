import { BackendFeature } from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import * as auditors from './auditors';
import * as catalogReaders from './catalogReaders';
import * as incidentResponders from './incidentResponders';
import * as keyOwners from './keyOwners';
import * as noDeletions from './noDeletions';
import * as portal from './portal';
import * as productionAccounts from './productionAccounts';
import * as securityTeam from './securityTeam';

it.each<[string, { default: BackendFeature; policy: PermissionPolicy }]>(
  Object.entries({
    auditors,
    catalogReaders,
    incidentResponders,
    keyOwners,
    noDeletions,
    portal,
    productionAccounts,
    securityTeam,
  }),
)('%s is a module that sets its policy', async (_, file) => {
  const setPolicy = jest.fn();
  const backend = await startTestBackend({
    extensionPoints: [[policyExtensionPoint, { setPolicy }]],
    features: [file.default],
  });
  await backend.stop();
  expect(setPolicy.mock.calls).toEqual([[file.policy]]);
  expect(setPolicy.mock.calls[0][0]).toBe(file.policy);
});
