import { Config } from '@backstage/config';
import { ExternalAccessEntry } from 'backstage-plugin-security-common';

/** What the configuration says of a token, and nothing of the token. */
export type ConfiguredAccess = Omit<
  ExternalAccessEntry,
  'differences' | 'account'
>;

const SETTING = 'backend.auth.externalAccess';
const OLD_SETTING = 'backend.auth.keys';
/** What Backstage calls whoever has a secret of the old setting. */
const OLD_SUBJECT = 'external:backstage-plugin';

/**
 * Reads who may call the backend with a token, field by field: not one of them
 * is a token or a secret. Keys of service accounts are not among them.
 */
export function readExternalAccess(config: Config): ConfiguredAccess[] {
  const entries = config.getOptionalConfigArray(SETTING) ?? [];
  const oldEntries = config.getOptionalConfigArray(OLD_SETTING) ?? [];
  return [
    ...entries
      .map((entry, index) => readEntry(entry, `${SETTING}[${index}]`))
      .filter(({ type }) => type !== 'api-key'),
    ...oldEntries.map((entry, index) => ({
      setting: `${OLD_SETTING}[${index}]`,
      type: 'legacy',
      subject: OLD_SUBJECT,
      accessRestrictions: readRestrictions(entry),
    })),
  ];
}

function readEntry(entry: Config, setting: string): ConfiguredAccess {
  const type = entry.getString('type');
  const isNamed = type === 'static' || type === 'legacy';
  return {
    setting,
    type,
    subject: isNamed ? entry.getString('options.subject') : undefined,
    jwks: type === 'jwks' ? readJwks(entry) : undefined,
    accessRestrictions: readRestrictions(entry),
  };
}

function readJwks(entry: Config): ConfiguredAccess['jwks'] {
  // A password or a token may stand beside these two.
  const { origin, pathname } = new URL(entry.getString('options.url'));
  return {
    url: `${origin}${pathname}`,
    issuers: readWords(entry, 'options.issuer') ?? [],
    audiences: readWords(entry, 'options.audience') ?? [],
    subjectPrefix: entry.getOptionalString('options.subjectPrefix'),
  };
}

/** Undefined where nothing restricts it, as for Backstage. */
function readRestrictions(
  entry: Config,
): ConfiguredAccess['accessRestrictions'] {
  const restrictions = entry
    .getOptionalConfigArray('accessRestrictions')
    ?.map(restriction => ({
      plugin: restriction.getString('plugin'),
      permissions: readWords(restriction, 'permission'),
      actions: readWords(restriction, 'permissionAttribute.action'),
    }));
  return restrictions?.length ? restrictions : undefined;
}

/** As Backstage reads them: a list, or separated by commas or spaces. */
function readWords(config: Config, key: string): string[] | undefined {
  const value = config.getOptional(key);
  if (value === undefined) {
    return undefined;
  }
  const texts = Array.isArray(value)
    ? config.getStringArray(key)
    : [config.getString(key)];
  const words = texts.flatMap(text => text.split(/[ ,]/)).filter(Boolean);
  return words.length > 0 ? Array.from(new Set(words)) : undefined;
}
