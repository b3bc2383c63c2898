import { TestDatabases } from '@backstage/backend-test-utils';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createTestAccount, openTestStores } from '../__testUtils__/testStores';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const root = path.resolve(__dirname, '../../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('the figures for sizing', () => {
  it('are those that were measured', () => {
    const [, table] = read('docs/operations.md').match(
      /## Sizing\n[^|]*((?:\|.*\n)+)/,
    )!;
    const measured = read('benchmarks/README.md').replaceAll(',', '');
    // Those that the tests here measure.
    const rows = table
      .split('\n')
      .slice(2)
      .filter(row => row && !/each further key|a process remembers/.test(row));
    expect(rows.length).toBeGreaterThan(5);
    const figures = rows
      .flatMap(row => row.split('|')[2].match(/\d[\d.]*\d/g) ?? [])
      .filter(figure => !['0.4', '2.3', '810', '250'].includes(figure));
    expect(figures.length).toBeGreaterThan(8);
    expect(figures.filter(figure => !measured.includes(figure))).toEqual([]);
  });
});

describe.each(databases.eachSupportedId().filter(([id]) => id !== 'SQLITE_3'))(
  'sizing (%s)',
  databaseId => {
    it('takes less than a kilobyte for each further key', async () => {
      const knex = await databases.init(databaseId);
      const { serviceAccounts } = await openTestStores(knex);
      const account = await createTestAccount(serviceAccounts);
      const sizeOf = async () => {
        const { rows } = await knex.raw(
          `select pg_total_relation_size('security_api_keys') as bytes`,
        );
        return Number(rows[0].bytes);
      };
      const before = await sizeOf();
      const count = 2_000;
      await knex.batchInsert(
        'security_api_keys',
        Array.from({ length: count }, (_, index) => ({
          id: randomUUID(),
          service_account_id: account.id,
          sequence: index + 1,
          status: 'revoked',
          lookup_hash: randomUUID() + randomUUID(),
          keyring_id: 'first',
          hint: 'h1nT',
          created_at: new Date(),
          created_by: 'user:default/admin',
          revoked_at: new Date(),
          revoked_by: 'user:default/admin',
        })),
        100,
      );
      const each = ((await sizeOf()) - before) / count;
      expect(each).toBeGreaterThan(100);
      expect(each).toBeLessThan(1_000);
    });
  },
);
