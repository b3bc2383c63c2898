import { mockServices } from '@backstage/backend-test-utils';
import { ConfigSources } from '@backstage/config-loader';
import { generateApiKey } from 'backstage-plugin-security-node';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { readDeclaredAccounts } from './readDeclaredAccounts';

const OWNER = 'group:default/team-a';
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const FILES = ['node', 'backend', '--config', '/there/is/no/such/file.yaml'];

/** Of the right form, whatever its random part is. */
function keyOf(random: string): string {
  let rest = crc32(`bsak_${random}`);
  let checksum = '';
  for (let i = 0; i < 6; i++) {
    checksum = BASE62[rest % 62] + checksum;
    rest = Math.floor(rest / 62);
  }
  return `bsak_${random}${checksum}`;
}

function read(serviceAccounts: unknown) {
  const config = mockServices.rootConfig({
    data: { security: { serviceAccounts } as object },
  });
  return readDeclaredAccounts(config, FILES);
}

describe('readDeclaredAccounts', () => {
  it('reads nothing where nothing is declared', async () => {
    expect(await read(undefined)).toEqual([]);
    expect(await read([])).toEqual([]);
  });

  it('reads all that an entry can say', async () => {
    const entries = [
      { name: 'ci', ownerRef: 'Group:Default/Team-A' },
      {
        name: 'exporter',
        title: 'Exporter',
        description: 'Reads\nthe catalog',
        ownerRef: OWNER,
        principal: 'service',
        plugins: ['catalog'],
        restrictions: [{ plugin: 'catalog', permissions: ['a.b'] }],
        apiKey: generateApiKey(),
        takeOver: true,
      },
    ];
    expect(await read(entries)).toEqual([
      { name: 'ci', ownerRef: OWNER, path: 'security.serviceAccounts[0]' },
      { ...entries[1], path: 'security.serviceAccounts[1]' },
    ]);
  });

  const fine = { name: 'ci', ownerRef: OWNER };
  const apiKey = generateApiKey();

  it.each<[what: string, entries: unknown, message: RegExp]>([
    ['no list', { ci: fine }, /^security\.serviceAccounts: .*expected array/],
    ['no entry', ['ci'], /\[0\]: .*expected object/],
    ['a second one of a name', [fine, fine], /\[1\]\.name: is that of another/],
    ['no name', [{ ownerRef: OWNER }], /\[0\]\.name: /],
    ['an invalid name', [fine, { ...fine, name: 'C I' }], /\[1\]\.name: must/],
    ['no owner', [{ name: 'ci' }], /\[0\]\.ownerRef: /],
    [
      'a malformed owner',
      [{ ...fine, ownerRef: 'team-a' }],
      /\[0\]\.ownerRef: must be the full entity ref/,
    ],
    [
      'an unknown field',
      [{ ...fine, owner: OWNER }],
      /\[0\]: unknown field owner/,
    ],
    [
      'an unknown field within',
      [{ ...fine, restrictions: [{ plugin: 'catalog', paths: [] }] }],
      /\[0\]\.restrictions\[0\]: unknown field paths/,
    ],
    [
      'an unknown principal',
      [{ ...fine, principal: 'robot' }],
      /\[0\]\.principal: /,
    ],
    [
      'a plugin that takes no key',
      [{ ...fine, plugins: ['auth'] }],
      /plugins\[0\]/,
    ],
    [
      'an empty list of plugins',
      [{ ...fine, plugins: [] }],
      /\[0\]\.plugins: /,
    ],
    ['an empty key', [{ ...fine, apiKey: '' }], /\[0\]\.apiKey: is empty/],
    ['no text as key', [{ ...fine, apiKey: 7 }], /\[0\]\.apiKey: /],
    [
      'another key',
      [{ ...fine, apiKey: 'hunter2' }],
      /\[0\]\.apiKey: is not an API key/,
    ],
    [
      'a key with a typing error',
      [
        {
          ...fine,
          apiKey: apiKey.replace(/.$/, last => (last === '0' ? '1' : '0')),
        },
      ],
      /\[0\]\.apiKey: is not an API key; make one with: npx backstage-plugin-security-node$/,
    ],
    [
      'a key of one character',
      [{ ...fine, apiKey: keyOf('a'.repeat(32)) }],
      /\[0\]\.apiKey: can be guessed/,
    ],
    [
      'a key that is a text twice',
      [{ ...fine, apiKey: keyOf('Zk3vQ9xW1pL7tR5y'.repeat(2)) }],
      /\[0\]\.apiKey: can be guessed/,
    ],
    [
      'a key that is the alphabet',
      [{ ...fine, apiKey: keyOf(BASE62.slice(0, 32)) }],
      /\[0\]\.apiKey: can be guessed/,
    ],
    [
      'one key for two',
      [
        { ...fine, apiKey },
        { ...fine, name: 'other', apiKey },
      ],
      /\[1\]\.apiKey: is that of another entry/,
    ],
  ])('refuses %s, and names the path', async (_, entries, message) => {
    await expect(read(entries)).rejects.toThrow(message);
  });

  it('never repeats what stands there', async () => {
    const key = generateApiKey();
    const error = await read([
      {
        name: key,
        title: key,
        ownerRef: key,
        principal: key,
        plugins: [key],
        restrictions: [{ plugin: key }],
        apiKey: `${key}x`,
        takeOver: key,
        [key]: key,
      },
    ]).catch(({ message }) => message);
    expect(error).toMatch(/^security\.serviceAccounts\[0\]/);
    expect(error).not.toContain(key);
  });

  it('accepts every key that is made here', async () => {
    const entries = Array.from({ length: 1000 }, (_, i) => ({
      ...fine,
      name: `account-${i}`,
      apiKey: generateApiKey(),
    }));
    expect(await read(entries)).toHaveLength(1000);
  });

  describe('from files', () => {
    let dir: string;
    beforeEach(async () => {
      dir = await mkdtemp(path.join(os.tmpdir(), 'declared-'));
      process.env.DECLARED_KEY = generateApiKey();
      delete process.env.DECLARED_UNSET;
    });
    afterEach(async () => {
      delete process.env.DECLARED_KEY;
      await rm(dir, { recursive: true });
    });

    async function readFiles(...files: string[]) {
      const argv = ['node', 'backend'];
      for (const [index, yaml] of files.entries()) {
        const file = path.join(dir, `${index}.yaml`);
        await writeFile(file, yaml);
        argv.push('--config', file);
      }
      const config = await ConfigSources.toConfig(
        ConfigSources.default({ argv, watch: false }),
      );
      config.close();
      return readDeclaredAccounts(config, argv);
    }
    const entry = (more: string) => `
security:
  serviceAccounts:
    - name: first
      ownerRef: ${OWNER}
    - name: ci
      ownerRef: ${OWNER}
      ${more}
`;

    it('takes what variables hold', async () => {
      const [, ci] = await readFiles(entry('apiKey: ${DECLARED_KEY}'));
      expect(ci.apiKey).toBe(process.env.DECLARED_KEY);
    });

    it.each([
      ['apiKey: ${DECLARED_UNSET}', '[1].apiKey'],
      ['apiKey: { $env: DECLARED_UNSET }', '[1].apiKey'],
      ['title: Job of ${DECLARED_UNSET}', '[1].title'],
      ["plugins: [catalog, '${DECLARED_UNSET}']", '[1].plugins[1]'],
    ])('refuses a variable that is not set: %s', async (more, where) => {
      await expect(readFiles(entry(more))).rejects.toThrow(
        `security.serviceAccounts${where}: is empty, because the environment variable that it names is not set`,
      );
    });

    it('takes the fallback of a variable', async () => {
      const [, ci] = await readFiles(
        entry("title: '${DECLARED_UNSET:-Nightly}'"),
      );
      expect(ci.title).toBe('Nightly');
    });

    it('looks at the file that wins', async () => {
      const [only, ...others] = await readFiles(
        entry('apiKey: ${DECLARED_UNSET}'),
        `security: { serviceAccounts: [{ name: other, ownerRef: '${OWNER}' }] }`,
      );
      expect([only.name, others]).toEqual(['other', []]);
    });
  });
});
