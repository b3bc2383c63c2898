import { z, ZodType } from 'zod';
import {
  accountPathSchema,
  createServiceAccountSchema,
  deleteServiceAccountQuerySchema,
  listAccountsQuerySchema,
  rotateApiKeySchema,
  selectApiKeySchema,
  serviceAccountNameSchema,
  showApiKeySchema,
  updateServiceAccountSchema,
} from '.';
import { pluginsSchema, restrictionsSchema } from './reach';
import { ownerRefSchema, readableText } from './text';

function accepts(schema: ZodType, input: unknown): boolean {
  return schema.safeParse(input).success;
}

describe('text', () => {
  const line = readableText({ max: 10 });
  const text = readableText({ max: 10, multiline: true });

  it.each([
    ['HTML as what it is', '<b>&amp;'],
    ['quotes and SQL', `'"; DROP--`],
    ['right-to-left scripts', 'שלום مرحبا'],
    ['joiners that scripts need', 'می\u200cخواهم'],
    ['joined emoji', '👩\u200d🚀'],
    ['astral characters', '𝔸𝔹ℂ'],
    ['nothing', ''],
  ])('keeps %s', (_, input) => {
    expect(line.parse(input)).toBe(input);
    expect(text.parse(input)).toBe(input);
  });

  it.each([
    ['NUL', 'a\u0000b'],
    ['a tab', 'a\tb'],
    ['a carriage return', 'a\r\nb'],
    ['an escape', 'a\u001b[31mb'],
    ['a C1 control', 'a\u0085b'],
    ['a line separator', 'a\u2028b'],
    ['a paragraph separator', 'a\u2029b'],
    ['a lone high surrogate', 'a\ud800b'],
    ['a lone low surrogate', 'a\udc00b'],
    ['a right-to-left mark', 'a\u200fb'],
    ['a right-to-left override', 'a\u202eb'],
    ['a right-to-left isolate', 'a\u2067b'],
    ['a zero-width space', 'a\u200bb'],
    ['a Hangul filler', 'a\u3164b'],
    ['a soft hyphen', 'a\u00adb'],
    ['a byte order mark, even at the end', 'a\ufeff'],
    ['a tag character', 'a\u{e0041}b'],
  ])('refuses %s', (_, input) => {
    expect(accepts(line, input)).toBe(false);
    expect(accepts(text, input)).toBe(false);
  });

  it('has line breaks only where they are allowed', () => {
    expect(text.parse('a\n\nb')).toBe('a\n\nb');
    expect(line.safeParse('a\nb').error?.issues[0].message).toBe(
      'must be one line without control or invisible characters',
    );
  });

  it('composes what looks the same, and trims', () => {
    expect(line.parse('Cafe\u0301')).toBe('Caf\u00e9');
    expect(line.parse('  a b\u00a0 ')).toBe('a b');
    expect(text.parse('\n\na\n')).toBe('a');
  });

  it('is as long as allowed, before and after it is composed', () => {
    expect(accepts(line, 'a'.repeat(10))).toBe(true);
    expect(accepts(line, 'a'.repeat(11))).toBe(false);
    // One character that is two when composed.
    expect(accepts(line, '\u0958'.repeat(5))).toBe(true);
    expect(accepts(line, '\u0958'.repeat(6))).toBe(false);
  });

  it.each([[1], [true], [null], [['a']], [{ a: 1 }], [undefined]])(
    'refuses %j',
    input => expect(accepts(line, input)).toBe(false),
  );
});

describe('serviceAccountNameSchema', () => {
  it.each(['ci', 'nightly-build', 'a1', 'a-1-b', 'a'.repeat(63)])(
    'accepts %s',
    name => expect(serviceAccountNameSchema.parse(name)).toBe(name),
  );

  it.each([
    ['one letter', 'a'],
    ['64 characters', 'a'.repeat(64)],
    ['upper case', 'Nightly'],
    ['a digit first', '1a'],
    ['a hyphen first', '-ab'],
    ['a hyphen last', 'ab-'],
    ['two hyphens', 'a--b'],
    ['an underscore', 'a_b'],
    ['a dot', 'a.b'],
    ['dots', '..'],
    ['a slash', 'a/b'],
    ['a colon', 'a:b'],
    ['a space', 'a b'],
    ['a space around it', ' ab'],
    ['a line break behind it', 'ab\n'],
    ['NUL', 'a\u0000b'],
    ['a Cyrillic look-alike', 'nightly-b\u0443ild'],
    ['a full-width look-alike', '\uff41\uff42'],
    ['a dotless i', 'bu\u0131ld'],
    ['a Kelvin sign', '\u212ab'],
    ['an Arabic digit', 'a\u0661'],
  ])('refuses %s', (_, name) =>
    expect(accepts(serviceAccountNameSchema, name)).toBe(false),
  );
});

