import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { personasAuthModule } from './module';

const chen: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { namespace: 'default', name: 'chen.wei' },
  spec: { profile: { displayName: 'Chen Wei' }, memberOf: ['team-payments'] },
  relations: [
    { type: 'memberOf', targetRef: 'group:default/team-payments' },
    { type: 'memberOf', targetRef: 'group:default/engineering' },
  ],
};

async function start(options: { nodeEnv: string; providers?: object }) {
  jest.replaceProperty(process.env, 'NODE_ENV', options.nodeEnv);
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      personasAuthModule,
      catalogServiceMock.factory({ entities: [chen] }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:7007' },
          auth: { providers: options.providers ?? { persona: {} } },
        },
      }),
    ],
  });
  return {
    signIn: (headers: { 'x-persona'?: string }) =>
      request(server).get('/api/auth/persona/refresh').set(headers),
  };
}

describe('personasAuthModule', () => {
  afterEach(() => jest.restoreAllMocks());

  it('issues a token with the ownership that the catalog knows', async () => {
    const { signIn } = await start({ nodeEnv: 'development' });

    await expect(
      signIn({ 'x-persona': 'user:default/chen.wei' }),
    ).resolves.toMatchObject({
      status: 200,
      body: {
        profile: { displayName: 'Chen Wei' },
        backstageIdentity: {
          token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
          identity: {
            userEntityRef: 'user:default/chen.wei',
            ownershipEntityRefs: [
              'user:default/chen.wei',
              'group:default/team-payments',
              'group:default/engineering',
            ],
          },
        },
      },
    });
  });

  it.each([
    [401, undefined],
    [403, 'user:default/root'],
    [403, 'USER:default/chen.wei'],
    [403, 'user:service-account/payments-deploy'],
    // listed, but not in the catalog
    [404, 'user:default/amara.osei'],
  ])('answers %d and no token to %s', async (status, entityRef) => {
    const { signIn } = await start({ nodeEnv: 'development' });

    const response = await signIn(entityRef ? { 'x-persona': entityRef } : {});

    expect(response.status).toBe(status);
    expect(response.body).not.toHaveProperty('backstageIdentity');
  });

  it.each(['production', 'test', ''])(
    'stops the backend when NODE_ENV is "%s"',
    async nodeEnv => {
      await expect(start({ nodeEnv })).rejects.toThrow(
        /signing in as a persona .* is refused unless NODE_ENV is "development"/,
      );
    },
  );

  it('is absent in production when the config does not name it', async () => {
    const { signIn } = await start({ nodeEnv: 'production', providers: {} });

    await expect(
      signIn({ 'x-persona': 'user:default/chen.wei' }),
    ).resolves.toMatchObject({ status: 404 });
  });
});
