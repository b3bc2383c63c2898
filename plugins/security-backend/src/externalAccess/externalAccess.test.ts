import { auditorServiceFactory } from '@backstage/backend-defaults/auditor';
import { TestDatabases } from '@backstage/backend-test-utils';
import { caller } from '../__testUtils__/keyCallers';
import { recordLogs } from '../__testUtils__/recordLogs';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const TOKENS = {
  static: 'token-of-the-nightly-job',
  legacy: 'c2VjcmV0LW9mLXRoZS1vbGQtam9i',
  jwks: 'password-of-the-identity-provider',
  old: 'b2xkLXNlY3JldC1vZi1hLXBsdWdpbg',
};

const BACKEND = {
  database: { client: 'better-sqlite3', connection: ':memory:' },
  auth: {
    externalAccess: [
      {
        type: 'static',
        options: { token: TOKENS.static, subject: 'nightly' },
        accessRestrictions: [{ plugin: 'catalog' }],
      },
      { type: 'api-key', options: {} },
      { type: 'legacy', options: { secret: TOKENS.legacy, subject: 'old' } },
      {
        type: 'jwks',
        options: { url: `https://idp:${TOKENS.jwks}@idp.test/keys` },
      },
    ],
    keys: [{ secret: TOKENS.old }],
  },
};

describe.each(databases.eachSupportedId())(
  'the tokens of the configuration (%s)',
  databaseId => {
    const logs = recordLogs();
    let backend: Awaited<ReturnType<typeof startSecurityBackend>>;
    beforeAll(async () => {
      backend = await startSecurityBackend({
        databases,
        databaseId,
        config: { backend: BACKEND },
        features: [logs.factory, auditorServiceFactory],
      });
    });

    const list = (actor: 'admin' | 'viewer' | 'nobody') =>
      backend.as(backend.headers[actor]).get('/v1/external-access');

    it('are told to whoever may see the module, and audited', async () => {
      const { body } = await list('viewer').expect(200);
      expect(
        body.items.map(({ setting, type, subject }: any) => [
          setting,
          type,
          subject,
        ]),
      ).toEqual([
        ['backend.auth.externalAccess[0]', 'static', 'nightly'],
        ['backend.auth.externalAccess[2]', 'legacy', 'old'],
        ['backend.auth.externalAccess[3]', 'jwks', undefined],
        ['backend.auth.keys[0]', 'legacy', 'external:backstage-plugin'],
      ]);
      expect(body.items[2].jwks.url).toBe('https://idp.test/keys');
      await logs.waitFor(/external-access-fetch[^]*succeeded/);
      await list('nobody').expect(403);
    });

    it('tell whether the account exists that takes their place', async () => {
      const existing = async () => {
        const { body } = await list('admin').expect(200);
        return body.items.map(({ account }: any) => account?.exists);
      };
      expect(await existing()).toEqual([false, false, undefined, false]);
      await backend
        .as(backend.headers.admin)
        .post('/v1/service-accounts', {
          name: 'nightly',
          ownerRef: 'group:default/team-a',
        })
        .expect(201);
      expect(await existing()).toEqual([true, false, undefined, false]);
    });

    it('never show themselves, in no answer and no log', async () => {
      // It is one that works.
      await caller(backend, `Bearer ${TOKENS.static}`)
        .get('/catalog/entities')
        .expect(200);
      const { text } = await list('admin').expect(200);
      const refused = await list('nobody').expect(403);
      const told = [text, refused.text, ...logs.lines].join('\n');
      expect(told).toContain('external-access-fetch');
      for (const token of Object.values(TOKENS)) {
        expect(told).not.toContain(token);
      }
    });
  },
);

it('is an empty list where none is configured', async () => {
  const backend = await startSecurityBackend({
    databases,
    databaseId: 'SQLITE_3',
    config: {
      backend: { database: BACKEND.database },
    },
  });
  const { body } = await backend
    .as(backend.headers.admin)
    .get('/v1/external-access')
    .expect(200);
  expect(body).toEqual({ items: [] });
});
