import { mockServices } from '@backstage/backend-test-utils';
import { readExternalAccess } from './readExternalAccess';

const TOKEN = 'a-token-that-nobody-may-see';

function read(auth: object) {
  return readExternalAccess(
    mockServices.rootConfig({ data: { backend: { auth } } }),
  );
}

function entry(accessRestrictions?: unknown) {
  return {
    type: 'static',
    options: { token: TOKEN, subject: 'nightly' },
    accessRestrictions,
  };
}

const restrictionsOf = (accessRestrictions?: unknown) =>
  read({ externalAccess: [entry(accessRestrictions)] })[0].accessRestrictions;

describe('readExternalAccess', () => {
  it('is empty where nothing is configured', () => {
    expect(read({})).toEqual([]);
  });

  it('knows every type by where it stands, and leaves our own out', () => {
    const entries = read({
      externalAccess: [
        entry(),
        { type: 'api-key', options: {} },
        { type: 'legacy', options: { secret: TOKEN, subject: 'old-job' } },
        {
          type: 'jwks',
          options: {
            url: `https://me:${TOKEN}@idp.test/keys?token=${TOKEN}#${TOKEN}`,
            issuer: 'https://idp.test',
            audience: ['a, b', 'c'],
            subjectPrefix: 'idp',
          },
        },
        { type: 'jwks', options: { url: 'https://other.test/keys' } },
        { type: 'of-our-own', options: { subject: TOKEN, secret: TOKEN } },
      ],
      keys: [
        { secret: TOKEN },
        { secret: TOKEN, accessRestrictions: [{ plugin: 'catalog' }] },
      ],
    });
    expect(entries).toEqual([
      {
        setting: 'backend.auth.externalAccess[0]',
        type: 'static',
        subject: 'nightly',
      },
      {
        setting: 'backend.auth.externalAccess[2]',
        type: 'legacy',
        subject: 'old-job',
      },
      {
        setting: 'backend.auth.externalAccess[3]',
        type: 'jwks',
        jwks: {
          url: 'https://idp.test/keys',
          issuers: ['https://idp.test'],
          audiences: ['a', 'b', 'c'],
          subjectPrefix: 'idp',
        },
      },
      {
        setting: 'backend.auth.externalAccess[4]',
        type: 'jwks',
        jwks: { url: 'https://other.test/keys', issuers: [], audiences: [] },
      },
      { setting: 'backend.auth.externalAccess[5]', type: 'of-our-own' },
      {
        setting: 'backend.auth.keys[0]',
        type: 'legacy',
        subject: 'external:backstage-plugin',
      },
      {
        setting: 'backend.auth.keys[1]',
        type: 'legacy',
        subject: 'external:backstage-plugin',
        accessRestrictions: [{ plugin: 'catalog' }],
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain(TOKEN);
  });

  it.each([[undefined], [[]]])('takes %j for no restrictions', restrictions => {
    expect(restrictionsOf(restrictions)).toBeUndefined();
  });

  it('takes names that are separated, and lists of them', () => {
    expect(
      restrictionsOf([
        { plugin: 'catalog', permission: 'a.read, a.delete  a.read' },
        { plugin: 'search', permission: ['b.read', 'b.use c.use'] },
        { plugin: 'todo', permissionAttribute: { action: 'read,update' } },
        { plugin: 'jenkins', permissionAttribute: { action: ['delete'] } },
        { plugin: 'kubernetes', permission: ' ', permissionAttribute: {} },
      ]),
    ).toEqual([
      { plugin: 'catalog', permissions: ['a.read', 'a.delete'] },
      { plugin: 'search', permissions: ['b.read', 'b.use', 'c.use'] },
      { plugin: 'todo', actions: ['read', 'update'] },
      { plugin: 'jenkins', actions: ['delete'] },
      { plugin: 'kubernetes' },
    ]);
  });
});
