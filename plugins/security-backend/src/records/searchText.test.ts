import { beginningsIn, readSearch, toSearchText } from './searchText';

function isFound(
  search: string,
  account: Partial<Parameters<typeof toSearchText>[0]>,
): boolean {
  const text = toSearchText({
    name: 'x',
    title: null,
    ownerRef: 'group:default/y',
    ownerTitle: null,
    ...account,
  });
  const wanted = readSearch(search);
  return (
    wanted !== undefined &&
    wanted.beginnings.every(each => beginningsIn(text).includes(each)) &&
    wanted.parts.every(each => text.includes(each))
  );
}

describe('what an account is found by', () => {
  it.each([
    ['nightly-build', 'n'],
    ['nightly-build', 'nightly'],
    ['nightly-build', 'nightly-'],
    ['nightly-build', 'nightly-b'],
    ['nightly-build', 'nightly-build'],
    ['nightly-build', 'build night'],
    ['nightly-build', 'NIGHTLY'],
    ['payments-deploy-production', 'payments-deploy-prod'],
    ['payments-deploy-production', 'deploy-production'],
    ['internationalisation', 'internationalis'],
  ])('%s: %s', (name, search) => {
    expect(isFound(search, { name })).toBe(true);
    expect(isFound(search, { title: name })).toBe(true);
    expect(isFound(search, { ownerRef: `group:default/${name}` })).toBe(true);
    expect(isFound(search, { ownerTitle: name })).toBe(true);
  });

  it.each([
    ['nightly-build', 'ightly'],
    ['nightly-build', 'nightly-c'],
    ['nightly-build', 'build-nightly'],
    ['nightly-build', 'nightly day'],
    ['nightly-build', 'nightlybuild'],
    ['payments-deploy-production', 'payments-deploy-test'],
    ['payments-production', 'payments-deploy-production'],
    ['internationalisation', 'internationalist'],
  ])('%s: not %s', (name, search) => {
    expect(isFound(search, { name })).toBe(false);
  });

  it.each([
    ['Größe 10', 'GRÖ'],
    ['ΣΊΣΥΦΟΣ', 'σίς'],
    ['e\u0301cole', 'É'],
    ['日本語', '日本'],
    ['100% sure', '100%'],
    ['snake_case', 'snake_c'],
    ['back\\slash', 'slash'],
    ["it's", "it's"],
    ['The 🤖 of 👩‍💻', '🤖'],
    ['The 🤖 of 👩‍💻', '👩‍💻'],
    ['שלום עולם', 'עול'],
  ])('%s: %s', (title, search) => {
    expect(isFound(search, { title })).toBe(true);
  });

  it.each(['', ' ', '%', '_', '\\', '-', "'", '"*"'])(
    'finds nothing by %s',
    search => {
      expect(readSearch(search)).toBeUndefined();
    },
  );

  it('cuts no character in two', () => {
    const text = toSearchText({
      name: 'x',
      title: '𝒶'.repeat(12),
      ownerRef: 'user:a/b',
      ownerTitle: null,
    });
    expect(beginningsIn(text)).toContain('𝒶'.repeat(10));
    expect(beginningsIn(text).join(' ')).not.toMatch(/\p{Cs}/u);
  });

  it('asks for little, however much is typed', () => {
    const words = Array.from({ length: 33 }, (_, i) => `${i}a`).join(' ');
    const search = readSearch(words)!;
    expect(search.beginnings).toHaveLength(8);
    expect(search.parts).toHaveLength(25);
    expect(readSearch('te team team-a')).toEqual({
      beginnings: ['team-a'],
      parts: [],
    });
  });
});
