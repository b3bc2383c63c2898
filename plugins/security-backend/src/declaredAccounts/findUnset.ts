import { Config } from '@backstage/config';
import { ConfigSources } from '@backstage/config-loader';
import { JsonValue } from '@backstage/types';
import { randomUUID } from 'node:crypto';

const UNSET = `unset-${randomUUID()}`;

/**
 * Where a list of the configuration names environment variables that are not
 * set. Backstage drops such a value without a word, as if it had never been
 * written, so the files are read once more with a mark in its place.
 *
 * @param key - of a list of objects that have a `name`
 * @param argv - tells the files, as for Backstage itself
 * @returns paths such as `security.serviceAccounts[0].apiKey`; none when the
 * configuration does not come from those files
 */
export async function findUnset(
  config: Config,
  key: string,
  argv: string[] = process.argv,
): Promise<string[]> {
  const effective = config.getOptional(key);
  const marked = await readMarked(key, argv);
  return isSameList(marked, effective) ? compare(marked, effective, key) : [];
}

async function readMarked(
  key: string,
  argv: string[],
): Promise<JsonValue | undefined> {
  try {
    const config = await ConfigSources.toConfig(
      ConfigSources.default({
        argv,
        watch: false,
        remote: { reloadInterval: { days: 1 } },
        substitutionFunc: async name => process.env[name]?.trim() ?? UNSET,
      }),
    );
    config.close();
    return config.getOptional(key);
  } catch {
    // A backend may have its configuration from somewhere else.
    return undefined;
  }
}

function isSameList(marked: unknown, effective: unknown): boolean {
  return (
    Array.isArray(marked) &&
    Array.isArray(effective) &&
    marked.length === effective.length &&
    marked.every(
      (entry, i) => entry?.name === effective[i]?.name || isMarked(entry?.name),
    )
  );
}

// A variable with a fallback is marked too, but has a value.
function compare(marked: unknown, effective: unknown, path: string): string[] {
  if (isMarked(marked)) {
    return effective === undefined ? [path] : [];
  }
  if (Array.isArray(marked)) {
    const rest = Array.isArray(effective) ? effective : [];
    const isWhole = rest.length === marked.length;
    return marked.flatMap((each, i) =>
      compare(each, isWhole ? rest[i] : undefined, `${path}[${i}]`),
    );
  }
  if (typeof marked === 'object' && marked !== null) {
    return Object.entries(marked).flatMap(([name, value]) =>
      compare(
        value,
        (effective as Record<string, unknown> | undefined)?.[name],
        `${path}.${name}`,
      ),
    );
  }
  return [];
}

function isMarked(value: unknown): boolean {
  return typeof value === 'string' && value.includes(UNSET);
}
