// @ts-check

// Text that is compared or sorted must behave the same on every database, so
// PostgreSQL is told to go by code point, as SQLite does.
const COLLATION = 'collate "C"';

/**
 * @param {import('knex').Knex} knex
 * @param {import('knex').Knex.CreateTableBuilder} table
 * @param {string} name
 */
function plainText(knex, table, name) {
  return knex.client.config.client === 'pg'
    ? table.specificType(name, `text ${COLLATION}`)
    : table.text(name);
}

/**
 * @param {import('knex').Knex.CreateTableBuilder} table
 * @param {string} name
 */
function time(table, name) {
  return table.timestamp(name, { useTz: true, precision: 3 });
}

/**
 * By what the list finds accounts: the beginnings of their words, the states
 * of their keys, and hints. Each index begins with the facet and goes on in an
 * order of the list, so that a page is read from its first row to its last.
 *
 * @param {import('knex').Knex} knex
 */
async function createFacets(knex) {
  const isPostgres = knex.client.config.client === 'pg';
  const text = isPostgres ? `text ${COLLATION}` : 'text';
  // SQLite keeps the rows in their primary key: one index less.
  await knex.raw(
    `create table security_account_facets (
       facet ${text} not null,
       name ${text} not null,
       owner_ref ${text} not null,
       created_at ${isPostgres ? 'timestamptz(3)' : 'datetime'} not null,
       primary key (facet, name)
     ) ${isPostgres ? '' : 'without rowid'}`,
  );
  await knex.raw(
    `create index security_account_facets_owner_idx
       on security_account_facets (facet, owner_ref, name, created_at)`,
  );
  await knex.raw(
    `create index security_account_facets_owner_created_idx
       on security_account_facets (facet, owner_ref, created_at, name)`,
  );
  await knex.raw(
    `create index security_account_facets_created_idx
       on security_account_facets (facet, created_at, name)`,
  );
}

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('security_service_accounts', table => {
    table.comment('Accounts for machines');
    table.uuid('id').primary();
    plainText(knex, table, 'name')
      .notNullable()
      .comment('Unique; in lower case');
    table
      .uuid('newest_key_id')
      .nullable()
      .comment('In security_api_keys; null while there never was a key');
    table.text('title').nullable();
    table.text('description').nullable();
    plainText(knex, table, 'owner_ref')
      .notNullable()
      .comment('Entity ref of the group or user that owns the account');
    table
      .text('owner_title')
      .nullable()
      .comment('What the catalog calls the owner, as far as is known');
    time(table, 'owner_missed_at')
      .nullable()
      .comment(
        'When the catalog first did not know the owner; null if it does',
      );
    time(table, 'owner_missing_since')
      .nullable()
      .comment('The same, once that is certain');
    table
      .text('search_text')
      .notNullable()
      .comment('The words that the list searches, in lower case');
    time(table, 'next_change_at')
      .nullable()
      .comment('When the state of the keys changes by itself');
    time(table, 'works_until')
      .notNullable()
      .comment('When no key works any more; far away for never and for no key');
    time(table, 'used_at')
      .notNullable()
      .comment('Last use, rounded down; 1970 for never');
    table.text('status').notNullable().comment('active or disabled');
    table.text('principal').notNullable().comment('user or service');
    table.text('plugins').nullable().comment('JSON; null for all plugins');
    table
      .text('restrictions')
      .nullable()
      .comment('JSON; of a service: what it may call');
    table
      .integer('version')
      .notNullable()
      .comment('Grows with every change, so that no update is lost');
    time(table, 'created_at').notNullable();
    table.text('created_by').notNullable();
    time(table, 'updated_at').notNullable();
    table.text('updated_by').notNullable();
    table.unique(['name'], { indexName: 'security_service_accounts_name_uq' });
    table.index(
      ['owner_ref', 'name'],
      'security_service_accounts_owner_name_idx',
    );
    table.index(
      ['owner_ref', 'created_at', 'name'],
      'security_service_accounts_owner_created_idx',
    );
    for (const column of ['works_until', 'used_at']) {
      table.index([column, 'name'], `security_service_accounts_${column}_idx`);
      table.index(
        ['owner_ref', column, 'name'],
        `security_service_accounts_owner_${column}_idx`,
      );
    }
    table.index(
      ['created_at', 'name'],
      'security_service_accounts_created_name_idx',
    );
    table.index(
      ['next_change_at'],
      'security_service_accounts_next_change_idx',
    );
  });

  await knex.raw(
    `create index security_service_accounts_owner_missed_idx
       on security_service_accounts (owner_ref)
       where owner_missed_at is not null`,
  );

  await createFacets(knex);

  await knex.schema.createTable('security_api_keys', table => {
    table.comment('API keys of service accounts, those that ended included');
    table.uuid('id').primary();
    table
      .uuid('service_account_id')
      .notNullable()
      .references('id')
      .inTable('security_service_accounts')
      .onDelete('CASCADE');
    table
      .integer('sequence')
      .notNullable()
      .comment('1 for the first key of the account, 2 for the second');
    table
      .text('lookup_hash')
      .notNullable()
      .comment('Keyed hash of the whole key');
    table
      .text('ciphertext')
      .nullable()
      .comment(
        'The encrypted key; null once it ended and when shown only once',
      );
    table
      .text('keyring_id')
      .notNullable()
      .comment('Which secret of the keyring hashed and encrypted the key');
    table.text('hint').notNullable();
    table.text('status').notNullable().comment('active, retiring or revoked');
    time(table, 'created_at').notNullable();
    table.text('created_by').notNullable();
    time(table, 'expires_at').nullable();
    time(table, 'retires_at')
      .nullable()
      .comment('When the grace period of a replaced key ends');
    time(table, 'revoked_at').nullable();
    table.text('revoked_by').nullable();
    time(table, 'last_used_at').nullable();
    table.text('last_used_plugin').nullable();
    table.integer('times_shown').notNullable().defaultTo(0);
    time(table, 'last_shown_at').nullable();
    table.text('last_shown_by').nullable();
    table.unique(['lookup_hash'], {
      indexName: 'security_api_keys_lookup_hash_uq',
    });
    table.unique(['service_account_id', 'sequence'], {
      indexName: 'security_api_keys_account_sequence_uq',
    });
  });
  await knex.raw(
    `create unique index security_api_keys_one_active_uq
       on security_api_keys (service_account_id) where status = 'active'`,
  );

  await knex.raw(
    `create index security_api_keys_unrevoked_idx
       on security_api_keys (service_account_id) where status <> 'revoked'`,
  );

  await knex.raw(
    `create index security_api_keys_keyring_idx
       on security_api_keys (keyring_id, expires_at) where status <> 'revoked'`,
  );

  await knex.raw(
    `create index security_api_keys_expiry_idx
       on security_api_keys (expires_at, id) where status = 'active'`,
  );

  await knex.schema.createTable('security_account_warnings', table => {
    table.comment('Which warnings were sent, the most urgent of each kind');
    table
      .uuid('account_id')
      .notNullable()
      .references('id')
      .inTable('security_service_accounts')
      .onDelete('CASCADE');
    plainText(knex, table, 'kind')
      .notNullable()
      .comment('expiry, unused or owner');
    plainText(knex, table, 'about')
      .notNullable()
      .comment('The id of the key, or the ref of the owner who is gone');
    table
      .integer('step')
      .notNullable()
      .comment('Days before the expiry: the fewer, the more urgent');
    time(table, 'claimed_at')
      .nullable()
      .comment('When a process began to send it; null after it could not');
    time(table, 'sent_at').nullable();
    table.primary(['account_id', 'kind', 'about']);
  });

  await knex.schema.createTable('security_account_uses', table => {
    table.comment('Which plugins accounts called, with all of their keys');
    table
      .uuid('account_id')
      .notNullable()
      .references('id')
      .inTable('security_service_accounts')
      .onDelete('CASCADE');
    plainText(knex, table, 'plugin_id').notNullable();
    time(table, 'first_used_at').notNullable();
    time(table, 'last_used_at').notNullable();
    table.bigInteger('calls').notNullable();
    table.primary(['account_id', 'plugin_id']);
  });

  await knex.schema.createTable('security_changes', table => {
    table.comment('What changed of which account, in its order');
    table.bigInteger('version').primary();
    table
      .uuid('account_id')
      .nullable()
      .comment('Of whom a right was taken away; null when that is nobody');
    plainText(knex, table, 'account_name')
      .nullable()
      .comment('Whose description changed; null when that is nobody');
    time(table, 'changed_at').notNullable();
  });
  await knex.schema.createTable('security_change_head', table => {
    table.comment('One row, locked by whoever records a change');
    table.bigInteger('version').notNullable();
  });
  await knex('security_changes').insert({ version: 0, changed_at: new Date() });
  await knex('security_change_head').insert({ version: 0 });

  await knex.schema.createTable('security_settings', table => {
    table.comment('The configuration that stored states were decided by');
    table.text('name').primary();
    table.text('value').notNullable();
  });

  await knex.schema.createTable('security_keyring', table => {
    table.comment('Every keyring secret ever used, to recognise a wrong one');
    table.text('id').primary();
    table
      .text('check_value')
      .notNullable()
      .comment('Derived from the secret; the secret cannot be derived from it');
    time(table, 'created_at').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('security_keyring');
  await knex.schema.dropTable('security_settings');
  await knex.schema.dropTable('security_change_head');
  await knex.schema.dropTable('security_changes');
  await knex.schema.dropTable('security_account_uses');
  await knex.schema.dropTable('security_account_warnings');
  await knex.schema.dropTable('security_account_facets');
  await knex.schema.dropTable('security_api_keys');
  await knex.schema.dropTable('security_service_accounts');
};
