import { TestDatabases } from '@backstage/backend-test-utils';
import { generateApiKey } from 'backstage-plugin-security-node';
import { startSecurityBackend } from './__testUtils__/startSecurityBackend';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const OWNER = 'group:default/team-a';
const KEY_ID = '7c2a6f1e-8a51-4a0c-9f0e-1f0f6f3b2a11';

describe.each(databases.eachSupportedId())('bad input (%s)', databaseId => {
  let backend: Awaited<ReturnType<typeof startSecurityBackend>>;
  let admin: ReturnType<typeof backend.as>;

  beforeAll(async () => {
    backend = await startSecurityBackend({ databases, databaseId });
    admin = backend.as(backend.headers.admin);
    await admin
      .post('/v1/service-accounts', { name: 'target', ownerRef: OWNER })
      .expect(201);
  });

  const create = (fields: object) =>
    admin.post('/v1/service-accounts', {
      name: 'made',
      ownerRef: OWNER,
      ...fields,
    });
  const patch = (fields: object) =>
    admin.patch('/v1/service-accounts/target', { version: 1, ...fields });

  it.each<[string, RegExp, () => ReturnType<typeof create>]>([
    ['no name', /^name: /, () => create({ name: undefined })],
    ['a name that is no text', /^name: /, () => create({ name: ['a', 'b'] })],
    ['a name that is too short', /^name: /, () => create({ name: 'a' })],
    ['a long name', /^name: /, () => create({ name: 'a'.repeat(64) })],
    ['a name in upper case', /^name: /, () => create({ name: 'Nightly' })],
    ['a look-alike', /^name: /, () => create({ name: 'оps' })],
    ['a name with a path', /^name: /, () => create({ name: '../admin' })],
    ['a name with NUL', /^name: /, () => create({ name: 'a\u0000b' })],
    ['a title with NUL', /^title: /, () => create({ title: 'a\u0000b' })],
    ['a line break', /^title: /, () => create({ title: 'a\nb' })],
    ['a right-to-left mark', /^title: /, () => create({ title: 'a\u202eb' })],
    ['a lone surrogate', /^title: /, () => create({ title: 'a\ud800b' })],
    ['a long title', /^title: /, () => create({ title: 'a'.repeat(101) })],
    [
      'a long description',
      /^description: /,
      () => create({ description: 'a'.repeat(501) }),
    ],
    ['no owner', /^ownerRef: /, () => create({ ownerRef: undefined })],
    ['a short owner', /^ownerRef: /, () => create({ ownerRef: 'team-a' })],
    [
      'a component as owner',
      /^ownerRef: /,
      () => create({ ownerRef: 'component:default/team-a' }),
    ],
    [
      'a service account as owner',
      /^ownerRef: /,
      () => create({ ownerRef: 'user:service-account/target' }),
    ],
    [
      'an owner that does not exist',
      /^ownerRef: /,
      () => create({ ownerRef: 'group:default/nobody-here' }),
    ],
    ['an id', /^id: unknown field/, () => create({ id: KEY_ID })],
    ['a creator', /^createdBy: /, () => create({ createdBy: 'user:x/y' })],
    [
      'a prototype',
      /unknown field/,
      () =>
        admin
          .post('/v1/service-accounts')
          .set('Content-Type', 'application/json')
          .send(
            `{"name":"made","ownerRef":"${OWNER}","__proto__":{"status":"x"}}`,
          ) as any,
    ],
    ['no version', /^version: /, () => patch({ version: undefined })],
    ['a version in text', /^version: /, () => patch({ version: '1' })],
    ['nothing to change', /at least one/, () => patch({})],
    ['another name', /^name: unknown field/, () => patch({ name: 'other' })],
    ['an unknown status', /^status: /, () => patch({ status: 'deleted' })],
    [
      'no version to delete',
      /^version: /,
      () => admin.delete('/v1/service-accounts/target'),
    ],
    [
      'a word as version to delete',
      /^version: /,
      () => admin.delete('/v1/service-accounts/target?version=all'),
    ],
    ['limit 0', /^limit: /, () => admin.get('/v1/users?limit=0')],
    ['limit 101', /^limit: /, () => admin.get('/v1/users?limit=101')],
    ['a huge limit', /^limit: /, () => admin.get('/v1/users?limit=1e9')],
    ['no number', /^limit: /, () => admin.get('/v1/users?limit=NaN')],
    ['a list', /^limit: /, () => admin.get('/v1/users?limit=1&limit=2')],
    ['an object', /limit/, () => admin.get('/v1/users?limit[a]=1')],
    ['an offset', /^offset: unknown/, () => admin.get('/v1/users?offset=1')],
    ['a type', /^type: /, () => admin.get('/v1/users?type=robot')],
    [
      'a secret column to order by',
      /^orderBy: /,
      () => admin.get('/v1/users?orderBy=lookup_hash'),
    ],
    [
      'SQL to order by',
      /^orderBy: /,
      () => admin.get('/v1/users?orderBy=name;drop%20table%20x'),
    ],
    ['an order', /^order: /, () => admin.get('/v1/users?order=up')],
    ['a key status', /^keyStatus: /, () => admin.get('/v1/users?keyStatus=x')],
    ['a cursor', /^cursor: /, () => admin.get('/v1/users?cursor=abc')],
    [
      'a search with NUL',
      /^search: /,
      () => admin.get('/v1/users?search=a%00b'),
    ],
    [
      'an account with NUL',
      /^name: /,
      () => admin.get('/v1/users/service-account/a%00b'),
    ],
    [
      'a namespace with NUL',
      /^namespace: /,
      () => admin.get('/v1/users/a%00b/alice'),
    ],
    [
      'a service account with NUL',
      /^name: /,
      () => admin.delete('/v1/service-accounts/a%00b?version=1'),
    ],
    [
      'the cursor of another order',
      /^cursor: /,
      () =>
        admin.get(
          `/v1/users?orderBy=owner&cursor=${Buffer.from(
            '{"orderBy":"name","order":"asc","value":"a","name":"a"}',
          ).toString('base64url')}`,
        ),
    ],
    [
      'a cursor that the catalog does not know',
      /^cursor: /,
      () =>
        admin.get(
          `/v1/users?cursor=${Buffer.from(
            '{"orderBy":"name","order":"asc","catalogCursor":"abc"}',
          ).toString('base64url')}`,
        ),
    ],
    [
      'a key of another form',
      /^keyId: /,
      () =>
        admin.post('/v1/users/service-account/target/api-key/rotate', {
          keyId: '1',
        }),
    ],
    [
      'no key to revoke',
      /^keyId: /,
      () => admin.post('/v1/users/service-account/target/api-key/revoke', {}),
    ],
    [
      'a body that is not asked for',
      /^grace: unknown/,
      () =>
        admin.post('/v1/users/service-account/target/api-key/show', {
          grace: 1,
        }),
    ],
    [
      'the key of a user',
      /^only service accounts have an API key$/,
      () => admin.post('/v1/users/default/alice/api-key/show', {}),
    ],
    [
      'another content type',
      /^Content-Type: /,
      () =>
        admin
          .post('/v1/users/service-account/target/api-key/show')
          .set('Content-Type', 'text/plain')
          .send('hello') as any,
    ],
    [
      'broken JSON',
      /^The body must be JSON/,
      () =>
        admin
          .post('/v1/service-accounts')
          .set('Content-Type', 'application/json')
          .send('{"name":') as any,
    ],
    [
      'a body that is too large',
      /^The body must be JSON/,
      () => create({ description: 'a'.repeat(20_000) }),
    ],
  ])('%s is refused with the name of the field', async (_, message, send) => {
    const before = await backend.knex('security_service_accounts');
    const { status, body } = await send();
    expect([status, body.error?.name]).toEqual([400, 'InputError']);
    expect(body.error.message).toMatch(message);
    expect(body.error).toEqual({
      name: 'InputError',
      message: body.error.message,
    });
    expect(await backend.knex('security_service_accounts')).toEqual(before);
    expect(await backend.knex('security_api_keys')).toEqual([]);
  });

  it.each([
    '<img src=x onerror=alert(1)>',
    `Robert'); DROP TABLE security_service_accounts;--`,
    '"quotes" and \\ backslash % and _',
    'Ünïcödé 日本語 🤖',
    '${{ secrets.KEY }} {{constructor}}',
  ])('%s is kept as plain text', async text => {
    const name = `hostile-${Math.random().toString(36).slice(2, 8)}`;
    const { body } = await create({ name, title: text, description: text });
    expect([body.title, body.description]).toEqual([text, text]);
    const { body: list } = await admin.get(
      `/v1/users?type=service-account&search=${encodeURIComponent(text)}`,
    );
    expect(list.items.map((item: any) => item.name)).toEqual([name]);
  });

  it('composes and trims text, so that the same looks the same', async () => {
    const { body } = await create({
      name: 'composed',
      title: '  Cafe\u0301  ',
    });
    expect(body.title).toBe('Café');
  });

  it('refuses a name that is taken', async () => {
    const { status, body } = await create({ name: 'target' });
    expect([status, body.error.message]).toEqual([
      409,
      'name: there is a service account with this name already',
    ]);
  });

  it('refuses a lost update and leaves the account as it was', async () => {
    const { body: account } = await create({ name: 'contested' });
    const path = '/v1/service-accounts/contested';
    await admin.patch(path, { version: 1, title: 'Mine' }).expect(200);
    const { status, body } = await admin.patch(path, {
      version: 1,
      title: 'Theirs',
    });
    expect([status, body.error.name]).toEqual([409, 'ConflictError']);
    await admin.delete(`${path}?version=1`).expect(409);
    const { body: now } = await admin.get(
      '/v1/users/service-account/contested',
    );
    expect(now).toMatchObject({
      createdAt: account.createdAt,
      title: 'Mine',
      version: 2,
    });
  });

  it.each([
    'TARGET',
    'Target',
    // U+212A, which is a K to whoever makes lower case of it.
    '\u212Aiosk',
  ])('finds no account by another spelling of its name: %s', async name => {
    const ref = encodeURIComponent(name);
    const { body: created } = await admin.post('/v1/service-accounts', {
      name: 'kiosk',
      ownerRef: 'group:default/team-a',
    });
    for (const call of [
      admin.get(`/v1/users/service-account/${ref}`),
      admin.post(`/v1/users/service-account/${ref}/api-key/show`, {}),
      admin.patch(`/v1/service-accounts/${ref}`, { version: 1, title: 'x' }),
      admin.delete(`/v1/service-accounts/${ref}?version=1`),
      admin.get('/v1/users/Service-Account/target'),
      admin.get('/v1/users/default/ALICE'),
      admin.get('/v1/users/Default/alice'),
    ]) {
      await call.expect(404);
    }
    await admin
      .post('/v1/users/Service-Account/target/api-key/show', {})
      .expect(400);
    if (created.version) {
      await admin.delete('/v1/service-accounts/kiosk?version=1').expect(204);
    }
  });

  it('takes a key nowhere but where one belongs, and does not repeat it', async () => {
    const key = generateApiKey();
    for (const text of [key, `Bearer ${key}`, key.slice(0, 20)]) {
      const inQuery = encodeURIComponent(text);
      const name = 'two';
      for (const call of [
        admin.get(`/v1/users?search=${inQuery}`),
        admin.get(`/v1/users/default/${inQuery}`),
        admin.get(`/v1/users/service-account/${inQuery}`),
        admin.post('/v1/service-accounts', {
          name,
          ownerRef: 'x',
          title: text,
        }),
        admin.post('/v1/service-accounts', {
          name,
          ownerRef: `user:default/${key}`,
        }),
        admin.patch('/v1/service-accounts/target', {
          version: 1,
          description: `The key is ${text}`,
        }),
      ]) {
        const { status, body } = await call;
        expect([status, body.error.message]).toEqual([
          400,
          expect.stringContaining('must not hold an API key'),
        ]);
        expect(body.error.message).not.toContain(key.slice(0, 13));
      }
    }
  });

  it('forbids caches to keep any answer, and hashes none into an ETag', async () => {
    for (const answer of [
      await admin.get('/v1/users'),
      await admin.post('/v1/users/service-account/composed/api-key/show', {}),
    ]) {
      expect(answer.headers).toMatchObject({
        'cache-control': 'no-store, no-transform',
        'content-type': 'application/json; charset=utf-8',
      });
      expect(answer.headers).not.toHaveProperty('etag');
    }
  });

  it('reveals nothing to GET and HEAD', async () => {
    const path = '/v1/users/service-account/composed/api-key/show';
    await admin.get(path).expect(404);
  });
});
