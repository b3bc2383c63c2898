import { LoggerService } from '@backstage/backend-plugin-api';
import createKnex, { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ApiKeyService } from '../plugins/security-backend/src/apiKeys/ApiKeyService';
import { DatabaseApiKeyStore } from '../plugins/security-backend/src/apiKeys/DatabaseApiKeyStore';
import { createDatabaseGuard } from '../plugins/security-backend/src/database/guardDatabase';
import { Keyring } from '../plugins/security-backend/src/keyring/keyring';
import { DatabaseServiceAccountStore } from '../plugins/security-backend/src/serviceAccounts/DatabaseServiceAccountStore';
import { startPostgres } from '../scripts/postgres';

const SIZES = [1_000, 100_000];
const PAGE_SIZE = 25;
const ROUNDS = 200;
const MIGRATIONS = resolve(__dirname, '../plugins/security-backend/migrations');
const ORDERS = ['name', 'owner', 'createdAt'] as const;

/** Something that a person waits for. */
interface Subject {
  title: string;
  run(): Promise<unknown>;
}

async function main() {
  const postgres = await startPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'security-benchmark-'));
  try {
    console.log(
      `${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}`,
    );
    await compare('SQLite', size => ({
      client: 'better-sqlite3',
      useNullAsDefault: true,
      connection: { filename: join(folder, `${size}.sqlite`) },
    }));
    await compare('PostgreSQL', size => ({
      client: 'pg',
      connection: postgres.connectionString,
      searchPath: [`size_${size}`],
    }));
  } finally {
    await rm(folder, { recursive: true });
    await postgres.stop();
  }
}

async function compare(title: string, config: (size: number) => Knex.Config) {
  const databases = SIZES.map(size => createKnex(config(size)));
  const subjects: Subject[][] = [];
  for (const [index, size] of SIZES.entries()) {
    await fill(databases[index], size);
    subjects.push(await createSubjects(databases[index], size));
  }
  console.log(`\n${title}, median µs at ${SIZES.join(' and ')} accounts`);
  for (const [index, { title: subject }] of subjects[0].entries()) {
    const [small, large] = await medians(subjects.map(each => each[index]));
    console.log(
      [
        subject.padEnd(40),
        small.toFixed(0).padStart(7),
        large.toFixed(0).padStart(7),
        `ratio ${(large / small).toFixed(2)}`.padStart(13),
      ].join(''),
    );
  }
  await Promise.all(databases.map(knex => knex.destroy()));
}

/** Accounts of 200 teams; every second one has a key, each tenth had more. */
async function fill(knex: Knex, size: number): Promise<void> {
  const [schema] = knex.client.config.searchPath ?? [];
  if (schema) {
    await knex.raw('create schema ??', [schema]);
  }
  await knex.migrate.latest({ directory: MIGRATIONS });
  const start = Date.parse('2026-01-01');
  for (let from = 0; from < size; from += 500) {
    const accounts = Array.from({ length: 500 }, (_, offset) => {
      const index = from + offset;
      const name = `account-${String(index).padStart(6, '0')}`;
      const at = new Date(start + index * 1000);
      return {
        id: randomUUID(),
        name,
        title: `Account ${index}`,
        owner_ref: `group:default/team-${index % 200}`,
        search_text: `${name}\naccount ${index}`,
        status: 'active',
        principal: 'user',
        version: 1,
        created_at: at,
        created_by: 'user:default/admin',
        updated_at: at,
        updated_by: 'user:default/admin',
      };
    });
    await knex.batchInsert('security_service_accounts', accounts, 50);
    const keys = accounts.flatMap((account, index) =>
      Array.from({ length: index % 2 ? (index % 10 === 1 ? 3 : 1) : 0 }).map(
        (_, sequence, all) => ({
          id: randomUUID(),
          service_account_id: account.id,
          sequence: sequence + 1,
          lookup_hash: randomUUID(),
          keyring_id: 'benchmark',
          hint: 'abcd',
          status: sequence === all.length - 1 ? 'active' : 'revoked',
          created_at: account.created_at,
          created_by: 'user:default/admin',
          times_shown: 0,
        }),
      ),
    );
    await knex.batchInsert('security_api_keys', keys, 50);
  }
  await knex.raw('analyze');
}

async function createSubjects(knex: Knex, size: number): Promise<Subject[]> {
  const logger = { error: console.error } as unknown as LoggerService;
  const guard = createDatabaseGuard(logger);
  const store = new DatabaseServiceAccountStore({
    knex,
    guard,
    keyringIds: ['benchmark'],
    onChanged: () => {},
  });
  const keyring = Keyring.createEphemeral();
  const keys = new ApiKeyService({
    store: new DatabaseApiKeyStore({
      knex,
      guard,
      keyringIds: keyring.ids,
      onEnded: () => {},
    }),
    keyring,
    logger,
    config: {
      reveal: 'always',
      defaultLifetime: 1e9,
      maxLifetime: 1e9,
      allowNeverExpiring: false,
      maxGracePeriod: 1e9,
      verificationTtl: 5000,
      canBeService: false,
    },
  });
  const subjects: Subject[] = [];
  const page = (orderBy: (typeof ORDERS)[number], index: number) => {
    const last = Math.min(index, size / PAGE_SIZE - 1);
    return positionBefore(knex, orderBy, last * PAGE_SIZE).then(after => ({
      orderBy,
      order: 'asc' as const,
      limit: PAGE_SIZE + 1,
      after,
    }));
  };
  for (const orderBy of ORDERS) {
    for (const [subject, index] of [
      ['first page', 0],
      ['page 1,000 (or the last)', 999],
    ] as const) {
      const request = await page(orderBy, index);
      const statements = await countStatements(knex, () => store.list(request));
      subjects.push({
        title: `${subject} by ${orderBy}, ${statements} query`,
        run: () => store.list(request),
      });
    }
  }
  const { account } = (await store.get('account-000000'))!;
  const trail = { succeeded: async () => {}, also: async () => {} };
  const request = {
    account,
    by: 'user:default/admin',
    assertDecisionIsFresh: () => {},
    trail,
  };
  await keys.show(request);
  subjects.push({ title: 'show', run: () => keys.show(request) });
  return subjects;
}

/** What the cursor of the page that begins at `offset` holds. */
async function positionBefore(
  knex: Knex,
  orderBy: (typeof ORDERS)[number],
  offset: number,
) {
  if (offset === 0) {
    return undefined;
  }
  const column = { name: 'name', owner: 'owner_ref', createdAt: 'created_at' }[
    orderBy
  ];
  const row = await knex('security_service_accounts')
    .orderBy([column, 'name'])
    .offset(offset - 1)
    .first(column, 'name');
  const value = row[column];
  return {
    name: row.name as string,
    value: orderBy === 'createdAt' ? new Date(value).getTime() : value,
  };
}

async function countStatements(knex: Knex, work: () => Promise<unknown>) {
  let statements = 0;
  const count = () => {
    statements += 1;
  };
  knex.on('query', count);
  await work();
  knex.removeListener('query', count);
  return statements;
}

/** In turns, so that a busy moment of the machine meets each of them. */
async function medians(subjects: Subject[]): Promise<number[]> {
  const times: number[][] = subjects.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, { run }] of subjects.entries()) {
      const start = process.hrtime.bigint();
      await run();
      times[index].push(Number(process.hrtime.bigint() - start) / 1000);
    }
  }
  return times.map(each => each.sort((a, b) => a - b)[ROUNDS / 2]);
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
