import {
  coreServices,
  createServiceFactory,
  DatabaseService,
} from '@backstage/backend-plugin-api';
import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { createHash, randomBytes } from 'node:crypto';
import request from 'supertest';
import {
  createKey,
  forwarded,
  probe,
  TestKey,
} from './__testUtils__/keyCallers';
import { startSecurityBackend } from './__testUtils__/startSecurityBackend';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const REDIRECT = 'http://localhost:7777/callback';

/** With every feature of the OAuth server on, in a database of this kind. */
async function start(databaseId: TestDatabaseId) {
  const knex = await databases.init(databaseId);
  return startSecurityBackend({
    databases,
    databaseId,
    knex,
    database: createServiceFactory({
      service: coreServices.database,
      deps: { plugin: coreServices.pluginMetadata },
      async factory({ plugin }): Promise<DatabaseService> {
        const client =
          plugin.getId() === 'security'
            ? knex
            : await databases.init(
                plugin.getId() === 'auth' ? databaseId : 'SQLITE_3',
              );
        return { getClient: async () => client };
      },
    }),
    features: [probe],
    config: {
      auth: {
        providers: { test: {}, 'api-key': {} },
        experimentalDynamicClientRegistration: { enabled: true },
        clientIdMetadataDocuments: { enabled: true },
        experimentalRefreshToken: { enabled: true },
      },
    },
  });
}

