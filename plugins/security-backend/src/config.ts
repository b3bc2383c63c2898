import { readDurationFromConfig, type Config } from '@backstage/config';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { createServiceAccountSchema } from 'backstage-plugin-security-common';
import { z } from 'zod';
import { KeyringSecret } from './keyring/keyring';

export interface SecurityConfig {
  keyring: KeyringSecret[] | undefined;
  apiKeys: ApiKeyConfig;
  /** How long a key may go without use, in milliseconds. */
  unusedAfter: number;
  /** For how long an owner is not known before it is gone, in milliseconds. */
  ownerMissingAfter: number;
  warnings: WarningConfig;
  permissionsEnabled: boolean;
  allowWithoutPermissions: boolean;
  allowGuest: boolean;
  /** Entity refs of whom the guest provider signs in, in lower case. */
  guestRefs: string[];
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

/** The settings below `security.warnings`. */
export interface WarningConfig {
  isEnabled: boolean;
  daysBeforeExpiry: number[];
  /** Whom to tell of accounts without an owner: an entity ref. */
  withoutOwner: string | undefined;
}

const daysSchema = z.array(z.coerce.number().int().min(1).max(36500)).max(20);

const LONGEST = durationToMilliseconds({ years: 100 });

export function readSecurityConfig(config: Config): SecurityConfig {
  return {
    keyring: config
      .getOptionalConfigArray('security.keyring')
      ?.map((entry, index) => ({
        id: entry.getString('id'),
        secret: readSecret(entry, index),
      })),
    apiKeys: readApiKeyConfig(config),
    unusedAfter: readDuration(config, 'security.unusedAfter', { days: 90 }),
    ownerMissingAfter: readDuration(config, 'security.ownerMissingAfter', {
      hours: 1,
    }),
    warnings: readWarningConfig(config),
    permissionsEnabled:
      config.getOptionalBoolean('permission.enabled') ?? false,
    allowWithoutPermissions:
      config.getOptionalBoolean(
        'security.dangerouslyAllowWithoutPermissions',
      ) ?? false,
    allowGuest:
      config.getOptionalBoolean('security.dangerouslyAllowGuest') ?? false,
    guestRefs: readGuestRefs(config),
  };
}

function readWarningConfig(config: Config): WarningConfig {
  const key = 'security.warnings';
  const days = daysSchema.safeParse(
    config.getOptional(`${key}.daysBeforeExpiry`) ?? [30, 14, 7, 1],
  );
  if (!days.success) {
    throw new InputError(
      `${key}.daysBeforeExpiry must be a list of whole numbers of days`,
    );
  }
  const recipient = config.getOptionalString(`${key}.recipientWithoutOwner`);
  const { ownerRef } = createServiceAccountSchema.shape;
  const withoutOwner = ownerRef.optional().safeParse(recipient);
  if (!withoutOwner.success) {
    throw new InputError(
      `${key}.recipientWithoutOwner must be the entity ref of a group or user, such as group:default/platform`,
    );
  }
  return {
    isEnabled: config.getOptionalBoolean(`${key}.enabled`) ?? true,
    daysBeforeExpiry: days.data,
    withoutOwner: withoutOwner.data,
  };
}

function readSecret(entry: Config, index: number): string {
  const secret = entry.getOptional('secret');
  if (secret === undefined || secret === '') {
    throw new InputError(
      `security.keyring[${index}].secret is empty: the environment variable that it names is likely not set. ` +
        'Make a secret with: openssl rand -base64 32',
    );
  }
  return entry.getString('secret');
}

/** As the guest provider reads its setting. */
function readGuestRefs(config: Config): string[] {
  const configured = config.getOptionalString(
    'auth.providers.guest.userEntityRef',
  );
  return [
    'user:development/guest',
    ...(configured
      ? [
          stringifyEntityRef(
            parseEntityRef(configured, {
              defaultKind: 'user',
              defaultNamespace: 'default',
            }),
          ),
        ]
      : []),
  ];
}

function readApiKeyConfig(config: Config): ApiKeyConfig {
  const reveal =
    config.getOptionalString('security.apiKeys.reveal') ?? 'always';
  if (reveal !== 'always' && reveal !== 'once') {
    throw new InputError(
      "security.apiKeys.reveal must be either 'always' or 'once'",
    );
  }
  const maxLifetime = readDuration(config, 'security.apiKeys.maxLifetime', {
    days: 365,
  });
  const defaultLifetime = readDuration(
    config,
    'security.apiKeys.defaultLifetime',
    { days: 90 },
  );
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
    maxGracePeriod: readDuration(config, 'security.apiKeys.maxGracePeriod', {
      days: 30,
    }),
    verificationTtl: readDuration(
      config,
      'security.apiKeys.verificationTtl',
      { seconds: 1 },
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
  key: string,
  fallback: HumanDuration,
  { min = 1 } = {},
): number {
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
