import { LoggerService } from '@backstage/backend-plugin-api';
import {
  accountOrderFieldSchema,
  KeyStatusFilter,
  keyStatusFilterSchema,
} from 'backstage-plugin-security-common';
import createKnex, { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ApiKeyService } from '../plugins/security-backend/src/apiKeys/ApiKeyService';
import { DatabaseApiKeyStore } from '../plugins/security-backend/src/apiKeys/DatabaseApiKeyStore';
import { createDatabaseGuard } from '../plugins/security-backend/src/database/guardDatabase';
import { Keyring } from '../plugins/security-backend/src/keyring/keyring';
import { ServiceAccountRow } from '../plugins/security-backend/src/records/serviceAccountRow';
import {
  beginningsIn,
  toSearchText,
} from '../plugins/security-backend/src/records/searchText';
import {
  hintFacet,
  stateFacet,
} from '../plugins/security-backend/src/serviceAccounts/facetRows';
import { DatabaseServiceAccountStore } from '../plugins/security-backend/src/serviceAccounts/DatabaseServiceAccountStore';
import { positionOf } from '../plugins/security-backend/src/serviceAccounts/accountWalk';
import { ServiceAccountListRequest } from '../plugins/security-backend/src/serviceAccounts/ServiceAccountStore';
import { startPostgres } from '../scripts/postgres';

const IS_MILLION = process.argv.includes('--million');
const SIZES = IS_MILLION ? [1_000, 1_000_000] : [1_000, 100_000];
const PAGE_SIZE = 25;
const ROUNDS = 100;
const MIGRATIONS = resolve(__dirname, '../plugins/security-backend/migrations');
const ORDERS = accountOrderFieldSchema.options;
const OWNERS = 20;
const PURPOSES = ['deploy', 'backup', 'import', 'report', 'monitor'];
const NEVER = Date.parse('9999-12-31');
const DAY = 24 * 60 * 60 * 1000;
/** So many accounts are in these states, however many there are. */
const RARE: Record<string, number> = { expired: 10, revoked: 10 };

/** Something that a person waits for. */
interface Subject {
  title: string;
  /** How many accounts are found. */
  rows?: number;
  run(): Promise<unknown>;
}

async function main() {
  const postgres = await startPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'security-benchmark-'));
  try {
    console.log(
      `${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}`,
    );
    const databases: Record<string, () => Promise<void>> = {
      sqlite: () =>
        compare('SQLite', size => ({
          client: 'better-sqlite3',
          useNullAsDefault: true,
          connection: { filename: join(folder, `${size}.sqlite`) },
        })),
      postgres: () =>
        compare('PostgreSQL', size => ({
          client: 'pg',
          connection: postgres.connectionString,
          searchPath: [`size_${size}`],
        })),
    };
    const only = process.argv.find(argument => argument in databases);
    for (const [name, run] of Object.entries(databases)) {
      if (!only || name === only) {
        await run();
      }
    }
  } finally {
    await rm(folder, { recursive: true });
    await postgres.stop();
  }
}

async function compare(title: string, config: (size: number) => Knex.Config) {
  const databases = SIZES.map(size => createKnex(config(size)));
  const subjects: Subject[][] = [];
  for (const [index, size] of SIZES.entries()) {
    const start = Date.now();
    const bytes = await fill(databases[index], size);
    console.log(
      `${title}: ${size} accounts in ${Date.now() - start} ms, ${bytes} bytes`,
    );
    subjects.push(await createSubjects(databases[index], size));
  }
  console.log(
    `\n| ${title}, µs | ${SIZES.map(size => size.toLocaleString('en')).join(
      ' | ',
    )} | ratio | rows |`,
  );
  for (const [index, { title: subject }] of subjects[0].entries()) {
    const times = await measure(subjects.map(each => each[index]));
    const [small, large] = times.map(each => quantile(each, 0.5));
    console.log(
      `| ${subject} | ${times
        .map(
          each =>
            `${format(quantile(each, 0.5))} (${format(
              quantile(each, 0.1),
            )} to ${format(quantile(each, 0.9))})`,
        )
        .join(' | ')} | ${(large / small).toFixed(2)} | ${subjects
        .map(each => each[index].rows ?? '–')
        .join(', ')} |`,
    );
  }
  await Promise.all(databases.map(knex => knex.destroy()));
}

