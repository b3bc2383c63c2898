import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { KeyringSecret } from './keyring/keyring';

export interface SecurityConfig {
  keyring: KeyringSecret[] | undefined;
  apiKeys: ApiKeyConfig;
  permissionsEnabled: boolean;
  allowWithoutPermissions: boolean;
  allowGuest: boolean;
}

/** The settings below `security.apiKeys`; durations are in milliseconds. */
export interface ApiKeyConfig {
  reveal: 'always' | 'once';
  defaultLifetime: number;
  maxLifetime: number;
  allowNeverExpiring: boolean;
  maxGracePeriod: number;
  verificationTtl: number;
  /** Whether Backstage lets an API key be a service. */
  canBeService: boolean;
}

const LONGEST = durationToMilliseconds({ years: 100 });

export function readSecurityConfig(config: Config): SecurityConfig {
  return {
    keyring: config.getOptionalConfigArray('security.keyring')?.map(entry => ({
      id: entry.getString('id'),
      secret: entry.getString('secret'),
    })),
    apiKeys: readApiKeyConfig(config),
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

function readApiKeyConfig(config: Config): ApiKeyConfig {
  const reveal =
    config.getOptionalString('security.apiKeys.reveal') ?? 'always';
  if (reveal !== 'always' && reveal !== 'once') {
    throw new InputError(
      "security.apiKeys.reveal must be either 'always' or 'once'",
    );
  }
  const maxLifetime = readDuration(config, 'maxLifetime', { days: 365 });
  const defaultLifetime = readDuration(config, 'defaultLifetime', { days: 90 });
  if (defaultLifetime > maxLifetime) {
    throw new InputError(
      'security.apiKeys.defaultLifetime must not be longer than security.apiKeys.maxLifetime',
    );
  }
  return {
    reveal,
    defaultLifetime,
    maxLifetime,
    allowNeverExpiring:
      config.getOptionalBoolean('security.apiKeys.allowNeverExpiring') ?? false,
    maxGracePeriod: readDuration(config, 'maxGracePeriod', { days: 30 }),
    verificationTtl: readDuration(
      config,
      'verificationTtl',
      { seconds: 5 },
      { min: 0 },
    ),
    canBeService:
      config
        .getOptionalConfigArray('backend.auth.externalAccess')
        ?.some(entry => entry.getOptionalString('type') === 'api-key') ?? false,
  };
}

function readDuration(
  config: Config,
  name: string,
  fallback: HumanDuration,
  { min = 1 } = {},
): number {
  const key = `security.apiKeys.${name}`;
  const duration = durationToMilliseconds(
    config.has(key) ? readDurationFromConfig(config, { key }) : fallback,
  );
  if (!(duration >= min && duration <= LONGEST)) {
    throw new InputError(
      `${key} must be longer than nothing, and 100 years at most`,
    );
  }
  return duration;
}