describe('ownerRefSchema', () => {
  it.each([
    ['group:default/team-a', 'group:default/team-a'],
    ['user:default/alice', 'user:default/alice'],
    ['Group:Default/Team_A.1', 'group:default/team_a.1'],
    ['USER:DEFAULT/ALICE', 'user:default/alice'],
  ])('reads %s', (ref, normalized) =>
    expect(ownerRefSchema.parse(ref)).toBe(normalized),
  );

  it.each([
    ['a short ref', 'team-a'],
    ['a ref without a namespace', 'group:team-a'],
    ['another kind', 'component:default/team-a'],
    ['a kind that only begins like one', 'groups:default/team-a'],
    ['nothing behind the slash', 'group:default/'],
    ['two slashes', 'group:default/a/b'],
    ['a name of 64 characters', `group:default/${'a'.repeat(64)}`],
    ['a hyphen last', 'group:default/team-'],
    ['a look-alike', 'group:default/t\u0435am'],
    ['a Kelvin sign', 'group:default/\u212a'],
    ['a long s', 'u\u017fer:default/alice'],
    ['a line break behind it', 'group:default/team-a\n'],
    ['a space before it', ' group:default/team-a'],
    ['a service account', 'user:service-account/ci'],
    ['a service account in upper case', 'User:Service-Account/ci'],
  ])('refuses %s', (_, ref) =>
    expect(accepts(ownerRefSchema, ref)).toBe(false),
  );
});

describe('listAccountsQuerySchema', () => {
  it('has defaults', () => {
    expect(listAccountsQuerySchema.parse({})).toEqual({
      orderBy: 'name',
      order: 'asc',
      limit: 25,
    });
  });

  it('reads what a URL holds', () => {
    const query = {
      type: 'service-account',
      search: ' cafe\u0301 ',
      owner: 'Group:default/Team-A',
      keyStatus: 'expiring',
      orderBy: 'createdAt',
      order: 'desc',
      limit: '50',
      cursor: 'abc',
    };
    expect(listAccountsQuerySchema.parse(query)).toEqual({
      ...query,
      search: 'caf\u00e9',
      owner: 'group:default/team-a',
      limit: 50,
    });
  });

  it.each([
    ['1', 1],
    ['100', 100],
    ['007', 7],
    [100, 100],
  ])('reads the limit %j', (limit, expected) =>
    expect(listAccountsQuerySchema.parse({ limit }).limit).toBe(expected),
  );

  it.each([
    [''],
    [' 5 '],
    ['+5'],
    ['-1'],
    ['0'],
    ['101'],
    ['9007199254740993'],
    ['1e1'],
    ['1e9'],
    ['0x10'],
    ['0b1'],
    ['2.5'],
    ['5.0'],
    ['1,000'],
    ['NaN'],
    ['Infinity'],
    ['٥'],
    ['five'],
    [2.5],
    [NaN],
    [Infinity],
    [null],
    [true],
    [['5']],
    [['5', '6']],
    [{ $gt: '5' }],
  ])('refuses the limit %j', limit =>
    expect(accepts(listAccountsQuerySchema, { limit })).toBe(false),
  );

  it('says what is wrong with a limit', () => {
    const message = (limit: unknown) =>
      listAccountsQuerySchema.safeParse({ limit }).error?.issues[0].message;
    expect(message('many')).toBe('must be a whole number');
    expect(message('101')).toBe('Too big: expected number to be <=100');
  });

  it.each([
    'type',
    'search',
    'owner',
    'keyStatus',
    'orderBy',
    'order',
    'limit',
    'cursor',
  ])('refuses %s when it is given twice, or as an object', name => {
    expect(accepts(listAccountsQuerySchema, { [name]: ['a', 'b'] })).toBe(
      false,
    );
    expect(accepts(listAccountsQuerySchema, { [name]: { a: 'b' } })).toBe(
      false,
    );
  });

  it.each([
    [{ type: 'User' }],
    [{ type: 'toString' }],
    [{ keyStatus: '' }],
    [{ orderBy: 'lookup_hash' }],
    [{ orderBy: 'name; DROP TABLE' }],
    [{ order: 'ASC' }],
    [{ search: 'a'.repeat(101) }],
    [{ search: 'a\u0000' }],
    [{ cursor: 'a'.repeat(4097) }],
    [{ unknown: '1' }],
    [JSON.parse('{ "__proto__": { "limit": 1 } }')],
  ])('refuses %j', query =>
    expect(accepts(listAccountsQuerySchema, query)).toBe(false),
  );
});

