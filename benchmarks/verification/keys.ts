import { randomUUID } from 'node:crypto';
import createKnex, { Knex } from 'knex';
import { resolve } from 'node:path';
import { DatabaseApiKeyStore } from '../../plugins/security-backend/src/apiKeys/DatabaseApiKeyStore';
import { DatabaseApiKeyVerifier } from '../../plugins/security-backend/src/authentication/DatabaseApiKeyVerifier';
import { LastUse } from '../../plugins/security-backend/src/authentication/LastUse';
import { ChangeRecord } from '../../plugins/security-backend/src/changes/changes';
import { createDatabaseGuard } from '../../plugins/security-backend/src/database/guardDatabase';
import { Keyring } from '../../plugins/security-backend/src/keyring/keyring';
import { ApiKeyHub, generateApiKey } from '../../plugins/security-node/src';

const MIGRATIONS = resolve(
  __dirname,
  '../../plugins/security-backend/migrations',
);
/** How many of the keys are known, and verified in turns. */
const KNOWN = 1_000;
const BASE64URL =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const OWNER = 'group:default/team';
const PERSON = 'user:default/admin';

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
  await createSchema(knex);
  const keyring = Keyring.createEphemeral();
  await insertKeys(knex, size);
  const known = await makeKnown(knex, keyring, size);
  await knex.raw('analyze');

  const logger = { error: console.error, warn: console.warn } as never;
  const guard = createDatabaseGuard(logger);
  const store = new DatabaseApiKeyStore({
    knex,
    guard,
    keyringIds: keyring.ids,
    unusedAfter: 90 * 24 * 60 * 60 * 1000,
    onEnded: () => {},
  });
  const verifier = new DatabaseApiKeyVerifier({
    store,
    keyring,
    changes: new ChangeRecord({ knex, guard }),
    lastUse: new LastUse({
      recorder: { record: async () => {} },
      logger,
    }),
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

/** A database of `account-1` and so on, each with the key of its number. */
export async function insertKnownKeys(
  knex: Knex,
  keyring: Keyring,
  keys: string[],
): Promise<void> {
  await createSchema(knex);
  const at = new Date();
  const by = { created_at: at, created_by: PERSON };
  const rows = keys.map((apiKey, index) => ({
    account: randomUUID(),
    key: randomUUID(),
    name: `account-${index + 1}`,
    lookupHash: keyring.lookupHash(apiKey),
  }));
  await knex.batchInsert(
    'security_service_accounts',
    rows.map(({ account, key, name }) => ({
      id: account,
      name,
      newest_key_id: key,
      owner_ref: OWNER,
      search_text: '',
      status: 'active',
      principal: 'user',
      version: 1,
      works_until: at,
      used_at: at,
      updated_at: at,
      updated_by: PERSON,
      ...by,
    })),
    50,
  );
  await knex.batchInsert(
    'security_api_keys',
    rows.map(({ account, key, lookupHash }) => ({
      id: key,
      service_account_id: account,
      sequence: 1,
      lookup_hash: lookupHash,
      keyring_id: keyring.activeId,
      hint: 'abcd',
      status: 'active',
      times_shown: 0,
      ...by,
    })),
    50,
  );
  await knex.raw('analyze');
  await knex.destroy();
}

async function createSchema(knex: Knex): Promise<void> {
  const [schema] = knex.client.config.searchPath ?? [];
  if (schema) {
    await knex.raw('create schema ??', [schema]);
  }
  await knex.migrate.latest({ directory: MIGRATIONS });
}

/** Rows anywhere in the tables become those of known keys. */
async function makeKnown(
  knex: Knex,
  keyring: Keyring,
  size: number,
): Promise<string[]> {
  const known = Array.from({ length: KNOWN }, generateApiKey);
  await knex.transaction(async trx => {
    for (const [index, apiKey] of known.entries()) {
      const name = `account-${1 + index * (size / KNOWN)}`;
      const account = trx('security_service_accounts').where({ name });
      await trx('security_api_keys')
        .whereIn('service_account_id', account.select('id'))
        .update({
          lookup_hash: keyring.lookupHash(apiKey),
          keyring_id: keyring.activeId,
        });
    }
  });
  return known;
}

/** Accounts, each with a key, with hashes that no key has. */
async function insertKeys(knex: Knex, count: number): Promise<void> {
  const isPostgres = knex.client.config.client === 'pg';
  const numbers = isPostgres
    ? 'select generate_series(1, ?::int) as i'
    : 'with recursive n(i) as (select 1 union all select i + 1 from n where i < ?) select i from n';
  const uuid = isPostgres
    ? 'gen_random_uuid()'
    : "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))";
  // The beginning is of the alphabet that real ones have: otherwise those of
  // known keys would stand side by side in the index.
  const random = isPostgres ? 'floor(random() * 64)::int' : '(random() & 63)';
  const letter = `substr('${BASE64URL}', 1 + ${random}, 1)`;
  const rest = isPostgres
    ? 'substr(md5(random()::text) || md5(random()::text), 1, 38)'
    : 'hex(randomblob(19))';
  const hash = `${`${letter} || `.repeat(5)}${rest}`;
  const now = isPostgres ? 'now()' : String(Date.now());
  await knex.raw(
    `insert into security_service_accounts
       (id, name, owner_ref, search_text, status, principal, version, created_at, created_by, updated_at, updated_by, works_until, used_at)
     select ${uuid}, 'account-' || i, ?, '', 'active', 'user', 1, ${now}, ?, ${now}, ?, ${now}, ${now}
     from (${numbers}) as numbers`,
    [OWNER, PERSON, PERSON, count],
  );
  await knex.raw(
    `insert into security_api_keys
       (id, service_account_id, sequence, lookup_hash, keyring_id, hint, status, created_at, created_by, times_shown)
     select ${uuid}, id, 1, ${hash}, 'benchmark', 'abcd', 'active', ${now}, ?, 0
     from security_service_accounts where name like 'account-%'`,
    [PERSON],
  );
}
