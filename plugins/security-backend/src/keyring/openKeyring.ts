import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Keyring, KeyringSecret } from './keyring';

export interface OpenKeyringOptions {
  knex: Knex;
  logger: LoggerService;
  /** `security.keyring` as configured. */
  secrets: KeyringSecret[] | undefined;
  /** Whether this is a production backend. */
  production: boolean;
}

/**
 * The keyring that the plugin works with. Stops the start-up rather than work
 * with secrets that are missing, weak, or other ones than before.
 */
export async function openKeyring(
  options: OpenKeyringOptions,
): Promise<Keyring> {
  const { knex, logger, secrets, production } = options;
  if (!secrets) {
    if (production || !isInMemory(knex)) {
      throw new Error(
        'The setting security.keyring is missing. API keys are encrypted with it. ' +
          'Add an entry with an id and a secret made with: openssl rand -base64 32',
      );
    }
    logger.warn(
      'Without security.keyring, API keys can be shown only until the backend restarts',
    );
    return Keyring.createEphemeral();
  }
  const keyring = Keyring.create(secrets);
  await checkSecrets(knex, keyring);
  await reportLostKeys(knex, keyring, logger);
  return keyring;
}

/**
 * Refuses another secret than the one used before under the same id. Nothing
 * is remembered of a keyring that is refused.
 */
async function checkSecrets(knex: Knex, keyring: Keyring): Promise<void> {
  await compareSecrets(knex, keyring);
  for (const { id, checkValue } of keyring.checkValues) {
    // Replicas start at once: whoever is first writes, and all compare.
    await knex('security_keyring')
      .insert({ id, check_value: checkValue, created_at: new Date() })
      .onConflict('id')
      .ignore();
  }
  await compareSecrets(knex, keyring);
}

async function compareSecrets(knex: Knex, keyring: Keyring): Promise<void> {
  const rows = await knex('security_keyring').select('id', 'check_value');
  const known = new Map(rows.map(row => [row.id, row.check_value]));
  for (const { id, checkValue } of keyring.checkValues) {
    if (known.has(id) && known.get(id) !== checkValue) {
      throw new Error(
        `The setting security.keyring has a secret for the id '${id}' that is not the one used before. ` +
          'Put the former secret back, or give the new one an id of its own as the first entry',
      );
    }
  }
}

const NAMED = 20;

/** A key is found by its keyed hash, so without the secret it does not work. */
async function reportLostKeys(
  knex: Knex,
  keyring: Keyring,
  logger: LoggerService,
): Promise<void> {
  const now = new Date();
  const lost = await knex({ key: 'security_api_keys' })
    .join({ account: 'security_service_accounts' }, join =>
      join.on('account.id', 'key.service_account_id'),
    )
    .whereNotIn('key.keyring_id', keyring.ids)
    .whereNot('key.status', 'revoked')
    .where(either =>
      either.whereNull('key.expires_at').orWhere('key.expires_at', '>', now),
    )
    .where(either =>
      either.whereNull('key.retires_at').orWhere('key.retires_at', '>', now),
    )
    .orderBy('account.name')
    .select('account.name', 'key.keyring_id');
  if (lost.length === 0) {
    return;
  }
  const ids = unique(lost.map(({ keyring_id: id }) => id));
  const names = unique(lost.map(({ name }) => name));
  const others = names.length - NAMED;
  logger.error(
    `API keys that do not work, because an entry of security.keyring is gone (${ids.join(
      ', ',
    )}): ${lost.length}, of the service accounts ${names
      .slice(0, NAMED)
      .join(', ')}${others > 0 ? ` and ${others} more` : ''}. ` +
      'Put the entry back, or rotate these keys: the list of accounts finds them with keyStatus=lost',
  );
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}

function isInMemory(knex: Knex): boolean {
  const { client, connection } = knex.client.config;
  const filename =
    typeof connection === 'string' ? connection : connection?.filename;
  return client === 'better-sqlite3' && filename === ':memory:';
}