describe.each(databases.eachSupportedId())(
  'the OAuth server of the auth plugin (%s)',
  databaseId => {
    let backend: Awaited<ReturnType<typeof start>>;
    let user: TestKey;
    let limited: TestKey;
    let service: TestKey;
    beforeAll(async () => {
      backend = await start(databaseId);
      user = await createKey(backend);
      limited = await createKey(backend, { plugins: ['probe'] });
      service = await createKey(backend, {
        principal: 'service',
        restrictions: [{ plugin: 'probe' }],
      });
      // No account is made so: but if one were, it would not help.
      const set = (key: TestKey, reach: object) =>
        backend
          .knex('security_service_accounts')
          .where({ name: key.name })
          .update(reach);
      await set(limited, { plugins: JSON.stringify(['auth']) });
      await set(service, {
        restrictions: JSON.stringify([{ plugin: 'auth' }, { plugin: 'probe' }]),
      });
    });

    const send = (
      method: 'get' | 'post',
      path: string,
      authorization?: string,
    ) => {
      const call = request(backend.server)[method](`/api${path}`);
      return authorization ? call.set('Authorization', authorization) : call;
    };

    /** What anybody may do who does not say who they are. */
    async function openSession() {
      const verifier = randomBytes(32).toString('base64url');
      const { body: client } = await send('post', '/auth/v1/register')
        .send({ client_name: 'test', redirect_uris: [REDIRECT] })
        .expect(201);
      const query = new URLSearchParams({
        client_id: client.client_id,
        redirect_uri: REDIRECT,
        response_type: 'code',
        scope: 'openid offline_access',
        state: 'a-state',
        code_challenge_method: 'S256',
        code_challenge: createHash('sha256')
          .update(verifier)
          .digest('base64url'),
      });
      const { headers } = await send(
        'get',
        `/auth/v1/authorize?${query}`,
      ).expect(302);
      const sessionId = headers.location.split('/').at(-1)!;
      return { client, verifier, sessionId };
    }

    it('gives a person a token', async () => {
      const { client, verifier, sessionId } = await openSession();
      const { body: approved } = await send(
        'post',
        `/auth/v1/sessions/${sessionId}/approve`,
        backend.headers.admin,
      ).expect(200);
      const code = new URL(approved.redirectUrl).searchParams.get('code');
      const { body } = await send('post', '/auth/v1/token')
        .send({
          grant_type: 'authorization_code',
          code,
          redirect_uri: REDIRECT,
          code_verifier: verifier,
          client_id: client.client_id,
          client_secret: client.client_secret,
        })
        .expect(200);
      expect(body.access_token).toMatch(/^eyJ/);
    });

    const KEYS: Array<[string, () => TestKey]> = [
      ['of a user', () => user],
      ['that may call the plugin auth', () => limited],
      ['of a service', () => service],
    ];

    it.each(KEYS)('gives a key %s nothing', async (_, key) => {
      const { sessionId } = await openSession();
      const bearer = `Bearer ${key().value}`;
      for (const [method, path] of [
        ['post', `/auth/v1/sessions/${sessionId}/approve`],
        ['post', `/auth/v1/sessions/${sessionId}/reject`],
        ['get', '/auth/v1/userinfo'],
        ['get', '/auth/.backstage/auth/v1/cookie'],
        ['post', '/auth/api-key/refresh'],
      ] as const) {
        const { status, text, headers } = await send(method, path, bearer);
        expect([path, status]).toEqual([path, 403]);
        expect(text).toMatch(/API keys open nothing in the auth plugin|denied/);
        expect(`${text} ${headers['set-cookie']}`).not.toMatch(/eyJ/);
      }
      // Nobody has decided about the session.
      const { body } = await send(
        'post',
        `/auth/v1/sessions/${sessionId}/approve`,
        backend.headers.admin,
      ).expect(200);
      expect(body.redirectUrl).toContain('code=');
    });

    it('gives a key nothing for a client that tells about itself (CIMD)', async () => {
      // Backstage reads such documents over plain HTTP in development alone.
      const environment = process.env.NODE_ENV;
      (process.env as Record<string, string>).NODE_ENV = 'development';
      try {
        const query = new URLSearchParams({
          client_id: `http://localhost:${backend.server.port()}/api/auth/.well-known/oauth-client/cli.json`,
          redirect_uri: 'http://127.0.0.1:8055/callback',
          response_type: 'code',
          scope: 'openid offline_access',
          code_challenge_method: 'plain',
          code_challenge: randomBytes(32).toString('base64url'),
        });
        const { headers } = await send(
          'get',
          `/auth/v1/authorize?${query}`,
        ).expect(302);
        const approve = `/auth/v1/sessions/${headers.location
          .split('/')
          .at(-1)}/approve`;
        await send('post', approve, `Bearer ${user.value}`).expect(403);
        await send('post', approve, backend.headers.admin).expect(200);
      } finally {
        (process.env as Record<string, string>).NODE_ENV = environment!;
      }
    });

    it('says so to whoever sends a key', async () => {
      const { body } = await send(
        'get',
        '/auth/v1/userinfo',
        `Bearer ${user.value}`,
      );
      expect(body.error).toEqual({
        name: 'NotAllowedError',
        message: 'API keys open nothing in the auth plugin',
      });
    });

    it('gives nothing to a plugin that forwards for a key', async () => {
      const { sessionId } = await openSession();
      const approve = `/v1/sessions/${sessionId}/approve`;
      for (const key of [user, service]) {
        const { status, text } = await send(
          'post',
          forwarded('auth', approve),
          `Bearer ${key.value}`,
        ).send({});
        expect(status).toBe(403);
        expect(text).not.toContain('code=');
      }
      await send('post', forwarded('auth', approve), backend.headers.admin)
        .send({})
        .expect(200);
    });

    it('gives nothing to a token of an account, and neither does any plugin', async () => {
      const { sessionId } = await openSession();
      const token = backend.headers.accountToken;
      await send(
        'post',
        `/auth/v1/sessions/${sessionId}/approve`,
        token,
      ).expect(401);
      for (const path of [
        '/probe/anybody',
        '/catalog/entities/by-query',
        '/security/v1/users',
      ]) {
        await send('get', path, token).expect(401);
      }
    });

    it('tells everybody what is public, whatever they send along', async () => {
      for (const path of [
        '/auth/.well-known/openid-configuration',
        '/auth/.well-known/jwks.json',
        '/auth/.well-known/oauth-client/cli.json',
      ]) {
        await send('get', path, `Bearer ${user.value}`).expect(200);
      }
    });
  },
);