/** Accounts of twenty teams; every second one has a key. */
async function fill(knex: Knex, size: number): Promise<number> {
  const [schema] = knex.client.config.searchPath ?? [];
  if (schema) {
    await knex.raw('create schema ??', [schema]);
  }
  await knex.migrate.latest({ directory: MIGRATIONS });
  const indexes = ['owner', 'owner_created', 'created'].map(
    name => `security_account_facets_${name}_idx`,
  );
  const definitions: string[] = schema
    ? await knex('pg_indexes')
        .where({ schemaname: schema })
        .whereIn('indexname', indexes)
        .pluck('indexdef')
    : await knex('sqlite_master').whereIn('name', indexes).pluck('sql');
  for (const index of indexes) {
    await knex.raw('drop index ??', [index]);
  }
  for (let from = 0; from < size; from += 1000) {
    await fillPart(
      knex,
      Array.from({ length: 1000 }, (_, offset) => from + offset),
    );
  }
  for (const definition of definitions) {
    await knex.raw(definition);
  }
  if (!schema) {
    await knex.raw('analyze');
    const [{ bytes }] = await knex.raw(
      'select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()',
    );
    return bytes;
  }
  await knex.raw('vacuum analyze');
  const { rows } = await knex.raw(
    `select sum(pg_total_relation_size(oid)) as bytes from pg_class
     where relkind = 'r' and relnamespace = ?::regnamespace`,
    [schema],
  );
  return Number(rows[0].bytes);
}

async function fillPart(knex: Knex, indexes: number[]): Promise<void> {
  const isPostgres = knex.client.config.client === 'pg';
  const time = (at: number) => (isPostgres ? new Date(at).toISOString() : at);
  const now = Date.now();
  const accounts: object[] = [];
  const keys: object[] = [];
  const facets: object[] = [];
  for (const index of indexes) {
    const id = randomUUID();
    const keyId = randomUUID();
    const state = stateOf(index);
    const isWorking = ['active', 'expiring', 'retiring'].includes(state);
    // A tenth of the keys was never used.
    const usedAt =
      isWorking && scatter(index, 4) > 0.1
        ? now - Math.floor(scatter(index, 5) * 99) * DAY
        : 0;
    const hint = index < 20 ? 'rAr3' : 'h1nT';
    const created_at = time(Date.parse('2026-01-01') + index * 1000);
    const team = Math.floor(scatter(index, 1) * OWNERS);
    const purpose = PURPOSES[Math.floor(scatter(index, 2) * 10)];
    const found = {
      name: `account-${String(index).padStart(7, '0')}`,
      // Nothing old has a key.
      title: `${purpose ?? (state === 'none' ? 'Old' : 'Account')} ${index}`,
      ownerRef: `group:default/team-${team}`,
      ownerTitle: `Team ${team}`,
    };
    const made = { created_by: 'user:default/admin', created_at };
    accounts.push({
      ...made,
      id,
      name: found.name,
      newest_key_id: state === 'none' ? null : keyId,
      title: found.title,
      owner_ref: found.ownerRef,
      owner_title: found.ownerTitle,
      search_text: toSearchText(found),
      status: state === 'disabled' ? 'disabled' : 'active',
      principal: 'user',
      version: 1,
      next_change_at: state === 'none' ? null : time(now + DAY),
      works_until: time(isWorking ? endOf(state, now) : NEVER),
      used_at: time(usedAt),
      updated_at: created_at,
      updated_by: 'user:default/admin',
    });
    const key = {
      ...made,
      service_account_id: id,
      keyring_id: 'benchmark',
      hint,
      times_shown: 0,
    };
    if (state === 'retiring') {
      keys.push({
        ...key,
        id: randomUUID(),
        sequence: 1,
        lookup_hash: randomUUID(),
        status: 'retiring',
        retires_at: time(now + 2 * DAY),
      });
    }
    if (state !== 'none') {
      keys.push({
        ...key,
        id: keyId,
        sequence: 2,
        lookup_hash: randomUUID(),
        status: state === 'revoked' ? 'revoked' : 'active',
        expires_at: time(endOf(state, now)),
        last_used_at: usedAt ? time(usedAt) : null,
      });
    }
    const states = [
      ...(isWorking ? ['active'] : ['not-working']),
      ...(isWorking && usedAt <= now - 90 * DAY ? ['unused'] : []),
      ...(state === 'active' ? [] : [state]),
    ];
    for (const facet of [
      ...beginningsIn(toSearchText(found)),
      ...states.map(each => stateFacet(each as KeyStatusFilter)),
      ...(state === 'none' ? [] : [hintFacet(hint)]),
    ]) {
      facets.push({
        facet,
        name: found.name,
        owner_ref: found.ownerRef,
        created_at,
      });
    }
  }
  await insertAll(knex, 'security_service_accounts', accounts);
  await insertAll(knex, 'security_api_keys', keys);
  await insertAll(knex, 'security_account_facets', facets);
}

