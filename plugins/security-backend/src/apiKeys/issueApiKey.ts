import { InputError } from '@backstage/errors';
import { hintOfApiKey } from 'backstage-plugin-security-common';
import { generateApiKey } from 'backstage-plugin-security-node';
import { randomUUID } from 'node:crypto';
import { ApiKeyConfig } from '../config';
import { Keyring } from '../keyring/keyring';
import { NewApiKey } from './ApiKeyStore';

/**
 * Makes a key, and what is stored of it.
 *
 * @param value - the key itself, where it is made elsewhere
 * @param expiresAt - by default after the default lifetime; null for never
 * @throws InputError when the configuration does not allow that
 */
export function issueApiKey(options: {
  keyring: Keyring;
  config: ApiKeyConfig;
  accountId: string;
  by: string;
  expiresAt?: string | null;
  value?: string;
}): { value: string; key: NewApiKey } {
  const { keyring, config, accountId, by } = options;
  const createdAt = new Date();
  const expiresAt = expiryOf(options.expiresAt, createdAt, config);
  const id = randomUUID();
  const value = options.value ?? generateApiKey();
  return {
    value,
    key: {
      id,
      lookupHash: keyring.lookupHash(value),
      ciphertext:
        config.reveal === 'always'
          ? keyring.encrypt(value, { accountId, keyId: id })
          : undefined,
      keyringId: keyring.activeId,
      hint: hintOfApiKey(value),
      createdAt,
      createdBy: by,
      expiresAt,
    },
  };
}

function expiryOf(
  wanted: string | null | undefined,
  now: Date,
  config: ApiKeyConfig,
): Date | undefined {
  if (wanted === undefined) {
    return new Date(now.getTime() + config.defaultLifetime);
  }
  if (wanted === null) {
    if (!config.allowNeverExpiring) {
      throw new InputError(
        'expiresAt: security.apiKeys.allowNeverExpiring is not set',
      );
    }
    return undefined;
  }
  const expiresAt = new Date(wanted);
  if (expiresAt <= now) {
    throw new InputError('expiresAt: must be in the future');
  }
  if (expiresAt.getTime() - now.getTime() > config.maxLifetime) {
    throw new InputError(
      'expiresAt: must not be later than security.apiKeys.maxLifetime allows',
    );
  }
  return expiresAt;
}
