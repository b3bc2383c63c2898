import { TestDatabases } from '@backstage/backend-test-utils';
import { API_KEY_PATTERN } from 'backstage-plugin-security-common';
import { startSecurityBackend } from './__testUtils__/startSecurityBackend';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'securityPlugin (%s)',
  databaseId => {
    let backend: Awaited<ReturnType<typeof startSecurityBackend>>;
    beforeAll(async () => {
      backend = await startSecurityBackend({ databases, databaseId });
    });

    it('lists service accounts, then the users of the catalog', async () => {
      const admin = backend.as(backend.headers.admin);
      await admin
        .post('/v1/service-accounts', {
          name: 'nightly-build',
          title: 'Nightly build',
          ownerRef: 'group:default/team-a',
        })
        .expect(201);
      const { body } = await admin.get('/v1/users').expect(200);
      expect(body.items.map((item: any) => item.entityRef)).toEqual([
        'user:service-account/nightly-build',
        'user:default/admin',
        'user:default/alice',
        'user:default/nobody',
        'user:default/other',
        'user:default/owner',
        'user:default/viewer',
      ]);
    });

    it('generates the key the first time and shows it again', async () => {
      const admin = backend.as(backend.headers.admin);
      const path = '/v1/users/service-account/nightly-build/api-key/show';
      const first = await admin.post(path, {}).expect(200);
      expect(first.body.value).toMatch(API_KEY_PATTERN);
      const again = await admin.post(path, {}).expect(200);
      expect(again.body).toMatchObject({
        value: first.body.value,
        generated: false,
      });
    });
  },
);
