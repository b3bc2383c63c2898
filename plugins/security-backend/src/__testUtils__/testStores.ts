import { LoggerService } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabaseId } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import knexFactory, { Knex } from 'knex';
import { createHash, randomUUID } from 'node:crypto';
import { NewApiKey } from '../apiKeys/ApiKeyStore';
import { DatabaseApiKeyStore } from '../apiKeys/DatabaseApiKeyStore';
import { AuditTrail } from '../audit/audited';
import { ApiKeyConfig } from '../config';
import { openDatabase } from '../database/openDatabase';
import { KeyringSecret } from '../keyring/keyring';
import { ApiKeyRow } from '../records/apiKeyRow';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';
import { DatabaseServiceAccountStore } from '../serviceAccounts/DatabaseServiceAccountStore';
import { NewServiceAccount } from '../serviceAccounts/ServiceAccountStore';
import { AccountUseStore } from '../uses/AccountUseStore';
import { DatabaseAccountUseStore } from '../uses/DatabaseAccountUseStore';

/** The databases that the plugin promises to behave the same on. */
export const DATABASE_IDS: TestDatabaseId[] = ['SQLITE_3', 'POSTGRES_18'];

/** Every table of the plugin, in alphabetical order. */
export const SECURITY_TABLES = [
  'security_account_facets',
  'security_account_uses',
  'security_account_warnings',
  'security_api_keys',
  'security_change_head',
  'security_changes',
  'security_keyring',
  'security_service_accounts',
  'security_settings',
];

/** What is configured by default. */
export const TEST_API_KEY_CONFIG: ApiKeyConfig = {
  reveal: 'always',
  defaultLifetime: 90 * 24 * 60 * 60 * 1000,
  maxLifetime: 365 * 24 * 60 * 60 * 1000,
  allowNeverExpiring: false,
  maxGracePeriod: 30 * 24 * 60 * 60 * 1000,
  verificationTtl: 1000,
  canBeService: true,
};

/** What is configured by default, in milliseconds. */
export const TEST_UNUSED_AFTER = 90 * 24 * 60 * 60 * 1000;

/** A keyring entry; the same for the same id. */
export function testSecret(id: string): KeyringSecret {
  return { id, secret: createHash('sha256').update(id).digest('base64') };
}

/**
 * The stores over a database with the current schema, for a process that has
 * the keyring secrets `first` and `second`.
 */
export async function openTestStores(
  knex: Knex,
  logger: LoggerService = mockServices.logger.mock(),
) {
  const database = await openDatabase(mockServices.database({ knex }), logger);
  const options = {
    ...database,
    keyringIds: ['first', 'second'],
    unusedAfter: TEST_UNUSED_AFTER,
  };
  return {
    serviceAccounts: new DatabaseServiceAccountStore({
      ...options,
      onChanged: () => {},
    }),
    apiKeys: new DatabaseApiKeyStore({ ...options, onEnded: () => {} }),
    uses: new DatabaseAccountUseStore(options),
  };
}

export async function createTestAccount(
  store: DatabaseServiceAccountStore,
  account: Partial<NewServiceAccount> = {},
): Promise<ServiceAccountRecord> {
  return store.insert(
    {
      name: 'nightly-build',
      title: undefined,
      description: undefined,
      ownerRef: 'group:default/team-a',
      principal: 'user',
      plugins: undefined,
      restrictions: undefined,
      createdBy: 'user:default/admin',
      ...account,
    },
    async () => {},
  );
}

/** A key to store, that looks like one and protects nothing. */
export function newTestKey(key: Partial<NewApiKey> = {}): NewApiKey {
  const id = randomUUID();
  return {
    id,
    lookupHash: `hash-of-${id}`,
    ciphertext: `ciphertext-of-${id}`,
    keyringId: 'first',
    hint: 'h1nT',
    createdAt: new Date(),
    createdBy: 'user:default/admin',
    expiresAt: undefined,
    ...key,
  };
}

/** As if a plugin had let the key in at that time. */
export async function noteTestUse(
  uses: AccountUseStore,
  keyId: string,
  at: Date,
): Promise<void> {
  const use = { keyId, pluginId: 'catalog', firstAt: at, lastAt: at, calls: 1 };
  await uses.add([use], async () => {});
}

/** What is stored, oldest first. */
export async function storedKeys(knex: Knex): Promise<ApiKeyRow[]> {
  return knex<ApiKeyRow>('security_api_keys').orderBy([
    'service_account_id',
    'sequence',
  ]);
}

/**
 * Runs something with a second connection pool to the same database, as
 * another replica has. A SQLite database in memory has only one.
 */
export async function withReplica<T>(
  knex: Knex,
  work: (replica: Knex) => Promise<T>,
): Promise<T> {
  if (knex.client.config.client !== 'pg') {
    return work(knex);
  }
  const silent = { warn() {}, error() {}, deprecate() {}, debug() {} };
  const replica = knexFactory({ ...knex.client.config, log: silent });
  try {
    return await work(replica);
  } finally {
    await replica.destroy();
  }
}

/** The SQL statements that something sends. */
export async function statementsOf(
  knex: Knex,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const statements: string[] = [];
  const record = ({ sql }: { sql: string }) => statements.push(sql);
  knex.on('query', record);
  try {
    await work();
  } finally {
    knex.removeListener('query', record);
  }
  return statements;
}

/** Stops the clock for `new Date()`, and nothing else. */
export function freezeTime(now: Date): void {
  jest.useFakeTimers({
    now,
    doNotFake: [
      'clearImmediate',
      'clearInterval',
      'clearTimeout',
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'setInterval',
      'setTimeout',
    ],
  });
}

/** An audit log that is read back, or that fails. */
export class FakeAuditTrail implements AuditTrail {
  readonly entries: Array<{ event: string; meta: JsonObject | undefined }> = [];
  readonly #onEntry: (event: string) => void | Promise<void>;

  /** @param onEntry - throws when the entry cannot be written */
  constructor(onEntry: (event: string) => void | Promise<void> = () => {}) {
    this.#onEntry = onEntry;
  }

  async succeeded(meta?: JsonObject): Promise<void> {
    await this.#write('succeeded', meta);
  }

  async also(eventId: string, meta: JsonObject): Promise<void> {
    await this.#write(eventId, meta);
  }

  async #write(event: string, meta: JsonObject | undefined): Promise<void> {
    await this.#onEntry(event);
    this.entries.push({ event, meta });
  }
}
