import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { KeyringSecret } from './keyring/keyring';

export interface SecurityConfig {
  keyring: KeyringSecret[] | undefined;
  reveal: 'always' | 'once';
  /** In milliseconds. */
  keyLifetime: number;
  permissionsEnabled: boolean;
  allowWithoutPermissions: boolean;
  allowGuest: boolean;
}

const DEFAULT_LIFETIME = { days: 90 };
const MAX_LIFETIME = { years: 100 };

export function readSecurityConfig(config: Config): SecurityConfig {
  const reveal =
    config.getOptionalString('security.apiKeys.reveal') ?? 'always';
  if (reveal !== 'always' && reveal !== 'once') {
    throw new InputError(
      "security.apiKeys.reveal must be either 'always' or 'once'",
    );
  }
  const keyLifetime = durationToMilliseconds(
    config.has('security.apiKeys.defaultLifetime')
      ? readDurationFromConfig(config, {
          key: 'security.apiKeys.defaultLifetime',
        })
      : DEFAULT_LIFETIME,
  );
  if (
    !(keyLifetime > 0 && keyLifetime <= durationToMilliseconds(MAX_LIFETIME))
  ) {
    throw new InputError(
      'security.apiKeys.defaultLifetime must be longer than nothing, and 100 years at most',
    );
  }
  return {
    keyring: config.getOptionalConfigArray('security.keyring')?.map(entry => ({
      id: entry.getString('id'),
      secret: entry.getString('secret'),
    })),
    reveal,
    keyLifetime,
    permissionsEnabled:
      config.getOptionalBoolean('permission.enabled') ?? false,
    allowWithoutPermissions:
      config.getOptionalBoolean(
        'security.dangerouslyAllowWithoutPermissions',
      ) ?? false,
    allowGuest:
      config.getOptionalBoolean('security.dangerouslyAllowGuest') ?? false,
  };
}
