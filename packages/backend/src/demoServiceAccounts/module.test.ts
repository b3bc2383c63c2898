import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { serviceAccountsExtensionPoint } from 'backstage-plugin-security-node';
import { demoServiceAccountsModule } from './module';

afterEach(() => jest.restoreAllMocks());

it.each([
  ['development', true, 8],
  ['development', false, 6],
  ['production', true, 0],
  ['test', true, 0],
])(
  'with NODE_ENV %s and accounts in every state %s adds %d',
  async (nodeEnv, accountsInEveryState, expected) => {
    jest.replaceProperty(process.env, 'NODE_ENV', nodeEnv);
    const added: string[] = [];
    const addServiceAccounts = (...accounts: Array<{ name: string }>) => {
      added.push(...accounts.map(({ name }) => name));
    };
    const asked = jest.spyOn(globalThis, 'fetch').mockRejectedValue('away');

    await startTestBackend({
      extensionPoints: [
        [serviceAccountsExtensionPoint, { addServiceAccounts }],
      ],
      features: [
        demoServiceAccountsModule,
        mockServices.rootConfig.factory({
          data: { demo: { accountsInEveryState } },
        }),
      ],
    });

    expect(added).toHaveLength(expected);
    expect(asked.mock.calls.length > 0).toBe(expected === 8);
  },
);
