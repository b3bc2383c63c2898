import {
  AuthService,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { caller, createKey } from '../__testUtils__/keyCallers';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

let authOfOther: AuthService;

const other = createBackendPlugin({
  pluginId: 'other',
  register(env) {
    env.registerInit({
      deps: { auth: coreServices.auth },
      async init({ auth }) {
        authOfOther = auth;
      },
    });
  },
});

it('issues a token to another plugin for a key alone', async () => {
  const backend = await startSecurityBackend({
    databases,
    databaseId: 'SQLITE_3',
    features: [other],
  });
  const { value, userEntityRef } = await createKey(backend);
  const { token } = await authOfOther.getPluginRequestToken({
    onBehalfOf: await authOfOther.getOwnServiceCredentials(),
    targetPluginId: 'auth',
  });
  const ask = (body: object) =>
    caller(backend, `Bearer ${token}`).post('/auth/api-key/refresh').send(body);
  await ask({ key: value }).expect(200);
  const account = { userEntityRef, ownershipEntityRefs: [userEntityRef] };
  for (const body of [
    { account },
    { key: value, account },
    { key: value, account: null },
  ]) {
    const answer = await ask(body);
    expect([answer.status, answer.body.error?.message]).toEqual([
      403,
      'A token is issued for an API key alone',
    ]);
  }
});
