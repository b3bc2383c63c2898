import { TestDatabases } from '@backstage/backend-test-utils';
import { lifeOfAKey } from '../../dev/apiClient/lifeOfAKey';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** The client that openapi-typescript and openapi-fetch make of the document. */
describe('a generated client', () => {
  let backend: Awaited<ReturnType<typeof startSecurityBackend>>;
  let baseUrl: string;
  beforeAll(async () => {
    backend = await startSecurityBackend({ databases, databaseId: 'SQLITE_3' });
    baseUrl = `http://localhost:${backend.server.port()}/api/security`;
  });
  afterAll(() => backend?.stop());

  const tokenOf = (header: string) => header.replace('Bearer ', '');

  it('takes a key through its life', async () => {
    const { account, list, shown, rotated, self } = await lifeOfAKey(
      baseUrl,
      tokenOf(backend.headers.admin),
    );
    expect(account).toMatchObject({ name: 'nightly-build', version: 1 });
    expect(list.items).toMatchObject([{ name: 'nightly-build' }]);
    expect(shown.value).toMatch(/^bsak_/);
    expect(rotated.value).toMatch(/^bsak_/);
    expect(rotated.value).not.toBe(shown.value);
    expect(self).toMatchObject({
      entityRef: 'user:service-account/nightly-build',
      keyId: rotated.apiKey.id,
    });
    const { body } = await backend
      .as(backend.headers.admin)
      .get('/v1/users?type=service-account')
      .expect(200);
    expect(body.items).toEqual([]);
  });

  it('reads errors as the document describes them', async () => {
    await expect(
      lifeOfAKey(baseUrl, tokenOf(backend.headers.viewer)),
    ).rejects.toThrow(/^403: .*security\.service-account\.create/);
  });
});
