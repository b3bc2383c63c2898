import createKnex, { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { DatabaseApiKeyStore } from '../../plugins/security-backend/src/apiKeys/DatabaseApiKeyStore';
import { DatabaseApiKeyVerifier } from '../../plugins/security-backend/src/authentication/DatabaseApiKeyVerifier';
import { LastUse } from '../../plugins/security-backend/src/authentication/LastUse';
import { createDatabaseGuard } from '../../plugins/security-backend/src/database/guardDatabase';
import { Keyring } from '../../plugins/security-backend/src/keyring/keyring';
import { ApiKeyHub, generateApiKey } from '../../plugins/security-node/src';

const MIGRATIONS = resolve(
  __dirname,
  '../../plugins/security-backend/migrations',
);
/** How many of the keys are known, and verified in turns. */
const KNOWN = 1_000;

const ACCOUNT = {
  owner_ref: 'group:default/team',
  search_text: '',
  status: 'active',
  principal: 'user',
  version: 1,
  created_by: 'user:default/admin',
  updated_by: 'user:default/admin',
};

/** A database with keys, and what verifies them. */
export interface Keys {
  size: number;
  knex: Knex;
  known: string[];
  /** Remembers answers, as by default. */
  cached: ApiKeyHub;
  /** Asks the database every time. */
  uncached: ApiKeyHub;
}

/** Fills a database with accounts, each with a key. */
export async function createKeys(
  config: Knex.Config,
  size: number,
): Promise<Keys> {
  const knex = createKnex(config);
  const [schema] = knex.client.config.searchPath ?? [];
  if (schema) {
    await knex.raw('create schema ??', [schema]);
  }
  await knex.migrate.latest({ directory: MIGRATIONS });
  const keyring = Keyring.createEphemeral();
  const known = await insertKnown(knex, keyring);
  await insertUnknown(knex, size - KNOWN);
  await knex.raw('analyze');

  const logger = { error: console.error, warn: console.warn } as never;
  const store = new DatabaseApiKeyStore({
    knex,
    guard: createDatabaseGuard(logger),
    onEnded: () => {},
  });
  const verifier = new DatabaseApiKeyVerifier({
    store,
    keyring,
    lastUse: new LastUse({ store, logger }),
  });
  const createHub = (verificationTtl: number) => {
    const hub = new ApiKeyHub({
      verificationTtl,
      isInstalled: async () => true,
    });
    hub.registerVerifier(verifier);
    return hub;
  };
  return {
    size,
    knex,
    known,
    cached: createHub(600_000),
    uncached: createHub(0),
  };
}

async function insertKnown(knex: Knex, keyring: Keyring): Promise<string[]> {
  const now = new Date();
  const known = Array.from({ length: KNOWN }, generateApiKey);
  const accounts = known.map((_, index) => ({
    ...ACCOUNT,
    id: randomUUID(),
    name: `known-${index}`,
    created_at: now,
    updated_at: now,
  }));
  await knex.batchInsert('security_service_accounts', accounts, 50);
  await knex.batchInsert(
    'security_api_keys',
    known.map((apiKey, index) => ({
      id: randomUUID(),
      service_account_id: accounts[index].id,
      sequence: 1,
      lookup_hash: keyring.lookupHash(apiKey),
      keyring_id: keyring.activeId,
      hint: 'abcd',
      status: 'active',
      created_at: now,
      created_by: 'user:default/admin',
    })),
    50,
  );
  return known;
}

/** Rows that only make the tables long, with hashes that no key has. */
async function insertUnknown(knex: Knex, count: number): Promise<void> {
  if (count <= 0) {
    return;
  }
  const isPostgres = knex.client.config.client === 'pg';
  const numbers = isPostgres
    ? 'select generate_series(1, ?::int) as i'
    : 'with recursive n(i) as (select 1 union all select i + 1 from n where i < ?) select i from n';
  const uuid = isPostgres
    ? 'gen_random_uuid()'
    : "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))";
  const hash = isPostgres
    ? 'substr(md5(random()::text) || md5(random()::text), 1, 43)'
    : 'substr(hex(randomblob(22)), 1, 43)';
  const now = isPostgres ? 'now()' : String(Date.now());
  await knex.raw(
    `insert into security_service_accounts
       (id, name, owner_ref, search_text, status, principal, version, created_at, created_by, updated_at, updated_by)
     select ${uuid}, 'account-' || i, ?, '', 'active', 'user', 1, ${now}, ?, ${now}, ?
     from (${numbers}) as numbers`,
    [ACCOUNT.owner_ref, ACCOUNT.created_by, ACCOUNT.updated_by, count],
  );
  await knex.raw(
    `insert into security_api_keys
       (id, service_account_id, sequence, lookup_hash, keyring_id, hint, status, created_at, created_by, times_shown)
     select ${uuid}, id, 1, ${hash}, 'benchmark', 'abcd', 'active', ${now}, ?, 0
     from security_service_accounts where name like 'account-%'`,
    [ACCOUNT.created_by],
  );
}
