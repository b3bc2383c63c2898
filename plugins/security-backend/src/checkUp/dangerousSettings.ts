import { Config } from '@backstage/config';
import { JsonValue } from '@backstage/types';

/** Where Backstage and this plugin decide who somebody is, and who may what. */
const SECTIONS = ['security', 'backend.auth', 'auth'];

/**
 * The settings that are on and whose name starts with `dangerously`, those of
 * later versions included.
 *
 * @returns such as `security.dangerouslyAllowGuest`
 */
export function dangerousSettings(config: Config): string[] {
  return SECTIONS.flatMap(section =>
    findIn(section, config.getOptional(section)),
  );
}

function findIn(path: string, value: JsonValue | undefined): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => findIn(`${path}[${index}]`, item));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) =>
      key.startsWith('dangerously') && isOn(inner)
        ? [`${path}.${key}`]
        : findIn(`${path}.${key}`, inner),
    );
  }
  return [];
}

// What comes from the environment is text.
function isOn(value: JsonValue | undefined): boolean {
  return value === true || value === 'true';
}