function endOf(state: string, now: number): number {
  const days: Record<string, number> = { expiring: 5, expired: -1 };
  return now + (days[state] ?? 90) * DAY;
}

function stateOf(index: number): string {
  const place = index % 100;
  const [rare] = Object.keys(RARE).filter(
    (state, i) => place === i && index < RARE[state] * 100,
  );
  const part = scatter(index, 3);
  const parts: Array<[string, number]> = [
    ['expiring', 0.05],
    ['retiring', 0.1],
    ['disabled', 0.15],
    ['active', 0.55],
  ];
  const [state = 'none'] = parts.find(([, end]) => part < end) ?? [];
  return rare ?? state;
}

/** A number below one that is the same in every run. */
function scatter(index: number, salt: number): number {
  let mixed = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}

/** Without a statement for each row. */
async function insertAll(knex: Knex, table: string, rows: object[]) {
  const columns = [...new Set(rows.flatMap(row => Object.keys(row)))];
  const names = columns.join(', ');
  const json = JSON.stringify(rows);
  if (knex.client.config.client === 'pg') {
    await knex.raw(
      `insert into ${table} (${names})
       select ${names} from json_populate_recordset(null::${table}, ?)`,
      [json],
    );
  } else {
    await knex.raw(
      `insert into ${table} (${names})
       select ${columns.map(each => `value ->> '${each}'`)} from json_each(?)`,
      [json],
    );
  }
}

type Request = ServiceAccountListRequest;