describe('bodies', () => {
  const created = { name: 'ci', ownerRef: 'group:default/team-a' };

  it('creates with a name and an owner', () => {
    expect(createServiceAccountSchema.parse(created)).toEqual(created);
    expect(accepts(createServiceAccountSchema, { name: 'ci' })).toBe(false);
    expect(
      accepts(createServiceAccountSchema, { ownerRef: created.ownerRef }),
    ).toBe(false);
  });

  it('changes at least one thing', () => {
    expect(accepts(updateServiceAccountSchema, { version: 1 })).toBe(false);
    expect(updateServiceAccountSchema.parse({ version: 1, title: '' })).toEqual(
      { version: 1, title: '' },
    );
  });

  it.each([['1'], [0], [-1], [1.5], [null], [undefined]])(
    'changes no version %j',
    version =>
      expect(accepts(updateServiceAccountSchema, { version, title: 'a' })).toBe(
        false,
      ),
  );

  it('deletes the version that a URL holds', () => {
    expect(deleteServiceAccountQuerySchema.parse({ version: '3' })).toEqual({
      version: 3,
    });
    expect(accepts(deleteServiceAccountQuerySchema, {})).toBe(false);
    expect(accepts(deleteServiceAccountQuerySchema, { version: '1e3' })).toBe(
      false,
    );
    expect(accepts(deleteServiceAccountQuerySchema, { version: ['3'] })).toBe(
      false,
    );
  });

  it('changes neither who the account is nor what is not its own', () => {
    for (const field of ['name', 'entityRef', 'createdBy', 'id', 'apiKey']) {
      const body = { version: 1, title: 'a', [field]: 'x' };
      expect(accepts(updateServiceAccountSchema, body)).toBe(false);
    }
  });

  it('names a key by its id', () => {
    const keyId = '0b3ec2f4-8e5a-4c43-9b7d-6f1f3f0a9d21';
    expect(selectApiKeySchema.parse({ keyId })).toEqual({ keyId });
    expect(accepts(selectApiKeySchema, { keyId: `${keyId} ` })).toBe(false);
    expect(accepts(selectApiKeySchema, { keyId: 'newest' })).toBe(false);
    expect(accepts(selectApiKeySchema, {})).toBe(false);
  });

  it.each<[string, ZodType, object]>([
    ['creating', createServiceAccountSchema, created],
    ['changing', updateServiceAccountSchema, { version: 1, title: 'a' }],
    ['a path', accountPathSchema, { namespace: 'default', name: 'alice' }],
  ])('refuses unknown fields when %s', (_, schema, input) => {
    expect(accepts(schema, input)).toBe(true);
    expect(accepts(schema, { ...input, isAdmin: true })).toBe(false);
  });
});

describe('what a key may call', () => {
  it.each([
    ['no plugin', []],
    ['the security plugin', ['security']],
    ['upper case', ['Catalog']],
    ['a path', ['../catalog']],
    ['a wildcard', ['*']],
    ['a look-alike', ['c\u0430talog']],
    ['no list', 'catalog'],
  ])('is never %s', (_, plugins) => {
    expect(accepts(pluginsSchema, plugins)).toBe(false);
  });

  it('is a plugin, for a service with all or some of its permissions', () => {
    const restrictions = [
      { plugin: 'catalog', permissions: ['catalog.entity.read'] },
      { plugin: 'tech-docs' },
    ];
    expect(pluginsSchema.parse(['catalog', 'tech-docs'])).toHaveLength(2);
    expect(restrictionsSchema.parse(restrictions)).toEqual(restrictions);
  });

  it.each([
    ['nothing', []],
    ['no permission of a plugin', [{ plugin: 'catalog', permissions: [] }]],
    ['a plugin twice', [{ plugin: 'catalog' }, { plugin: 'catalog' }]],
    ['the security plugin', [{ plugin: 'security' }]],
    ['an unknown field', [{ plugin: 'catalog', permission: 'x' }]],
    ['an odd permission', [{ plugin: 'catalog', permissions: ['a b'] }]],
  ])('is, for a service, never %s', (_, restrictions) => {
    expect(accepts(restrictionsSchema, restrictions)).toBe(false);
  });
});

describe('the end of a key', () => {
  const keyId = '0b3ec2f4-8e5a-4c43-9b7d-6f1f3f0a9d21';

  it.each([
    ['2030-01-01T00:00:00Z'],
    ['2030-01-01T00:00:00+02:00'],
    [null],
    [undefined],
  ])('can be %j', expiresAt => {
    expect(accepts(showApiKeySchema, { expiresAt })).toBe(true);
    expect(accepts(rotateApiKeySchema, { keyId, expiresAt })).toBe(true);
  });

  it.each([
    ['2030-01-01'],
    ['2030-02-30T00:00:00Z'],
    ['2030-01-01T00:00:00'],
    ['+012030-01-01T00:00:00Z'],
    ['P90D'],
    [''],
    [1893456000],
  ])('cannot be %j', expiresAt => {
    expect(accepts(showApiKeySchema, { expiresAt })).toBe(false);
    expect(accepts(rotateApiKeySchema, { keyId, expiresAt })).toBe(false);
  });

  it.each([[0], [-1], [1.5], ['60'], [null], [Infinity]])(
    'is not %j seconds later for the old key',
    graceSeconds =>
      expect(accepts(rotateApiKeySchema, { keyId, graceSeconds })).toBe(false),
  );
});

it('can all be described as JSON schema', () => {
  for (const schema of [
    createServiceAccountSchema,
    updateServiceAccountSchema,
    listAccountsQuerySchema,
    deleteServiceAccountQuerySchema,
  ]) {
    expect(z.toJSONSchema(schema, { io: 'input' })).toMatchObject({
      type: 'object',
      additionalProperties: false,
    });
  }
});
