// @ts-check

const ACCOUNTS = 'security_service_accounts';
const MANAGED_IDX = 'security_service_accounts_managed_idx';

/**
 * Accounts that `security.serviceAccounts` of the configuration declares.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable(ACCOUNTS, table => {
    table
      .text('managed_by')
      .nullable()
      .comment('config; former-config once its entry is gone; null for people');
    table
      .text('api_key_managed_by')
      .nullable()
      .comment('config where the configuration gives the key; null for people');
  });
  await knex.raw(
    `create index ${MANAGED_IDX} on ${ACCOUNTS} (managed_by)
       where managed_by is not null`,
  );
};

/**
 * Not by knex, which makes the whole table anew in SQLite.
 *
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw(`drop index ${MANAGED_IDX}`);
  await knex.raw(`alter table ${ACCOUNTS} drop column api_key_managed_by`);
  await knex.raw(`alter table ${ACCOUNTS} drop column managed_by`);
};
