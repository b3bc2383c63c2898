import {
  createServiceAccountSchema,
  ExternalAccessRestriction,
} from 'backstage-plugin-security-common';
import { parse } from 'yaml';
import { ConfiguredAccess } from './readExternalAccess';
import { suggestAccounts } from './suggestAccounts';

const token = (
  subject: string,
  accessRestrictions?: ExternalAccessRestriction[],
  type = 'static',
): ConfiguredAccess => ({
  setting: 'backend.auth.externalAccess[0]',
  type,
  subject,
  accessRestrictions,
});

function suggest(entries: ConfiguredAccess[], canBeService = true) {
  return suggestAccounts(entries, { canBeService });
}

const suggestFor = (
  accessRestrictions?: ExternalAccessRestriction[],
  type?: string,
) => suggest([token('nightly', accessRestrictions, type)])[0];

const namesOf = (...entries: ConfiguredAccess[]) =>
  suggest(entries).map(({ account }) => account?.name);

describe('suggestAccounts', () => {
  it('makes a user of a token that may do everything', () => {
    expect(suggestFor()).toMatchObject({
      account: { name: 'nightly', title: 'nightly', principal: 'user' },
      differences: ['as-user', 'refused-plugins', 'expiry'],
    });
  });

  it('limits a user to the plugins of the token', () => {
    const { account, differences } = suggestFor([
      { plugin: 'catalog' },
      { plugin: 'search' },
    ]);
    expect(account).toMatchObject({
      principal: 'user',
      plugins: ['catalog', 'search'],
    });
    expect(differences).toEqual(['as-user', 'plugins', 'expiry']);
  });

  it('makes a service of a token that is limited to permissions', () => {
    const restrictions = [
      { plugin: 'catalog', permissions: ['catalog.entity.read'] },
      { plugin: 'search' },
    ];
    expect(suggestFor(restrictions)).toMatchObject({
      account: { principal: 'service', restrictions },
      differences: ['as-service', 'restrictions', 'expiry'],
    });
    const [withoutEntry] = suggest([token('nightly', restrictions)], false);
    expect(withoutEntry.differences).toEqual([
      'as-service',
      'service-entry',
      'restrictions',
      'expiry',
    ]);
  });

  it.each<[string, ExternalAccessRestriction]>([
    ['actions', { plugin: 'catalog', actions: ['read'] }],
    [
      'names and actions',
      { plugin: 'catalog', permissions: ['a.read'], actions: ['read'] },
    ],
  ])('leaves limits to %s to the policy', (_, restriction) => {
    const { account, differences } = suggestFor([
      restriction,
      { plugin: 'search', permissions: ['search.use'] },
    ]);
    expect(account).toMatchObject({
      principal: 'user',
      plugins: ['catalog', 'search'],
    });
    expect(account).not.toHaveProperty('restrictions');
    expect(differences).toEqual(['as-user', 'plugins', 'actions', 'expiry']);
  });

  it('leaves out the plugins that take no key', () => {
    const { account, differences } = suggestFor([
      { plugin: 'auth' },
      { plugin: 'catalog' },
    ]);
    expect(account?.plugins).toEqual(['catalog']);
    expect(differences).toContain('refused-plugins');
  });

  it.each<[string, ExternalAccessRestriction[], string[]]>([
    [
      'no plugin is left',
      [{ plugin: 'auth' }, { plugin: 'security' }],
      ['not-possible', 'refused-plugins'],
    ],
    ['a plugin has an unusual id', [{ plugin: 'My_Own' }], ['not-possible']],
    [
      'a permission has an unusual name',
      [{ plugin: 'catalog', permissions: ['über.all'] }],
      ['not-possible'],
    ],
  ])('suggests none where %s', (_, restrictions, differences) => {
    const suggestion = suggestFor(restrictions);
    expect(suggestion.account).toBeUndefined();
    expect(suggestion.differences).toEqual(differences);
  });

  it('suggests none where whose token it is is not known', () => {
    const setting = 'backend.auth.externalAccess[0]';
    const jwks = { url: 'https://idp.test/keys', issuers: [], audiences: [] };
    expect(
      suggest([
        { setting, type: 'jwks', jwks },
        { setting, type: 'of-our-own' },
      ]),
    ).toEqual([
      { setting, type: 'jwks', jwks, differences: ['no-fixed-subject'] },
      { setting, type: 'of-our-own', differences: ['own-handler'] },
    ]);
  });

  it('says of legacy tokens that they are signed by the caller', () => {
    expect(suggestFor(undefined, 'legacy').differences).toContain('signed');
  });

  describe('a name', () => {
    it.each([
      ['nightly-build', 'nightly-build'],
      ['external:backstage-plugin', 'external-backstage-plugin'],
      ['CI_Job', 'ci-job'],
      ['42', 'token-1'],
      ['夜间构建', 'token-1'],
      ['x'.repeat(200), 'x'.repeat(63)],
    ])('is made of %p: %p', (subject, name) => {
      expect(namesOf(token(subject))).toEqual([name]);
    });

    it('is that of one account for several tokens of the same caller', () => {
      const [first, second] = suggest([token('ci'), token('ci')]);
      expect(first.account?.name).toBe('ci');
      expect(second.account?.name).toBe('ci');
      expect(first.differences).toContain('shared-subject');
      expect(second.differences).toContain('shared-subject');
    });

    it('is not that of another one', () => {
      const long = `${'x'.repeat(57)}-yyyyyyyy`;
      expect(
        namesOf(
          token('ci'),
          token('ci', [{ plugin: 'catalog' }]),
          token('CI'),
          token('ci'),
          token(long),
          token(long.toUpperCase()),
        ),
      ).toEqual([
        'ci',
        'ci-2',
        'ci-3',
        'ci',
        long.slice(0, 63),
        `${'x'.repeat(57)}-2`,
      ]);
    });
  });

  describe('the declaration', () => {
    const declared = (entry: ConfiguredAccess) =>
      parse(suggest([entry])[0].account!.declaration);

    it('is an account once its owner is filled in, and none before', () => {
      for (const entry of [
        token('nightly: "#1"'),
        token('nightly', [{ plugin: 'catalog' }]),
        token('nightly', [{ plugin: 'catalog', permissions: ['a.read'] }]),
      ]) {
        const [fields] = declared(entry);
        expect(createServiceAccountSchema.safeParse(fields).success).toBe(
          false,
        );
        expect(
          createServiceAccountSchema.parse({
            ...fields,
            ownerRef: 'group:default/team-a',
          }),
        ).toMatchObject({ title: entry.subject });
      }
    });

    it('reads as it would be written by hand', () => {
      expect(
        suggestFor([{ plugin: 'catalog' }, { plugin: 'search' }]).account
          ?.declaration,
      ).toBe(`- name: nightly
  title: nightly
  ownerRef: group:default/<owner>
  principal: user
  plugins:
    - catalog
    - search
`);
    });

    it('has no title where the subject makes none', () => {
      const [fields] = declared(token('x'.repeat(200)));
      expect(fields).not.toHaveProperty('title');
    });
  });
});
