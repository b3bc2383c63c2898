import { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { generateApiKey } from 'backstage-plugin-security-node';
import { Knex } from 'knex';
import request from 'supertest';
import { recordLogs } from '../__testUtils__/recordLogs';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';
import { DATABASE_IDS, storedKeys } from '../__testUtils__/testStores';

jest.setTimeout(120_000);

const OWNER = 'group:default/team-a';
const PATH = '/v1/users/service-account/ci';
const CI = { name: 'ci', ownerRef: OWNER };

const databases = TestDatabases.create({ ids: DATABASE_IDS });

/** The audit log of all backends of a test. */
function recordAudit() {
  const succeeded: AuditorServiceCreateEventOptions[] = [];
  const failed: AuditorServiceCreateEventOptions[] = [];
  return {
    succeeded,
    failed,
    /** Of what no request asked for. */
    unasked: () =>
      succeeded
        .filter(event => !event.request)
        .map(({ eventId, meta }) => ({ eventId, ...meta })),
    auditor: {
      async createEvent(options: AuditorServiceCreateEventOptions) {
        return {
          async success(more?: { meta?: object }) {
            succeeded.push({
              ...options,
              meta: { ...options.meta, ...more?.meta },
            });
          },
          async fail() {
            failed.push(options);
          },
        };
      },
    },
  };
}

describe.each(databases.eachSupportedId())(
  'declared accounts (%s)',
  databaseId => {
    let knex: Knex;
    let stop: (() => Promise<void>) | undefined;
    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });
    afterEach(async () => {
      await stop?.();
      stop = undefined;
    });

    /** Starts with these entries, in the place of what ran before. */
    async function start(serviceAccounts: object[] | undefined) {
      await stop?.();
      stop = undefined;
      const audit = recordAudit();
      const logs = recordLogs();
      const backend = await startSecurityBackend({
        databases,
        databaseId,
        knex,
        security: { serviceAccounts },
        auditor: audit.auditor,
        features: [logs.factory],
      });
      stop = backend.stop;
      const admin = backend.as(backend.headers.admin);
      return {
        admin,
        audit,
        logs,
        get: async () => (await admin.get(PATH).expect(200)).body,
        show: () => admin.post(`${PATH}/api-key/show`, {}),
        /** What the catalog says to a key. */
        statusOf: async (key: string) => {
          const { status } = await request(backend.server)
            .get('/api/catalog/entities/by-query?limit=0')
            .set('Authorization', `Bearer ${key}`);
          return status;
        },
      };
    }

    it('are created, changed where they differ, and read-only', async () => {
      const { audit, get, admin } = await start([
        { ...CI, title: 'CI', plugins: ['catalog'] },
      ]);
      expect(audit.unasked()).toEqual([
        expect.objectContaining({
          eventId: 'service-account-mutate',
          actionType: 'create',
          name: 'ci',
          source: 'security.serviceAccounts',
        }),
      ]);
      const created = await get();
      expect(created).toMatchObject({
        title: 'CI',
        plugins: ['catalog'],
        createdBy: 'plugin:security',
        managedBy: 'config',
        version: 1,
        access: {
          canUpdate: false,
          canDelete: false,
          canConfigureApiKey: true,
        },
      });
      const { body: list } = await admin.get('/v1/users?search=ci').expect(200);
      expect(list.items[0]).toMatchObject({ managedBy: 'config' });

      const refusal = {
        name: 'ConflictError',
        message:
          "'ci' is managed by security.serviceAccounts of the configuration: change it there",
      };
      const url = '/v1/service-accounts/ci';
      const patch = await admin.patch(url, { version: 1, status: 'disabled' });
      const remove = await admin.delete(`${url}?version=1`);
      expect([patch.status, remove.status]).toEqual([409, 409]);
      expect([patch.body.error, remove.body.error]).toEqual([refusal, refusal]);

      const same = await start([{ ...CI, title: 'CI', plugins: ['catalog'] }]);
      expect(same.audit.unasked()).toEqual([]);
      expect(await same.get()).toEqual(created);

      const other = await start([{ ...CI, title: 'The CI' }]);
      expect(other.audit.unasked()).toEqual([
        expect.objectContaining({
          actionType: 'update',
          changed: ['title', 'plugins'],
          account: { name: 'ci' },
        }),
      ]);
      expect(await other.get()).toMatchObject({ title: 'The CI', version: 2 });
      expect((await other.get()).plugins).toBeUndefined();
    });

    it('are disabled when they leave, and come back with their key', async () => {
      const first = await start([CI]);
      const { body } = await first.show();
      expect(await first.statusOf(body.value)).toBe(200);

      const without = await start(undefined);
      expect(await without.get()).toMatchObject({
        status: 'disabled',
        managedBy: 'former-config',
        access: { canUpdate: true, canDelete: true },
      });
      expect(await without.statusOf(body.value)).toBe(401);
      expect(without.audit.unasked()).toEqual([
        expect.objectContaining({ actionType: 'update', status: 'disabled' }),
      ]);
      expect(without.logs.lines.join()).toContain(
        "Disabled the service account 'ci', because it is not in security.serviceAccounts any more",
      );

      const back = await start([CI]);
      expect(await back.get()).toMatchObject({
        status: 'active',
        managedBy: 'config',
      });
      expect(await back.statusOf(body.value)).toBe(200);
    });

    it('are left to people who made them, or changed them after they left', async () => {
      const { admin } = await start([]);
      await admin.post('/v1/service-accounts', CI).expect(201);
      const value = generateApiKey();
      const declared = { ...CI, title: 'Declared', apiKey: value };

      const refused = await start([declared]);
      expect(await refused.get()).toMatchObject({ version: 1, apiKeys: [] });
      expect((await refused.get()).managedBy).toBeUndefined();
      expect(refused.logs.lines.join()).toContain(
        "security.serviceAccounts[0] is passed over: there is a service account 'ci' that people manage",
      );

      const taken = await start([{ ...declared, takeOver: true }]);
      expect(await taken.get()).toMatchObject({
        title: 'Declared',
        managedBy: 'config',
      });
      expect(await taken.statusOf(value)).toBe(200);

      const left = await start([]);
      const { version } = await left.get();
      await left.admin
        .patch('/v1/service-accounts/ci', { version, title: 'Mine' })
        .expect(200);
      expect((await left.get()).managedBy).toBeUndefined();

      const again = await start([declared]);
      expect(await again.get()).toMatchObject({
        title: 'Mine',
        status: 'disabled',
      });
    });

    it('get the key that the configuration gives', async () => {
      const [first, second] = [generateApiKey(), generateApiKey()];
      const { show, statusOf, get, admin, audit } = await start([
        { ...CI, apiKey: first },
      ]);
      expect(await statusOf(first)).toBe(200);
      expect((await show()).body).toMatchObject({
        value: first,
        generated: false,
      });
      const { apiKey, apiKeyManagedBy } = await get();
      expect(apiKeyManagedBy).toBe('config');
      expect(audit.unasked()).toEqual([
        expect.objectContaining({ actionType: 'create' }),
        expect.objectContaining({
          eventId: 'api-key-generate',
          hint: first.slice(-4),
          source: 'security.serviceAccounts',
        }),
      ]);
      const rotated = await admin.post(`${PATH}/api-key/rotate`, {
        keyId: apiKey.id,
      });
      expect(rotated.status).toBe(409);
      expect(rotated.body.error.message).toBe(
        "'ci' gets its API key from security.serviceAccounts of the configuration: change it there",
      );

      const changed = await start([{ ...CI, apiKey: second }]);
      expect(await changed.statusOf(first)).toBe(401);
      expect(await changed.statusOf(second)).toBe(200);
      expect(changed.audit.unasked()).toEqual([
        expect.objectContaining({ eventId: 'api-key-rotate' }),
      ]);

      const { apiKey: current } = await changed.get();
      await changed.admin
        .post(`${PATH}/api-key/revoke`, { keyId: current.id })
        .expect(204);
      expect((await changed.show()).status).toBe(409);
      const revoked = await start([{ ...CI, apiKey: second }]);
      expect(await revoked.statusOf(second)).toBe(401);
      expect(revoked.audit.unasked()).toEqual([]);
      expect(revoked.logs.lines.join()).toContain(
        "security.serviceAccounts[0].apiKey has ended and does not come back: 'ci' needs another one",
      );

      const without = await start([CI]);
      expect((await without.get()).apiKeyManagedBy).toBeUndefined();
      expect((await without.show()).body).toMatchObject({ generated: true });

      for (const { logs } of [changed, revoked, without]) {
        expect(logs.lines.join()).not.toContain(second);
      }
      expect(JSON.stringify(await storedKeys(knex))).not.toContain(second);
    });

    it('stop the start, with nothing changed, for what cannot be', async () => {
      const { admin, show } = await start([CI]);
      const { body } = await show();
      const taken = await start([
        CI,
        { name: 'other', ownerRef: OWNER, apiKey: body.value },
      ]).catch(error => error);
      expect(String(taken)).toMatch(
        /security\.serviceAccounts\[1\]\.apiKey: is or was the API key of another account/,
      );
      expect(String(taken)).not.toContain(body.value);

      await expect(
        start([
          { name: 'third', ownerRef: OWNER },
          { ...CI, principal: 'service' },
        ]),
      ).rejects.toThrow(
        /security\.serviceAccounts\[1\]\.restrictions: an account that acts as a service needs them/,
      );
      expect(await knex('security_service_accounts').pluck('name')).toEqual([
        'ci',
      ]);
      expect(admin).toBeDefined();
    });

    it('are made once by two backends that start at once', async () => {
      await start([]);
      const audits = [recordAudit(), recordAudit()];
      const apiKey = generateApiKey();
      const backends = await Promise.all(
        audits.map(({ auditor }) =>
          startSecurityBackend({
            databases,
            databaseId,
            knex,
            security: { serviceAccounts: [{ ...CI, apiKey }] },
            auditor,
          }),
        ),
      );
      const unasked = audits.flatMap(audit => audit.unasked());
      expect(unasked.map(({ eventId }) => eventId).sort()).toEqual([
        'api-key-generate',
        'service-account-mutate',
      ]);
      expect(audits.flatMap(({ failed }) => failed)).toEqual([]);
      expect(await storedKeys(knex)).toHaveLength(1);
      await Promise.all(backends.map(backend => backend.stop()));
    });
  },
);