async function createSubjects(knex: Knex, size: number): Promise<Subject[]> {
  const logger = { error: console.error } as unknown as LoggerService;
  const guard = createDatabaseGuard(logger);
  const store = new DatabaseServiceAccountStore({
    knex,
    guard,
    keyringIds: ['benchmark'],
    unusedAfter: 90 * DAY,
    onChanged: () => {},
  });
  const keyring = Keyring.createEphemeral();
  const keys = new ApiKeyService({
    store: new DatabaseApiKeyStore({
      knex,
      guard,
      keyringIds: keyring.ids,
      unusedAfter: 90 * DAY,
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
  const add = async (title: string, request: Partial<Request>) => {
    const complete: Request = {
      orderBy: 'name',
      order: 'asc',
      limit: PAGE_SIZE,
      ...request,
    };
    const statements = await countStatements(knex, () => store.list(complete));
    const { accounts } = await store.list(complete);
    subjects.push({
      title: `${title}, ${statements} queries`,
      rows: accounts.length,
      run: () => store.list(complete),
    });
  };
  for (const orderBy of ORDERS) {
    await add(`first page by ${orderBy}`, { orderBy });
    const last = Math.min(999, size / PAGE_SIZE - 2);
    const after = await positionBefore(knex, orderBy, last * PAGE_SIZE);
    await add(`page 1,000 (or the last) by ${orderBy}`, { orderBy, after });
    await add(`first page by ${orderBy}, desc`, { orderBy, order: 'desc' });
  }
  for (const orderBy of ORDERS) {
    const owners = ['group:default/team-7'];
    await add(`owner, by ${orderBy}`, { owners, orderBy });
    await add(`search of all, by ${orderBy}`, { search: 'acc', orderBy });
    await add(`search of 10 %, by ${orderBy}`, { search: 'backup', orderBy });
    await add(`two words, by ${orderBy}`, { search: 'report te', orderBy });
    await add(`state of half, by ${orderBy}`, { keyStatus: 'active', orderBy });
    await add(`owner and search, by ${orderBy}`, {
      owners,
      search: 'account',
      orderBy,
    });
    await add(`owner and state, by ${orderBy}`, {
      owners,
      keyStatus: 'none',
      orderBy,
    });
    await add(`search and state, by ${orderBy}`, {
      search: 'monitor',
      keyStatus: 'active',
      orderBy,
    });
    await add(`owner, search and state, by ${orderBy}`, {
      owners: ['group:default/team-8'],
      search: 'monitor',
      keyStatus: 'active',
      orderBy,
    });
  }
  await add('search of one account', { search: 'account-0000500' });
  await add('search without a hit', { search: 'nothing' });
  await add('search without a hit, long', { search: 'account-0000500-no' });
  await add('search without a hit, two words', { search: 'backup nothing' });
  await add('search without a hit, two frequent words', {
    search: 'backup report',
  });
  await add('search by the owner’s title', { search: 'team 7' });
  await add('hint of half', { search: 'h1nT' });
  await add('hint of few', { search: 'rAr3' });
  for (const keyStatus of keyStatusFilterSchema.options) {
    await add(`state ${keyStatus}`, { keyStatus });
  }
  await add('search of all and a rare state', {
    search: 'account',
    keyStatus: 'expired',
  });
  await add('search of 10 % and a state of 5 %', {
    search: 'import',
    keyStatus: 'disabled',
  });
  await add('search of a quarter and a state of half, without a hit', {
    search: 'old',
    keyStatus: 'active',
  });
  for (const owners of [undefined, ['group:default/team-7', 'group:x/y']]) {
    subjects.push({
      title: owners ? 'figures of two owners' : 'figures',
      run: () => store.count(owners),
    });
  }
  const {
    accounts: [{ account }],
  } = await store.list({
    keyStatus: 'none',
    orderBy: 'name',
    order: 'asc',
    limit: 1,
  });
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
  const column = {
    name: 'name',
    owner: 'owner_ref',
    expiresAt: 'works_until',
    lastUsedAt: 'used_at',
    createdAt: 'created_at',
  }[orderBy];
  const row: ServiceAccountRow = await knex('security_service_accounts')
    .orderBy([column, 'name'])
    .offset(offset - 1)
    .first();
  return positionOf(row, orderBy);
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
async function measure(subjects: Subject[]): Promise<number[][]> {
  const times: number[][] = subjects.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, { run }] of subjects.entries()) {
      const start = process.hrtime.bigint();
      await run();
      times[index].push(Number(process.hrtime.bigint() - start) / 1000);
    }
  }
  return times.map(each => each.sort((a, b) => a - b));
}

function quantile(sorted: number[], part: number): number {
  return sorted[Math.floor(sorted.length * part)];
}

function format(microseconds: number): string {
  return Math.round(microseconds).toLocaleString('en');
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
