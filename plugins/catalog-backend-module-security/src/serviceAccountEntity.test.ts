import { toEntity, whyRefused } from './serviceAccountEntity';

const ACCOUNT = {
  name: 'nightly-build',
  title: 'Nightly build',
  description: 'Builds,\nby night',
  ownerRef: 'group:default/team-a',
};

it('is a user without an address that belongs to no group', () => {
  expect(
    toEntity(ACCOUNT, {
      portalUrl: 'https://portal.example.com/base',
      isListedWithOwner: true,
    }),
  ).toEqual({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      namespace: 'service-account',
      name: 'nightly-build',
      title: 'Nightly build',
      description: 'Builds,\nby night',
      annotations: {
        'backstage.io/managed-by-location': 'security:service-accounts',
        'backstage.io/managed-by-origin-location': 'security:service-accounts',
        'backstage.io/edit-url':
          'https://portal.example.com/base/security/users/service-account/nightly-build',
      },
      links: [
        {
          url: 'https://portal.example.com/base/security/users/service-account/nightly-build',
          title: 'Edit Service Account',
        },
      ],
    },
    spec: {
      type: 'service-account',
      owner: 'group:default/team-a',
      memberOf: [],
      profile: { displayName: 'Nightly build' },
    },
  });
});

it.each([
  ['everything', ACCOUNT],
  [
    'neither title nor description',
    { ...ACCOUNT, title: undefined, description: undefined },
  ],
  ['empty texts', { ...ACCOUNT, title: '', description: '' }],
  ['the longest name', { ...ACCOUNT, name: 'a'.repeat(63) }],
  [
    'texts of other scripts',
    { ...ACCOUNT, title: '夜間ビルド 🌙', description: 'ö'.repeat(500) },
  ],
])('is what the catalog takes, with %s', async (_, account) => {
  for (const portalUrl of ['http://localhost:3000', undefined]) {
    for (const isListedWithOwner of [true, false]) {
      const entity = toEntity(account, { portalUrl, isListedWithOwner });
      expect(entity.spec.profile!.displayName).toBeTruthy();
      expect(await whyRefused(entity)).toBeUndefined();
    }
  }
});

it.each([
  ['a name with a blank', { name: 'Bad Name!' }],
  ['a name that is too long', { name: 'a'.repeat(64) }],
  ['an empty name', { name: '' }],
])('is not what the catalog takes, with %s', async (_, wrong) => {
  const entity = toEntity(
    { ...ACCOUNT, ...wrong },
    { portalUrl: undefined, isListedWithOwner: true },
  );
  expect(await whyRefused(entity)).toMatch(/name/);
});
